package io.kspec.recorder.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.recorder.SessionFileReader;
import io.kspec.scenarios.play.PlayOutcome;
import io.kspec.scenarios.play.Player;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions of kcat 1.7.1 (librdkafka 2.0.2) and of the consumer of kafka-clients 4.4.0, recorded on Apache Kafka 4.3.1, and the
 * scenarios that they make, which a test of the room {@code scenarios} plays on every reference release. With {@code
 * -Dkspec.recorded.write=true} the scenarios are written again.
 */
@Timeout(60)
class KeptScenariosTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/kspec/recorder/scenario");

    private static ScenarioText text(String name) throws IOException {
        return ScenarioText.of(SessionFileReader.read(FOLDER.resolve(name + ".jsonl")), ScenarioLabel.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kcat", "java-consumer"})
    void aRecordingMakesTheKeptScenario(String name) throws IOException {
        Path kept = FOLDER.resolve(name + ".yaml");
        String made = text(name).yaml();
        if (Boolean.getBoolean("kspec.recorded.write")) {
            Files.writeString(kept, made);
        }

        assertThat(made).isEqualTo(Files.readString(kept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kcat", "java-consumer"})
    void theScenarioPassesOnTheMock(String name) throws IOException {
        try (MockBroker broker = MockBroker.builder().start()) {
            assertThat(Player.on(new Target(broker.host(), broker.port()))
                            .build()
                            .play(text(name).scenario(name)))
                    .isNotEmpty()
                    .allSatisfy(result ->
                            assertThat(result.outcome()).as(result.reason()).isEqualTo(PlayOutcome.PASSED));
        }
    }
}
