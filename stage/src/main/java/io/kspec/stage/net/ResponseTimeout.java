package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The limit passed before the response was complete, or before the target accepted the request. */
public final class ResponseTimeout extends StageFailure {
    private static final long serialVersionUID = 1L;

    private final transient Bytes partial;

    ResponseTimeout(String connection, String expected, Duration limit, Bytes partial, @Nullable Exchange exchange) {
        super(
                where(connection, exchange),
                expected + " within " + Durations.text(limit),
                partial.isEmpty() ? "nothing" : partial.size() + " bytes " + partial,
                exchange,
                null);
        this.partial = partial;
    }

    /** The part of the frame that was received, with its size; empty if there was none. */
    public Bytes partial() {
        return partial;
    }
}
