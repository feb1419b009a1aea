package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import java.util.List;

/** A frame was received that does not answer the oldest request in flight. */
public final class ForeignResponse extends StageFailure {
    private static final long serialVersionUID = 1L;

    private final transient Bytes frame;
    private final int expected;
    private final transient List<Integer> inFlight;

    ForeignResponse(String connection, int expected, Bytes frame, List<Integer> inFlight, Exchange exchange) {
        super(
                where(connection, exchange) + " response",
                "correlation id " + expected,
                found(frame, inFlight),
                exchange,
                null);
        this.expected = expected;
        this.frame = frame;
        this.inFlight = List.copyOf(inFlight);
    }

    private static String found(Bytes frame, List<Integer> inFlight) {
        int id = frame.getInt(0);
        return id + (inFlight.contains(id) ? ", which is that of a later request" : "") + " in " + frame;
    }

    /** The received frame, without its size. */
    public Bytes frame() {
        return frame;
    }

    /** The correlation id of the oldest request in flight. */
    public int expected() {
        return expected;
    }

    /** Whether the frame answers a request that was sent later: responses out of order. */
    public boolean outOfOrder() {
        return inFlight.contains(frame.getInt(0));
    }
}
