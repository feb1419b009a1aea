package io.kspec.protocol.codec;

/** Thrown if bytes are not the expected message; {@link #failure()} says where and why. */
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
