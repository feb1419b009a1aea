package io.kspec.suite.checks.scenario;

import io.kspec.protocol.codec.Exchange;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.TopicPlan;
import io.kspec.scenarios.expect.Mismatch;
import io.kspec.scenarios.play.Player;
import io.kspec.scenarios.play.UnmetStep;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.Evidence;
import io.kspec.suite.check.PlaysScenarios;
import io.kspec.suite.check.ScenarioCheck;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opentest4j.TestAbortedException;

/** Plays the scenarios of a run: the flows of real clients, and what a user adds. */
class ScenarioChecks {
    @PlaysScenarios(hostile = false)
    void flow(Case test, ScenarioCheck check) {
        play(test, check);
    }

    @PlaysScenarios(hostile = true)
    void hostileFlow(Case test, ScenarioCheck check) {
        play(test, check);
    }

    private static void play(Case test, ScenarioCheck check) {
        Scenario scenario = check.scenario();
        Optional<UnmetStep> unmet = Player.play(
                scenario,
                scenario.sweep() == null ? null : test.version(),
                test.stage(),
                (variable, plan) -> topic(test, plan));
        if (unmet.isPresent()) {
            throw failure(check, unmet.get());
        }
    }

    private static String topic(Case test, TopicPlan plan) {
        String topic = plan.configs().isEmpty()
                ? test.topicOfExactly(plan.partitions())
                : test.topicOfExactly(plan.partitions(), plan.configs());
        long leaders = IntStream.range(0, plan.partitions())
                .mapToObj(partition -> test.stage().leader(topic, partition))
                .distinct()
                .count();
        if (leaders > 1) {
            throw new TestAbortedException("needs a topic whose partitions one broker leads, because requests that name"
                    + " several of them go to one broker");
        }
        return topic;
    }

    private static CheckFailure failure(ScenarioCheck check, UnmetStep unmet) {
        Mismatch first = unmet.mismatches().get(0);
        Exchange exchange = first.exchange();
        return new CheckFailure(
                check.expectation(
                        unmet.number() + ", " + unmet.step().name(),
                        exchange == null ? "" : exchange.api().name() + " v" + exchange.version(),
                        joined(unmet, Mismatch::expected)),
                joined(unmet, Mismatch::found),
                exchange == null ? null : new Evidence(exchange, first.path()));
    }

    private static String joined(UnmetStep unmet, Function<Mismatch, String> part) {
        return unmet.mismatches().stream()
                .map(mismatch -> mismatch.path() + " " + part.apply(mismatch))
                .collect(Collectors.joining(", "));
    }
}
