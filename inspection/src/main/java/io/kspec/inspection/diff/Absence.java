package io.kspec.inspection.diff;

/** Why one of two messages lacks what the other has. */
public enum Absence {
    /** The array has no entry with that key or index, or the structure that the field is in is null. */
    NO_ENTRY("has no such entry"),
    /** The version of the message has no such field. */
    OTHER_VERSION("has no such field at its version"),
    /** A tagged field that stands on the wire only where its value is not the default. */
    NOT_WRITTEN("does not write this tagged field"),
    /** A format within a field, such as that of records, that has no such part. */
    OTHER_FORMAT("has no such part in its format"),
    /** Decoding failed before it. */
    NOT_READ("is not read so far");

    private final String sentence;

    Absence(String sentence) {
        this.sentence = sentence;
    }

    /** What is to be said of the message that lacks it. */
    public String sentence() {
        return sentence;
    }
}
