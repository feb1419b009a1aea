package io.kspec.stage.net;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import org.jspecify.annotations.Nullable;

/** The target answered with an error to a request of the stage itself, such as to create a topic. */
public final class RequestRefused extends StageFailure {
    private static final long serialVersionUID = 1L;

    private final int errorCode;
    private final String path;

    /** A refusal that no single field of the answer shows. */
    public RequestRefused(String what, int errorCode, @Nullable String text, Exchange exchange) {
        this(what, errorCode, text, exchange, "");
    }

    /**
     * A refusal.
     *
     * @param what what was asked for: {@code creating topic orders}
     * @param errorCode the error code of the answer; 0 if the answer lacks what was asked for
     * @param text what the answer says of it, or what it lacks
     * @param path the field of the answer with the error code, there or missing: {@code Topics[0].ErrorCode}; empty if no single
     *     one shows the refusal
     */
    public RequestRefused(String what, int errorCode, @Nullable String text, Exchange exchange, String path) {
        super(
                what + " with " + nameOf(exchange),
                "no error",
                found(errorCode, text == null ? "" : text),
                exchange,
                null);
        this.errorCode = errorCode;
        this.path = path;
    }

    private static String found(int errorCode, String text) {
        if (errorCode == ErrorCode.NONE.code() && !text.isEmpty()) {
            return text;
        }
        return ErrorCode.describe(errorCode) + (text.isEmpty() ? "" : " (" + text + ")");
    }

    /** The error code of the answer; 0 if the answer lacks what was asked for. */
    public int errorCode() {
        return errorCode;
    }

    /** The field of the answer with the error code, there or missing; empty if no single one shows the refusal. */
    public String path() {
        return path;
    }
}
