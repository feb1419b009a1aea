package io.kspec.scenarios.play;

import io.kspec.scenarios.Step;
import io.kspec.scenarios.expect.Mismatch;
import io.kspec.stage.net.TranscriptEvent;
import java.util.List;

/**
 * The result of a step.
 *
 * @param step the step
 * @param outcome the outcome
 * @param message why it did not pass, with a line for each expectation that is not met, or an empty text
 * @param mismatches the expectations that are not met
 * @param events what happened during the step
 */
public record StepResult(
        Step step, PlayOutcome outcome, String message, List<Mismatch> mismatches, List<TranscriptEvent> events) {
    public StepResult {
        mismatches = List.copyOf(mismatches);
        events = List.copyOf(events);
    }

    /** {@code find the coordinator: FAILED, …}. */
    @Override
    public String toString() {
        return step.name() + ": " + outcome + (message.isEmpty() ? "" : ", " + message);
    }
}
