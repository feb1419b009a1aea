package io.kspec.diagnosis.reading;

/** What a hypothesis lets pass that the definitions forbid, wherever it occurs. */
public enum Tolerance {
    NONE,
    /** Null where none is allowed. */
    NULLS,
    /** Empty for null, where null is what the definition names as default. */
    EMPTY_FOR_NULL,
    /** The bytes end before the message does. */
    CUT,
    /** Bytes follow the message. */
    TRAILING
}
