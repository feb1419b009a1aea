package io.kspec.protocol.fuzz;

/** What the readers of this room may allocate; {@code docs/fuzz.md} says how near they come to it. */
final class Allowances {
    /** Up to three exceptions with their stacks, as bytes that are not UTF-8 take. */
    private static final int BASE = 16 << 10;

    /** A structure of two bytes on the wire is an object, its numbers and its references. */
    static final Allowance READING = new Allowance(96, BASE);
    /** What is refused is read a second time, to learn where. */
    static final Allowance REFUSING = new Allowance(320, BASE);
    /** A layout has an object and a path for each field. */
    static final Allowance TRACING = new Allowance(600, BASE);
    /** For each byte of the field and each that it decompresses to. */
    static final Allowance RECORDS = new Allowance(64, BASE);

    static final Allowance TRACED_RECORDS = new Allowance(600, BASE);

    private Allowances() {}
}
