package io.kspec.stage.cluster;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.NoSuitableTopic;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.MetadataRequests;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a target that does not advertise CreateTopics, topics are had by Metadata, as clients have them there. */
@Timeout(30)
class TopicsWithoutCreateTopicsTest {
    private static final ConnectionSettings HASTY = ConnectionSettings.DEFAULT.withReadTimeout(Duration.ofMillis(200));

    private final Transcript transcript = new Transcript();
    private final SharedCluster shared = new SharedCluster(Duration.ofSeconds(30));

    private static MockBrokerBuilder broker() {
        return MockBroker.builder().versions("CreateTopics", Versions.NONE).brokerConfig("num.partitions", "2");
    }

    private Stage stage(MockBroker broker) {
        Stage stage = Stage.on(new Target(broker.host(), broker.port()))
                .settings(HASTY)
                .transcript(transcript)
                .open();
        stage.share(shared);
        return stage;
    }

    private List<Exchange> asked(String api) {
        return transcript.exchanges().stream()
                .filter(exchange -> exchange.api().name().equals(api))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-3", "4-8", "9-13"})
    void metadataCreatesTheTopicAtAnyVersion(String versions) throws IOException {
        try (MockBroker broker =
                        broker().versions("Metadata", Versions.parse(versions)).start();
                Stage stage = stage(broker)) {
            String topic = stage.topics().create("orders", 2);

            Message metadata = stage.role("reader").ask(MetadataRequests.topics(topic));
            assertThat(metadata.getStructs("Topics").get(0).getStructs("Partitions"))
                    .hasSize(2)
                    .allMatch(partition -> partition.getInt("LeaderId") >= 0);
        }
    }

    @Test
    void theTopicIsDeletedAtTheEnd() throws IOException {
        try (MockBroker broker = broker().start()) {
            String topic;
            try (Stage stage = stage(broker)) {
                topic = stage.topics().createAtLeast("orders", 1);
            }
            try (Stage after = stage(broker)) {
                Message metadata = after.role("reader").ask(MetadataRequests.topics(topic));
                assertThat(metadata.getStructs("Topics").get(0).getShort("ErrorCode"))
                        .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());
            }
        }
    }

    @Test
    void aTopicHasAsManyPartitionsAsAreNeededOrIsNotHad() throws IOException {
        try (MockBroker broker = broker().start()) {
            try (Stage stage = stage(broker)) {
                assertThat(stage.topics().createAtLeast("orders", 1)).contains("orders");
                assertThat(stage.topics().createAtLeast("orders", 2)).contains("orders");
            }
            int before = asked("Metadata").size();
            try (Stage stage = stage(broker)) {
                assertThatExceptionOfType(NoSuitableTopic.class)
                        .isThrownBy(() -> stage.topics().createAtLeast("orders", 3))
                        .extracting(NoSuitableTopic::need)
                        .isEqualTo("a topic with 3 partitions or more, but the target does not advertise CreateTopics,"
                                + " and the topics that it creates when Metadata asks for them have 2");
                assertThatExceptionOfType(NoSuitableTopic.class)
                        .isThrownBy(() -> stage.topics().create("orders", 1))
                        .withMessageContaining("exactly 1 partition");
            }
            assertThat(asked("Metadata")).as("what is known is not asked again").hasSize(before);
        }
    }

    @Test
    void aConfigurationCannotBeAskedFor() throws IOException {
        try (MockBroker broker = broker().start();
                Stage stage = stage(broker)) {
            assertThatExceptionOfType(NoSuitableTopic.class)
                    .isThrownBy(() -> stage.topics().create("orders", 1, Map.of("cleanup.policy", "compact")))
                    .withMessageContaining("cleanup.policy=compact");
            assertThat(asked("Metadata")).isEmpty();
        }
    }

    @Test
    void aTargetThatCreatesNoTopicsIsAwaitedOnce() throws IOException {
        try (MockBroker broker = broker().autoCreateTopics(false).start()) {
            try (Stage stage = stage(broker)) {
                assertThatExceptionOfType(NoSuitableTopic.class)
                        .isThrownBy(() -> stage.topics().createAtLeast("orders", 1))
                        .withMessageContaining("creates none when Metadata asks for it: 3 UNKNOWN_TOPIC_OR_PARTITION"
                                + " for 200 ms from Metadata v");
            }
            int before = asked("Metadata").size();
            try (Stage stage = stage(broker)) {
                assertThatExceptionOfType(NoSuitableTopic.class)
                        .isThrownBy(() -> stage.topics().createAtLeast("orders", 1));
            }
            assertThat(asked("Metadata")).hasSize(before);
        }
    }

    @Test
    void anotherErrorIsAFailure() throws IOException {
        try (MockBroker broker = broker().start();
                Stage stage = stage(broker)) {
            broker.stubFor(request("Metadata")
                    .willReturn(asKafka().with("Topics[0].ErrorCode", ErrorCode.INVALID_TOPIC_EXCEPTION)));

            assertThatExceptionOfType(RequestRefused.class)
                    .isThrownBy(() -> stage.topics().createAtLeast("orders", 1))
                    .withMessageContaining("INVALID_TOPIC_EXCEPTION");
        }
    }

    @Test
    void aLeaderThatDoesNotComeIsAFailure() throws IOException {
        try (MockBroker broker = broker().start();
                Stage stage = stage(broker)) {
            broker.stubFor(request("Metadata").willReturn(asKafka().with("Topics[*].Partitions[*].LeaderId", -1)));

            assertThatExceptionOfType(RequestRefused.class)
                    .isThrownBy(() -> stage.topics().createAtLeast("orders", 1))
                    .withMessageContaining("LEADER_NOT_AVAILABLE");
        }
    }

    @Test
    void aPinnedVersionOfMetadataShowsTheTopicThatAnotherOneCreated() throws IOException {
        try (MockBroker broker = broker().start();
                Stage stage = stage(broker)) {
            stage.pin("Metadata", 1);

            String topic = stage.topics().createAtLeast("orders", 1);

            List<Exchange> metadata = asked("Metadata");
            assertThat(metadata.get(0).version()).isEqualTo(12);
            assertThat(metadata).filteredOn(exchange -> exchange.version() == 1).anySatisfy(exchange -> assertThat(
                            exchange.decodeResponse().requireBody().getStructs("Topics"))
                    .anyMatch(shown -> topic.equals(shown.getString("Name"))));
        }
    }
}
