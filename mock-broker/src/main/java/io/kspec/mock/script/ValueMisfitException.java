package io.kspec.mock.script;

/** A value of a stub does not fit its field at some version. */
public final class ValueMisfitException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ValueMisfitException(String message, Throwable cause) {
        super(message, cause);
    }
}
