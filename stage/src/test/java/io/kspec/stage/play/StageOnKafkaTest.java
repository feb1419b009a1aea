package io.kspec.stage.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.reference.ReleaseFacts;
import io.kspec.stage.net.NoCommonVersion;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.Target;
import io.kspec.stage.requests.CoordinatorType;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("broker")
@Timeout(300)
class StageOnKafkaTest {
    private static final String RELEASES = "io.kspec.stage.play.ReferenceBrokers#releases";

    @ParameterizedTest
    @MethodSource(RELEASES)
    void theVersionsAreAskedForOnce(String release) {
        try (Stage stage = Stage.on(ReferenceBrokers.of(release)).open()) {
            ReleaseFacts.declared().advertised(release).ifPresent(declared -> assertThat(
                            stage.advertised().apiKeys())
                    .hasSize(declared.keys()));
            assertThat(stage.versions("Heartbeat")).isEqualTo(new Versions(0, 4));
            assertThat(stage.version("Heartbeat")).isEqualTo(4);
            stage.pin("Heartbeat", 2);
            assertThat(stage.version("Heartbeat")).isEqualTo(2);

            long asked = stage.transcript().exchanges().stream()
                    .filter(exchange -> exchange.api().name().equals("ApiVersions"))
                    .count();
            // A newest version that the broker does not know is refused first, and then asked for as it says.
            int newest = Catalog.standard().api("ApiVersions").versions().highest();
            assertThat(asked).isEqualTo(stage.version("ApiVersions") == newest ? 1 : 2);
        }
    }

    @ParameterizedTest
    @MethodSource(RELEASES)
    void anApiThatTheTargetDoesNotHaveIsNamed(String release) {
        try (Stage stage = Stage.on(ReferenceBrokers.of(release)).open()) {
            assertThatExceptionOfType(NoCommonVersion.class)
                    .isThrownBy(() -> stage.version("BrokerHeartbeat"))
                    .withMessage("BrokerHeartbeat (63): expected that the target advertises a version within "
                            + Catalog.standard().api("BrokerHeartbeat").versions()
                            + ", found that it does not advertise the API");
        }
    }

    @ParameterizedTest
    @MethodSource(RELEASES)
    void topicsAreMadeWithLeadersAndDeletedAtTheEnd(String release) {
        Target target = ReferenceBrokers.of(release);
        String topic;
        try (Stage stage = Stage.on(target).open()) {
            topic = stage.topics().create("orders", 3, Map.of("cleanup.policy", "compact"));
            Role reader = stage.role("reader");
            assertThat(reader.leader(topic, 2)).isSameAs(reader.connection());
            assertThat(reader.coordinator(CoordinatorType.GROUP, stage.name("group")))
                    .isSameAs(reader.connection());
            assertThat(errorOf(reader, topic)).isEqualTo(ErrorCode.NONE);
        }
        try (Stage after = Stage.on(target).open()) {
            assertThat(errorOf(after.role("reader"), topic)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
    }

    private static ErrorCode errorOf(Role role, String topic) {
        Message metadata = role.ask("Metadata", body -> body.add("Topics", entry -> entry.set("Name", topic))
                .set("AllowAutoTopicCreation", false));
        return ErrorCode.of(metadata.getStructs("Topics").get(0).getShort("ErrorCode"))
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource(RELEASES)
    void aTopicThatTheTargetRefusesIsSaidSo(String release) {
        try (Stage stage = Stage.on(ReferenceBrokers.of(release)).open()) {
            assertThatExceptionOfType(RequestRefused.class)
                    .isThrownBy(() -> stage.topics().create("none", 0))
                    .withMessageMatching("creating topic kspec-\\w{8}-none-1 with CreateTopics v7:"
                            + " expected no error, found 37 INVALID_PARTITIONS \\(.+\\)");
        }
    }
}
