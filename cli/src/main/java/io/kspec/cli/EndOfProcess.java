package io.kspec.cli;

import java.util.function.IntSupplier;

/** Runs an action when the process is ended by Ctrl-C or SIGTERM. */
final class EndOfProcess {
    private final Thread hook;
    private volatile boolean begun;

    private EndOfProcess(IntSupplier action) {
        hook = new Thread(
                () -> {
                    begun = true;
                    int exitCode = action.getAsInt();
                    // otherwise the JVM would report death by signal to the shell
                    Runtime.getRuntime().halt(exitCode);
                },
                "kspec-end");
    }

    /** Runs an action, then exits with success. */
    static EndOfProcess before(Runnable action) {
        return with(() -> {
            action.run();
            return ExitCode.CONFORMANT;
        });
    }

    /** Runs an action that returns the exit code. */
    static EndOfProcess with(IntSupplier action) {
        EndOfProcess end = new EndOfProcess(action);
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    /** Whether the process is being ended. */
    boolean hasBegun() {
        return begun;
    }

    /** Unregisters the action. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the process is already ending, so the hook runs
        }
    }
}
