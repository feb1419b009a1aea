package io.kspec.stage.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Target;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class StageOnMockTest {
    private static Target target(MockBroker broker) {
        return new Target(broker.host(), broker.port());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6})
    void topicsAreDeletedWhateverVersionIsPinned(int pinned) throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            String topic;
            try (Stage stage = Stage.on(target(broker)).open()) {
                stage.pin("DeleteTopics", pinned);
                topic = stage.topics().create("orders", 1);
            }
            assertThat(errorOf(broker, topic)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-5", "6"})
    void topicsAreDeletedInTheFormThatTheTargetSpeaks(String versions) throws IOException {
        try (MockBroker broker = MockBroker.builder()
                .versions("DeleteTopics", Versions.parse(versions))
                .start()) {
            String topic;
            try (Stage stage = Stage.on(target(broker)).open()) {
                topic = stage.topics().create("orders", 1);
            }
            assertThat(errorOf(broker, topic)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
    }

    @Test
    void aPinOutsideOfWhatTheStageItselfCanSayIsNotForTheStage() throws IOException {
        try (MockBroker broker = MockBroker.start();
                Stage stage = Stage.on(target(broker)).open()) {
            stage.pin("FindCoordinator", 6);

            assertThat(stage.version("FindCoordinator")).isEqualTo(6);
            assertThat(stage.version("FindCoordinator", new Versions(0, 3))).isEqualTo(3);
        }
    }

    private static ErrorCode errorOf(MockBroker broker, String topic) {
        try (Stage after = Stage.on(target(broker)).open()) {
            Message metadata = after.role("reader")
                    .ask("Metadata", body -> body.add("Topics", entry -> entry.set("Name", topic))
                            .set("AllowAutoTopicCreation", false));
            return ErrorCode.of(metadata.getStructs("Topics").get(0).getShort("ErrorCode"))
                    .orElseThrow();
        }
    }
}
