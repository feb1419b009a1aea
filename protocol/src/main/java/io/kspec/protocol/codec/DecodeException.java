package io.kspec.protocol.codec;

/** Bytes are not the message that they were taken for; {@link #failure()} says where and why. */
public final class DecodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DecodeFailure failure;

    public DecodeException(DecodeFailure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    /** The failure as a value. */
    public DecodeFailure failure() {
        return failure;
    }
}
