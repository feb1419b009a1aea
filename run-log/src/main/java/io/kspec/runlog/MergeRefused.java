package io.kspec.runlog;

/** Logs that are not those of the shards of one run; the message says what was expected and what was found. */
public final class MergeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MergeRefused(String message) {
        super(message);
    }
}
