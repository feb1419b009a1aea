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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@Tag("long")
class ScenarioCatalogOnMockTest {
    static Stream<String> scenarios() {
        return ScenarioCatalog.packaged().scenarios().stream().map(Scenario::name);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aScenarioPlaysGreenOnTheMock(String name) throws IOException {
        Scenario scenario = ScenarioCatalog.packaged().find(name).orElseThrow();
        try (MockBroker broker = MockBroker.builder().start()) {
            List<ScenarioResult> results =
                    Player.on(new Target(broker.host(), broker.port())).build().play(scenario);

            assertThat(results).isNotEmpty().allMatch(result -> result.outcome() == PlayOutcome.PASSED);
            assertThat(results)
                    .flatExtracting(ScenarioResult::transcript)
                    .as("topics that could not be deleted")
                    .noneMatch(event -> event.toString().contains("topics may remain"));
        }
    }
}
