package io.kspec.cli;

/** Does something when the process is told to end by Ctrl-C or SIGTERM, which then counts as a good end. */
final class EndOfProcess {
    private final Thread hook;
    private volatile boolean begun;

    private EndOfProcess(Runnable action) {
        hook = new Thread(
                () -> {
                    begun = true;
                    action.run();
                    // else the JVM would tell the shell that a signal killed it
                    Runtime.getRuntime().halt(ExitCode.CONFORMANT);
                },
                "kspec-end");
    }

    static EndOfProcess before(Runnable action) {
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
