package io.kspec.cli;

import java.util.concurrent.CountDownLatch;

/** Runs an action when the process is ended by Ctrl-C or SIGTERM. */
final class EndOfProcess {
    private final Thread hook;
    private volatile boolean begun;

    private EndOfProcess(Runnable action) {
        hook = new Thread(
                () -> {
                    begun = true;
                    action.run();
                },
                "kspec-end");
    }

    /** Runs an action, then exits with success. */
    static EndOfProcess before(Runnable action) {
        return after(() -> {
            action.run();
            // otherwise the JVM would report death by signal to the shell
            Runtime.getRuntime().halt(ExitCode.CONFORMANT);
        });
    }

    /** Waits for Ctrl-C or SIGTERM, then runs an action and exits with success. Ends otherwise only if the thread is interrupted. */
    static void await(Runnable action) throws InterruptedException {
        EndOfProcess end = before(action);
        try {
            new CountDownLatch(1).await();
        } finally {
            end.forget();
        }
    }

    /** Runs an action, then exits as processes do that a signal ends: {@link Ending#INTERRUPTED} or {@link Ending#TERMINATED}. */
    static EndOfProcess after(Runnable action) {
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
