package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import org.jspecify.annotations.Nullable;

/** The target closed the connection before the response was complete, or before it accepted the request. */
public final class ConnectionClosed extends StageFailure {
    private static final long serialVersionUID = 1L;

    private final transient Bytes partial;
    private final boolean reset;

    ConnectionClosed(String connection, String expected, boolean reset, Bytes partial, @Nullable Exchange exchange) {
        super(
                where(connection, exchange),
                expected,
                "the connection "
                        + (reset ? "reset" : "closed") + " by the target"
                        + (partial.isEmpty() ? "" : " after " + partial.size() + " bytes " + partial),
                exchange,
                null);
        this.partial = partial;
        this.reset = reset;
    }

    /** The part of the frame that was received, with its size; empty if there was none. */
    public Bytes partial() {
        return partial;
    }

    /** Whether by a TCP reset rather than an orderly close. */
    public boolean reset() {
        return reset;
    }
}
