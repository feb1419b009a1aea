package io.kspec.inspection;

/** Input that cannot be read; the message says where, what was expected and what was found. */
public final class InspectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InspectionException(String message) {
        super(message);
    }
}
