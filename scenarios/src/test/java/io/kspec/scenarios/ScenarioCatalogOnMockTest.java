package io.kspec.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.scenarios.play.PlayOutcome;
import io.kspec.scenarios.play.Player;
import io.kspec.scenarios.play.ScenarioResult;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@Tag("long")
class ScenarioCatalogOnMockTest {
    private static MockBroker broker;

    static Stream<Arguments> scenarios() {
        return ScenarioCatalog.packaged().scenarios().stream()
                .map(scenario -> Arguments.of(Named.of(scenario.name(), scenario)));
    }

    @BeforeAll
    static void start() throws IOException {
        broker = MockBroker.builder().start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aScenarioPlaysGreenOnTheMock(Scenario scenario) {
        List<ScenarioResult> results =
                Player.on(new Target(broker.host(), broker.port())).build().play(scenario);

        assertThat(results).isNotEmpty().allSatisfy(result -> assertThat(result.outcome())
                .as(result.reason())
                .isEqualTo(PlayOutcome.PASSED));
        assertThat(results)
                .flatExtracting(ScenarioResult::transcript)
                .as("topics that could not be deleted")
                .noneMatch(event -> event.toString().contains("topics may remain"));
    }
}
