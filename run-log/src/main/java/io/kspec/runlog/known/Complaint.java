package io.kspec.runlog.known;

/**
 * An entry of a file of known failures that the run contradicts.
 *
 * @param where the file and the position of the entry, {@code known-failures.yaml:7:5}
 * @param message what the entry says, and what the run says
 */
public record Complaint(String where, String message) {
    /** {@code known-failures.yaml:7:5: …}. */
    @Override
    public String toString() {
        return where + ": " + message;
    }
}
