package io.kspec.mock.script;

import org.apiguardian.api.API;

/** A value of a stub does not fit its field at some version. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ValueMisfitException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ValueMisfitException(String message, Throwable cause) {
        super(message, cause);
    }
}
