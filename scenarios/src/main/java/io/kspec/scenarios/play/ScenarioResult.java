package io.kspec.scenarios.play;

import io.kspec.scenarios.Scenario;
import io.kspec.stage.net.TranscriptEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a scenario went, at one version if it sweeps over them.
 *
 * @param scenario the scenario
 * @param version the version of the swept API, or null
 * @param outcome how it went
 * @param reason why, where it did not pass
 * @param steps every step; the ones after a failure are {@link Outcome#SKIPPED}
 * @param transcript what happened, the making and deleting of topics included
 * @param took how long
 */
public record ScenarioResult(
        Scenario scenario,
        @Nullable Integer version,
        Outcome outcome,
        String reason,
        List<StepResult> steps,
        List<TranscriptEvent> transcript,
        Duration took) {
    public ScenarioResult {
        steps = List.copyOf(steps);
        transcript = List.copyOf(transcript);
    }

    /** {@code classic-consumer, JoinGroup v5}. */
    public String title() {
        return title(scenario, version);
    }

    static String title(Scenario scenario, @Nullable Integer version) {
        return scenario.sweep() == null || version == null
                ? scenario.name()
                : scenario.name() + ", " + scenario.sweep().name() + " v" + version;
    }

    /** {@code classic-consumer, JoinGroup v5: FAILED, step 3, find the coordinator: …}. */
    @Override
    public String toString() {
        return title() + ": " + outcome + (reason.isEmpty() ? "" : ", " + reason);
    }
}
