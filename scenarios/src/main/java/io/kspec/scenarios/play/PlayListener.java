package io.kspec.scenarios.play;

import io.kspec.scenarios.Scenario;
import org.jspecify.annotations.Nullable;

/** Is told how a play goes, from the thread that plays. */
public interface PlayListener {
    /** Listens to nothing. */
    PlayListener NONE = new PlayListener() {};

    /**
     * A scenario begins.
     *
     * @param version the version of the swept API, or null
     */
    default void started(Scenario scenario, @Nullable Integer version) {}

    /** A step has been played, or passed over. */
    default void finished(Scenario scenario, @Nullable Integer version, StepResult step) {}

    /** A scenario is over. */
    default void finished(ScenarioResult result) {}
}
