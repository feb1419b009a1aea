package io.kspec.mock.script;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How the bytes of a response are sent. Positions count the four bytes of the size before the response as well.
 *
 * @param pieceSize the number of bytes in each write; 0 for all
 * @param bytesPerSecond the rate at which bytes are sent; 0 for no limit
 * @param stallAt the number of bytes before an interruption; 0 for no interruption
 * @param stallFor how long the interruption lasts
 * @param sendOnly the number of bytes that are sent before the exchange ends otherwise; 0 for none
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Pacing(int pieceSize, int bytesPerSecond, int stallAt, Duration stallFor, int sendOnly) {
    /** All bytes at once. */
    public static final Pacing NONE = new Pacing(0, 0, 0, Duration.ZERO, 0);

    public Pacing {
        if (pieceSize < 0 || bytesPerSecond < 0 || stallAt < 0 || sendOnly < 0 || stallFor.isNegative()) {
            throw new IllegalArgumentException("expected numbers from 0 and a duration of 0 or more, found " + pieceSize
                    + ", " + bytesPerSecond + ", " + stallAt + ", " + sendOnly + " and " + stallFor);
        }
    }

    Pacing inPieces(int bytes) {
        return new Pacing(bytes, bytesPerSecond, stallAt, stallFor, sendOnly);
    }

    Pacing atRate(int perSecond) {
        return new Pacing(pieceSize, perSecond, stallAt, stallFor, sendOnly);
    }

    Pacing stalling(int at, Duration time) {
        return new Pacing(pieceSize, bytesPerSecond, at, time, sendOnly);
    }

    Pacing ending(int after) {
        return new Pacing(pieceSize, bytesPerSecond, stallAt, stallFor, after);
    }

    /** This pacing, with what a later one says in place of it. */
    Pacing and(Pacing later) {
        return new Pacing(
                later.pieceSize > 0 ? later.pieceSize : pieceSize,
                later.bytesPerSecond > 0 ? later.bytesPerSecond : bytesPerSecond,
                later.stallAt > 0 ? later.stallAt : stallAt,
                later.stallAt > 0 ? later.stallFor : stallFor,
                later.sendOnly > 0 ? later.sendOnly : sendOnly);
    }
}
