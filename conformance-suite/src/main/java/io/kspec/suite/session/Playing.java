package io.kspec.suite.session;

import io.kspec.runlog.Liveness;
import io.kspec.stage.net.Transcript;
import org.jspecify.annotations.Nullable;

/** One playing of a case, as {@link Lifeline} sees it: a suspect if the target dies. */
public interface Playing {
    /** The check and its version, for messages. */
    String name();

    /** Whether the case sends requests that no client sends. */
    boolean hostile();

    /** Whether it went wrong, for whatever reason, or lacked what it needs first: the target may have been dead. */
    boolean disturbed();

    /** What a probe found after the case, or null if nothing suggested one. */
    @Nullable Liveness found();

    /** What the case exchanged. */
    Transcript transcript();

    /** When it began, in the time of {@link System#nanoTime}. */
    long beganAt();

    /** When it ended, in the time of {@link System#nanoTime}. */
    long endedAt();

    /** Plays the case once more, from the start, and returns when it has ended. */
    Playing again();

    /**
     * Plays a case again that was in flight when another one killed the target, unless the target is known by now to die of what
     * the case sends.
     */
    default Playing resumed() {
        return again();
    }

    /** Makes it fail: it killed the target. */
    void killed(Demise demise);

    /** Makes it not played: the target died meanwhile, and did not come back. */
    void lost(String reason);

    /** Records its result. */
    void book();
}
