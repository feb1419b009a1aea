package io.kspec.scenarios.play;

import io.kspec.scenarios.Scenario;
import io.kspec.stage.net.TranscriptEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of playing a scenario once.
 *
 * @param scenario the scenario
 * @param version the version of the swept API, or null if there is none
 * @param outcome the outcome
 * @param reason why it did not pass, or an empty text
 * @param steps the results of all steps; those after a failure are {@link PlayOutcome#SKIPPED}
 * @param transcript everything that happened, including the creation and deletion of topics
 * @param took how long the play took
 */
public record ScenarioResult(
        Scenario scenario,
        @Nullable Integer version,
        PlayOutcome outcome,
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
