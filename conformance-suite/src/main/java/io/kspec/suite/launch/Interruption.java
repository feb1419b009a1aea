package io.kspec.suite.launch;

import io.kspec.suite.session.TargetSession;
import org.jspecify.annotations.Nullable;

/** Ends a run early: tells its session, and interrupts the thread that runs the cases. */
final class Interruption {
    private @Nullable TargetSession session;
    private @Nullable Thread player;
    private boolean requested;

    /** Requests the end of the run, now or as soon as it begins. */
    synchronized void request() {
        requested = true;
        if (session != null && player != null) {
            session.interrupt();
            player.interrupt();
        }
    }

    /** Marks the calling thread as the one that plays the cases. */
    synchronized void begin(TargetSession begun) {
        session = begun;
        player = Thread.currentThread();
        if (requested) {
            begun.interrupt();
        }
    }

    /** Marks all cases as played or skipped: the clean-up that follows must not be interrupted. */
    synchronized void end() {
        player = null;
        Thread.interrupted();
    }
}
