package io.kspec.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.scenarios.play.PlayOutcome;
import io.kspec.scenarios.play.Player;
import io.kspec.scenarios.play.ScenarioResult;
import io.kspec.stage.play.ReferenceBrokers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("broker")
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass
@MethodSource("releases")
record ScenarioCatalogOnKafkaTest(String release) {
    /** Read once, since it has many. */
    private static final List<Scenario> SCENARIOS = ScenarioCatalog.packaged().scenarios();

    /** The releases that do not speak what a client sends, which its flow names as the reason why it is not played. */
    private static boolean mayLack(Scenario scenario) {
        return scenario.file().startsWith("clients/");
    }

    static Stream<String> releases() {
        return ReferenceBrokers.releases();
    }

    static Stream<Named<Scenario>> scenarios() {
        return SCENARIOS.stream().map(scenario -> Named.of(scenario.name(), scenario));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    @Execution(ExecutionMode.SAME_THREAD)
    void aScenarioPlaysGreenOnApacheKafka(Scenario scenario) {
        List<ScenarioResult> results =
                Player.on(ReferenceBrokers.of(release)).build().play(scenario);

        assertThat(results).isNotEmpty().allSatisfy(result -> {
            if (mayLack(scenario) && result.outcome() == PlayOutcome.SKIPPED) {
                assertThat(result.reason()).contains("expected that the target advertises");
            } else {
                assertThat(result.outcome()).as(result.reason()).isEqualTo(PlayOutcome.PASSED);
            }
        });
        assertThat(results)
                .flatExtracting(ScenarioResult::transcript)
                .as("topics that could not be deleted")
                .noneMatch(event -> event.toString().contains("topics may remain"));
    }
}
