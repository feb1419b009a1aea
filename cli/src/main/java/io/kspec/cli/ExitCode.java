package io.kspec.cli;

/** The exit codes of kspec. */
final class ExitCode {
    /** Success: the target conforms, the bytes decode, the two messages are equal. */
    static final int CONFORMANT = 0;
    /** Failure: a check failed, the bytes do not decode, the two messages differ. */
    static final int FAILURES = 1;
    /** The command line, or a file that it names, is invalid. */
    static final int USAGE = 2;
    /** No broker that speaks the Kafka protocol answers at the target. */
    static final int UNREACHABLE = 3;
    /** kspec itself failed, or nothing failed but less than everything that applies was played. */
    static final int HARNESS_ERROR = 4;

    /** Ctrl-C: 128 and the number of SIGINT, as the JVM ends by itself after its shutdown hooks. */
    static final int INTERRUPTED = 130;
    /** 128 and the number of SIGTERM, likewise. */
    static final int TERMINATED = 143;

    private ExitCode() {}
}
