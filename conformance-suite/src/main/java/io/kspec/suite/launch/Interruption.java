package io.kspec.suite.launch;

import io.kspec.suite.session.TargetSession;
import org.jspecify.annotations.Nullable;

/** Ends a run early: tells its session, and wakes the thread that plays it if it waits. */
final class Interruption {
    private @Nullable TargetSession session;
    private @Nullable Thread player;
    private boolean requested;

    /** Asks for the end, now or as soon as the run begins. */
    synchronized void request() {
        requested = true;
        if (session != null && player != null) {
            session.interrupt();
            player.interrupt();
        }
    }

    /** The thread that calls plays the cases from here on. */
    synchronized void begin(TargetSession begun) {
        session = begun;
        player = Thread.currentThread();
        if (requested) {
            begun.interrupt();
        }
    }

    /** All cases are played or skipped; what comes now is not to be cut short. */
    synchronized void end() {
        player = null;
        Thread.interrupted();
    }
}
