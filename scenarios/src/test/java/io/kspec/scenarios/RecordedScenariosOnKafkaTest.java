package io.kspec.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.scenarios.play.PlayOutcome;
import io.kspec.scenarios.play.Player;
import io.kspec.stage.play.ReferenceBrokers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios that recordings of real clients made, which a test of the room {@code recorder} keeps. */
@Tag("broker")
@Timeout(300)
class RecordedScenariosOnKafkaTest {
    private static final Path FOLDER = Path.of("../recorder/src/test/resources/io/kspec/recorder/scenario");

    static Stream<Arguments> scenariosOnReleases() {
        return ReferenceBrokers.releases()
                .flatMap(release -> Stream.of("kcat", "java-consumer").map(name -> Arguments.of(name, release)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("scenariosOnReleases")
    void aRecordedSessionPlaysGreenOnApacheKafka(String name, String release) throws IOException {
        Scenario scenario = ScenarioReader.read(FOLDER.resolve(name + ".yaml"));

        assertThat(Player.on(ReferenceBrokers.of(release)).build().play(scenario))
                .isNotEmpty()
                .allSatisfy(result ->
                        assertThat(result.outcome()).as(result.reason()).isEqualTo(PlayOutcome.PASSED));
    }
}
