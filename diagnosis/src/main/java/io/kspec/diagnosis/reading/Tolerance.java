package io.kspec.diagnosis.reading;

/** What a hypothesis tolerates anywhere although the definitions forbid it. */
public enum Tolerance {
    NONE,
    /** Null where it is not allowed. */
    NULLS,
    /** Empty instead of null, where null is the default. */
    EMPTY_FOR_NULL,
    /** The bytes end before the message does. */
    CUT,
    /** Bytes follow the message. */
    TRAILING,
    /** From some field on, pieces of the request's names. */
    REQUEST_TEXT
}
