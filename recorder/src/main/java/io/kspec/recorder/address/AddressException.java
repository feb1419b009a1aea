package io.kspec.recorder.address;

/** A response contains addresses that cannot be replaced. */
public final class AddressException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AddressException(String message) {
        super(message);
    }
}
