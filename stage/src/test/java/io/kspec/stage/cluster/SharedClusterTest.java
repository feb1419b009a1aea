package io.kspec.stage.cluster;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.path.FieldPath;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.net.UndecodableResponse;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.MetadataRequests;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedClusterTest {
    private final Transcript transcript = new Transcript();
    private final SharedCluster shared = new SharedCluster(Duration.ofSeconds(30), () -> 0);
    private final MockBroker broker;

    SharedClusterTest() throws IOException {
        broker = MockBroker.start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private Stage stage() {
        Stage stage = Stage.on(new Target(broker.host(), broker.port()))
                .transcript(transcript)
                .open();
        stage.share(shared);
        stage.topics().leaveTo(unused -> {});
        return stage;
    }

    private String topic(int partitions) {
        try (Stage stage = stage()) {
            return stage.topics().create("orders", partitions);
        }
    }

    /** How many topics each CreateTopics request was to create. */
    private List<Integer> created() {
        return transcript.exchanges().stream()
                .filter(exchange -> exchange.api().name().equals("CreateTopics"))
                .map(exchange -> exchange.decodeRequest()
                        .requireBody()
                        .getStructs("Topics")
                        .size())
                .toList();
    }

    private long asked(String api) {
        return transcript.exchanges().stream()
                .filter(exchange -> exchange.api().name().equals(api))
                .count();
    }

    @Test
    void twiceAsManyTopicsAreCreatedEachTimeOnceOneWasCreatedAlone() {
        List<String> topics = IntStream.range(0, 8).mapToObj(unused -> topic(1)).toList();

        assertThat(topics).doesNotHaveDuplicates();
        assertThat(created()).containsExactly(1, 2, 4, 8);
        assertThat(shared.takeSpareTopics()).hasSize(7).doesNotContainAnyElementsOf(topics);
        assertThat(shared.takeSpareTopics()).isEmpty();
    }

    @Test
    void everyTopicHasThePartitionsThatWereAskedFor() {
        for (int i = 0; i < 3; i++) {
            for (int partitions = 1; partitions <= 3; partitions++) {
                assertThat(partitionsOf(topic(partitions))).isEqualTo(partitions);
            }
        }
    }

    private int partitionsOf(String topic) {
        try (Stage stage = stage()) {
            Message metadata = stage.role("reader").ask(MetadataRequests.topics(topic));
            return metadata.getStructs("Topics").get(0).getStructs("Partitions").size();
        }
    }

    @Test
    void aRequestForSeveralTopicsThatFailsIsNotRepeated() {
        broker.stubFor(request("CreateTopics")
                .where("Topics[1].NumPartitions", 1)
                .willReturn(asKafka().with("Topics[1].ErrorCode", ErrorCode.POLICY_VIOLATION)));

        for (int i = 0; i < 4; i++) {
            topic(1);
        }

        assertThat(created()).containsExactly(1, 2, 1, 1, 1);
        assertThat(shared.takeSpareTopics()).isEmpty();
    }

    @Test
    void aTopicThatCannotBeCreatedAloneIsNeverCreatedAhead() {
        broker.stubFor(
                request("CreateTopics").willReturn(asKafka().with("Topics[0].ErrorCode", ErrorCode.POLICY_VIOLATION)));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> topic(1)).isInstanceOf(RequestRefused.class);
        }

        assertThat(created()).containsExactly(1, 1, 1);
    }

    @Test
    void aTopicThatExistsServesAlthoughTheAnswerDoesNotDecode() {
        broker.stubFor(request("CreateTopics").willReturn(asKafka().omitting("ThrottleTimeMs")));

        assertThat(partitionsOf(topic(2))).isEqualTo(2);
    }

    @Test
    void aTopicThatDoesNotExistIsAwaitedOnce() {
        broker.stubFor(request("CreateTopics")
                .willReturn(asKafka().error(ErrorCode.POLICY_VIOLATION).omitting("ThrottleTimeMs")));
        assertThatThrownBy(() -> topic(1)).isInstanceOf(UndecodableResponse.class);
        long asked = asked("Metadata");
        assertThat(asked).isGreaterThan(2);

        assertThatThrownBy(() -> topic(1)).isInstanceOf(UndecodableResponse.class);

        assertThat(asked("Metadata")).isLessThanOrEqualTo(asked + 1);
    }

    @Test
    void aPinnedVersionOfCreateTopicsMustAnswerWell() {
        broker.stubFor(request("CreateTopics").willReturn(asKafka().omitting("ThrottleTimeMs")));
        try (Stage stage = stage()) {
            stage.pin("CreateTopics", 4);
            assertThatThrownBy(() -> stage.topics().create("orders", 1)).isInstanceOf(UndecodableResponse.class);
        }
    }

    @Test
    void aPinnedVersionOfCreateTopicsTakesNoSpareTopic() {
        topic(1);
        topic(1);
        try (Stage stage = stage()) {
            stage.pin("CreateTopics", 4);
            stage.topics().create("orders", 1);
        }

        assertThat(created()).containsExactly(1, 2, 1);
    }

    @Test
    void aSpareTopicHasTheConfigurationThatIsAskedFor() {
        topic(1);
        topic(1);
        try (Stage stage = stage()) {
            for (String policy : List.of("compact", "compact", "compact", "compact,delete")) {
                String topic = stage.topics().create("orders", 1, Map.of("cleanup.policy", policy));
                Message described = stage.role("reader")
                        .ask(ConfigRequests.describe(ConfigRequests.TOPIC, topic, List.of("cleanup.policy")));
                assertThat(FieldPath.parse("Results[0].Configs[0].Value").find(described))
                        .hasValue(policy);
            }
        }

        assertThat(created()).containsExactly(1, 2, 1, 2, 1);
    }

    @Test
    void aSpareTopicIsShownAtThePinnedVersionOfMetadata() {
        topic(1);
        try (Stage stage = stage()) {
            stage.pin("Metadata", 4);
            String topic = stage.topics().create("orders", 1);

            assertThat(created()).containsExactly(1, 2);
            assertThat(transcript.exchanges())
                    .filteredOn(exchange -> exchange.api().name().equals("Metadata") && exchange.version() == 4)
                    .singleElement()
                    .satisfies(exchange -> assertThat(exchange.decodeResponse()
                                    .requireBody()
                                    .getStructs("Topics")
                                    .get(0)
                                    .getString("Name"))
                            .isEqualTo(topic));
        }
    }

    @Test
    void aTargetThatWasStartedAgainHasNoSpareTopics() {
        topic(1);
        topic(1);

        shared.forget();

        topic(1);
        assertThat(created()).containsExactly(1, 2, 1);
    }

    @Test
    void theNumberOfBrokersIsAskedOnceForAllStages() {
        for (int i = 0; i < 5; i++) {
            try (Stage stage = stage()) {
                assertThat(stage.leader("orders", 0)).isEqualTo(stage.target());
            }
        }

        assertThat(asked("Metadata")).isEqualTo(1);
    }

    @Test
    void theNumberOfBrokersIsAskedAgainAfterTwoSeconds() {
        AtomicLong now = new AtomicLong();
        SharedCluster cluster = new SharedCluster(Duration.ZERO, now::get);
        assertThat(cluster.single()).isEmpty();

        cluster.learn(true);
        now.set(Duration.ofSeconds(2).toNanos());
        assertThat(cluster.single()).contains(true);

        now.incrementAndGet();
        assertThat(cluster.single()).isEmpty();
    }
}
