package io.kspec.mock.dispatch;

import io.kspec.mock.script.Pacing;
import io.kspec.protocol.Bytes;
import org.jspecify.annotations.Nullable;

/** A response that is sent piece by piece, at a rate or with an interruption. */
final class Transmission {
    /** How often a rate is divided into pieces if nothing else is asked for. */
    private static final int PIECES_PER_SECOND = 20;

    private final Bytes response;
    private final Bytes bytes;
    private final Pacing pacing;
    private final long startMs;
    private final int end;
    private int sent;
    private boolean writing;

    /**
     * @param response the response with its size
     * @param overtaken earlier responses that follow it
     */
    Transmission(Bytes response, Bytes overtaken, Pacing pacing, long startMs) {
        this.response = response;
        this.bytes = response.concat(overtaken);
        this.pacing = pacing;
        this.startMs = startMs;
        this.end = pacing.sendOnly() > 0 ? Math.min(pacing.sendOnly(), bytes.size()) : bytes.size();
    }

    /** The response with its size, whether or not all of it is sent. */
    Bytes response() {
        return response;
    }

    /** Whether everything that is to be sent has been handed out. */
    boolean isComplete() {
        return sent >= end;
    }

    /** Notes that the last piece has been written. */
    void written() {
        writing = false;
    }

    /** When the next piece may be sent, in milliseconds since the epoch; never, while one is being written. */
    long nextMs() {
        if (writing || isComplete()) {
            return PendingAnswer.NEVER;
        }
        long millis = startMs;
        if (pacing.stallAt() > 0 && sent >= pacing.stallAt()) {
            millis += pacing.stallFor().toMillis();
        }
        return pacing.bytesPerSecond() == 0 ? millis : millis + sent * 1000L / pacing.bytesPerSecond();
    }

    /** The next piece; null if it is not due or if there is none. */
    @Nullable Bytes next(long nowMs) {
        if (nowMs < nextMs()) {
            return null;
        }
        int size = end - sent;
        if (pacing.pieceSize() > 0) {
            size = Math.min(size, pacing.pieceSize());
        } else if (pacing.bytesPerSecond() > 0) {
            size = Math.min(size, Math.max(1, pacing.bytesPerSecond() / PIECES_PER_SECOND));
        }
        if (pacing.stallAt() > sent) {
            size = Math.min(size, pacing.stallAt() - sent);
        }
        sent += size;
        writing = true;
        return bytes.slice(sent - size, sent);
    }
}
