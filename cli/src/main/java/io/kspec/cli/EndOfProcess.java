package io.kspec.cli;

import java.util.function.IntSupplier;

/** Does something when the process is told to end by Ctrl-C or SIGTERM. */
final class EndOfProcess {
    private final Thread hook;
    private volatile boolean begun;

    private EndOfProcess(IntSupplier action) {
        hook = new Thread(
                () -> {
                    begun = true;
                    int exitCode = action.getAsInt();
                    // else the JVM would tell the shell that a signal killed it
                    Runtime.getRuntime().halt(exitCode);
                },
                "kspec-end");
    }

    /** Does something that counts as a good end. */
    static EndOfProcess before(Runnable action) {
        return with(() -> {
            action.run();
            return ExitCode.CONFORMANT;
        });
    }

    /** Does something that gives the exit code. */
    static EndOfProcess with(IntSupplier action) {
        EndOfProcess end = new EndOfProcess(action);
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    /** Whether the process has been told to end. */
    boolean hasBegun() {
        return begun;
    }

    /** Does it no longer. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // too late: the process ends, and the hook runs
        }
    }
}
