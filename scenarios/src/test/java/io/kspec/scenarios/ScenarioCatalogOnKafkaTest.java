package io.kspec.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.scenarios.play.PlayOutcome;
import io.kspec.scenarios.play.Player;
import io.kspec.scenarios.play.ScenarioResult;
import io.kspec.stage.play.ReferenceBrokers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("broker")
@Timeout(300)
class ScenarioCatalogOnKafkaTest {
    static Stream<Arguments> scenariosOnReleases() {
        return ReferenceBrokers.releases().flatMap(release -> ScenarioCatalog.packaged().scenarios().stream()
                .map(scenario -> Arguments.of(scenario.name(), release)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("scenariosOnReleases")
    void aScenarioPlaysGreenOnApacheKafka(String name, String release) {
        Scenario scenario = ScenarioCatalog.packaged().find(name).orElseThrow();

        List<ScenarioResult> results =
                Player.on(ReferenceBrokers.of(release)).build().play(scenario);

        assertThat(results).isNotEmpty().allMatch(result -> result.outcome() == PlayOutcome.PASSED);
        assertThat(results)
                .flatExtracting(ScenarioResult::transcript)
                .as("topics that could not be deleted")
                .noneMatch(event -> event.toString().contains("topics may remain"));
    }
}
