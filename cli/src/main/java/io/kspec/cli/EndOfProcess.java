package io.kspec.cli;

/** Does something when the process is told to end by Ctrl-C or SIGTERM, which then counts as a good end. */
final class EndOfProcess {
    private final Thread hook;

    private EndOfProcess(Thread hook) {
        this.hook = hook;
    }

    static EndOfProcess before(Runnable action) {
        Thread hook = new Thread(
                () -> {
                    action.run();
                    // else the JVM would tell the shell that a signal killed it
                    Runtime.getRuntime().halt(ExitCode.CONFORMANT);
                },
                "kspec-end");
        Runtime.getRuntime().addShutdownHook(hook);
        return new EndOfProcess(hook);
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
