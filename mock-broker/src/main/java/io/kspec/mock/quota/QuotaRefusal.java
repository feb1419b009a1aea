package io.kspec.mock.quota;

import io.kspec.protocol.ErrorCode;

/** Why a description or an alteration of quotas is refused. */
public final class QuotaRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode error;

    private QuotaRefusal(ErrorCode error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /** With INVALID_REQUEST, as Kafka refuses almost everything. */
    static QuotaRefusal invalid(String message) {
        return new QuotaRefusal(ErrorCode.INVALID_REQUEST, message);
    }

    /** With UNSUPPORTED_VERSION, as Kafka refuses to describe types of entities that it does not know. */
    static QuotaRefusal unsupported(String message) {
        return new QuotaRefusal(ErrorCode.UNSUPPORTED_VERSION, message);
    }

    /** The error code of the response. */
    public ErrorCode error() {
        return error;
    }
}
