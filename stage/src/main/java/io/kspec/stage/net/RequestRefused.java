package io.kspec.stage.net;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import org.jspecify.annotations.Nullable;

/** The target answered with an error to something the stage itself needed, such as a topic to play with. */
public final class RequestRefused extends StageFailure {
    private static final long serialVersionUID = 1L;

    private final int errorCode;

    public RequestRefused(String what, int errorCode, @Nullable String text, Exchange exchange) {
        super(
                what + " with " + nameOf(exchange) + ": expected no error, found " + ErrorCode.describe(errorCode)
                        + (text == null || text.isEmpty() ? "" : " (" + text + ")"),
                exchange,
                null);
        this.errorCode = errorCode;
    }

    /** The error code that came; 0 where the answer lacks what was asked about. */
    public int errorCode() {
        return errorCode;
    }
}
