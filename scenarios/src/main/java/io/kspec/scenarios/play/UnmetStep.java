package io.kspec.scenarios.play;

import io.kspec.scenarios.Step;
import io.kspec.scenarios.expect.Mismatch;
import java.util.List;

/**
 * A step that found something else than it expects.
 *
 * @param number the step's number in its scenario, from 1
 * @param step the step
 * @param mismatches the expectations that are not met, at least one
 */
public record UnmetStep(int number, Step step, List<Mismatch> mismatches) {
    public UnmetStep {
        mismatches = List.copyOf(mismatches);
    }
}
