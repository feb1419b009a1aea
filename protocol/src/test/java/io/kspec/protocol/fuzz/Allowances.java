package io.kspec.protocol.fuzz;

/** The allowances of the readers; {@code docs/fuzz.md} lists the actual maxima. */
final class Allowances {
    /** Up to three exceptions with their stack traces, for bytes that are not UTF-8. */
    private static final int BASE = 16 << 10;

    /** A structure of two bytes on the wire is an object, its numbers and its references. */
    static final Allowance READING = new Allowance(96, BASE);
    /** Rejected input is read again, to locate the failure. */
    static final Allowance REFUSING = new Allowance(320, BASE);
    /** A layout has an object and a path for each field. */
    static final Allowance TRACING = new Allowance(600, BASE);
    /** For each byte of the field and each decompressed byte. */
    static final Allowance RECORDS = new Allowance(64, BASE);

    static final Allowance TRACED_RECORDS = new Allowance(600, BASE);

    private Allowances() {}
}
