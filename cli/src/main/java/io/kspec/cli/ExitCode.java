package io.kspec.cli;

/** What the shell is told. */
final class ExitCode {
    /** All that was asked for is so: the target conforms, the bytes are the message, two messages say the same. */
    static final int CONFORMANT = 0;
    /** Something is not so: a check failed, bytes are not the message, two messages differ. */
    static final int FAILURES = 1;
    /** The command line, or what it names, cannot be understood. */
    static final int USAGE = 2;
    /** Nothing that speaks Kafka's protocol answers at the target. */
    static final int UNREACHABLE = 3;
    /** kspec itself failed, or could not try everything. */
    static final int HARNESS_ERROR = 4;

    private ExitCode() {}
}
