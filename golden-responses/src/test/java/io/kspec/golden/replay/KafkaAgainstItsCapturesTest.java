package io.kspec.golden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.Capture;
import io.kspec.golden.Captures;
import io.kspec.golden.recording.BrokerFixture;
import io.kspec.reference.ReferenceBroker;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Apache Kafka answers what it answered: so the replay and its comparison find no differences where there are none. */
class KafkaAgainstItsCapturesTest {
    @ParameterizedTest
    @MethodSource("io.kspec.reference.ReferenceReleases#all")
    void theSameReleaseAnswersTheSame(String release) {
        List<Difference> differences = new ArrayList<>();
        try (ReferenceBroker broker = ReferenceBroker.start(release)) {
            Target target = new Target(broker.host(), broker.port());
            try (Stage stage = Stage.on(target).open()) {
                BrokerFixture ground = new BrokerFixture(stage);
                ground.awaitCoordinators();
                for (Capture capture : Captures.of("apache-kafka-" + release).all()) {
                    ground.clear();
                    try (Replay replay = new Replay(capture, target)) {
                        differences.addAll(replay.differences());
                    }
                }
            }
        }
        assertThat(differences)
                .filteredOn(difference -> !isOfItsTime(difference))
                .isEmpty();
    }

    /** What no broker says twice. */
    private static boolean isOfItsTime(Difference difference) {
        return difference.isOf("ApiVersions", "FinalizedFeaturesEpoch") || difference.isOf("Fetch", "SessionId");
    }
}
