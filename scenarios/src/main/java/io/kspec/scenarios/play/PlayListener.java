package io.kspec.scenarios.play;

import io.kspec.scenarios.Scenario;
import org.jspecify.annotations.Nullable;

/** Listens to the events of a play. Called by the thread that plays. */
public interface PlayListener {
    /** Ignores all events. */
    PlayListener NONE = new PlayListener() {};

    /**
     * A scenario starts.
     *
     * @param version the version of the swept API, or null
     */
    default void started(Scenario scenario, @Nullable Integer version) {}

    /** A step has been played or skipped. */
    default void finished(Scenario scenario, @Nullable Integer version, StepResult step) {}

    /** A scenario has ended. */
    default void finished(ScenarioResult result) {}
}
