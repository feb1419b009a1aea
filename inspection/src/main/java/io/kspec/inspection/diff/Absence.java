package io.kspec.inspection.diff;

/** Why one of two messages lacks a value of the other. */
public enum Absence {
    /** The array has no entry with that key or index, or the structure containing the field is null. */
    NO_ENTRY("has no such entry"),
    /** The version of the message has no such field. */
    OTHER_VERSION("has no such field in its version"),
    /** A tagged field, which is written only if its value is not the default. */
    NOT_WRITTEN("does not write this tagged field"),
    /** The format inside a field, such as records, has no such part. */
    OTHER_FORMAT("has no such part in its format"),
    /** Decoding stopped before it. */
    NOT_READ("was not decoded that far");

    private final String sentence;

    Absence(String sentence) {
        this.sentence = sentence;
    }

    /** What to say about the message that lacks it. */
    public String sentence() {
        return sentence;
    }
}
