package io.kspec.stage.net;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import org.jspecify.annotations.Nullable;

/** The target answered with an error to a request of the stage itself, such as to create a topic. */
public final class RequestRefused extends StageFailure {
    private static final long serialVersionUID = 1L;

    private final int errorCode;

    public RequestRefused(String what, int errorCode, @Nullable String text, Exchange exchange) {
        super(
                what + " with " + nameOf(exchange),
                "no error",
                ErrorCode.describe(errorCode) + (text == null || text.isEmpty() ? "" : " (" + text + ")"),
                exchange,
                null);
        this.errorCode = errorCode;
    }

    /** The error code of the answer; 0 if the answer lacks what was asked for. */
    public int errorCode() {
        return errorCode;
    }
}
