package io.kspec.scenarios.play;

import io.kspec.scenarios.Step;
import io.kspec.scenarios.expect.Mismatch;
import io.kspec.stage.net.TranscriptEvent;
import java.util.List;

/**
 * How a step went.
 *
 * @param step the step
 * @param outcome how it went
 * @param message why, where it did not pass; several lines where several expectations are not met
 * @param mismatches the expectations that are not met
 * @param events what happened during it
 */
public record StepResult(
        Step step, Outcome outcome, String message, List<Mismatch> mismatches, List<TranscriptEvent> events) {
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
