package io.kspec.suite.launch;

import io.kspec.suite.session.TargetSession;
import org.jspecify.annotations.Nullable;

/** Ends a run early, whenever it is requested: before, during or after the cases. */
final class Interruption {
    private @Nullable TargetSession session;
    private boolean requested;

    /** Requests the end of the run, now or as soon as it begins. */
    synchronized void request() {
        requested = true;
        if (session != null) {
            session.interrupt();
        }
    }

    /** From now on, the session plays cases. */
    synchronized void begin(TargetSession begun) {
        session = begun;
        if (requested) {
            begun.interrupt();
        }
    }

    /** All cases are played or skipped: a later request has no effect on the clean-up. */
    synchronized void end() {
        session = null;
    }
}
