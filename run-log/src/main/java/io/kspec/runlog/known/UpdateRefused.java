package io.kspec.runlog.known;

/** A file of known failures that cannot be updated without losing something; the message says why. */
public final class UpdateRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UpdateRefused(String message) {
        super(message);
    }
}
