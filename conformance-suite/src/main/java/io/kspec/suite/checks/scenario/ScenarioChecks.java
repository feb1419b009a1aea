package io.kspec.suite.checks.scenario;

import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.expect.Mismatch;
import io.kspec.scenarios.play.Player;
import io.kspec.scenarios.play.UnmetStep;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.Evidence;
import io.kspec.suite.check.PlaysScenarios;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Plays the scenarios that a user adds to a run. */
class ScenarioChecks {
    @PlaysScenarios(hostile = false)
    void flow(Case test, Scenario scenario) {
        play(test, scenario);
    }

    @PlaysScenarios(hostile = true)
    void hostileFlow(Case test, Scenario scenario) {
        play(test, scenario);
    }

    private static void play(Case test, Scenario scenario) {
        Optional<UnmetStep> unmet =
                Player.play(scenario, scenario.sweep() == null ? null : test.version(), test.stage());
        if (unmet.isPresent()) {
            throw failure(unmet.get());
        }
    }

    private static CheckFailure failure(UnmetStep unmet) {
        Mismatch first = unmet.mismatches().get(0);
        String step = "step " + unmet.number() + ", " + unmet.step().name() + ": ";
        return new CheckFailure(
                step + joined(unmet, Mismatch::expected),
                joined(unmet, Mismatch::found),
                first.exchange() == null ? null : new Evidence(first.exchange(), first.path()));
    }

    private static String joined(UnmetStep unmet, Function<Mismatch, String> part) {
        return unmet.mismatches().stream()
                .map(mismatch -> mismatch.path() + " " + part.apply(mismatch))
                .collect(Collectors.joining(", "));
    }
}
