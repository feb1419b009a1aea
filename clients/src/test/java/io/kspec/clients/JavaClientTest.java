package io.kspec.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.RequestPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java client, of the newest release, produces, consumes in a group, commits and administers. */
@Timeout(120)
@Tag("long")
class JavaClientTest {
    private static final TopicPartition FIRST = new TopicPartition("t", 0);

    private MockBroker broker;

    @BeforeEach
    void start() throws IOException {
        broker = MockBroker.builder().topic("t", 2).start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private KafkaProducer<byte[], byte[]> producer(String compression) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrap(),
                        "enable.idempotence",
                        true,
                        "compression.type",
                        compression),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrap(),
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Admin admin() {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrap()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <K, V> V entry(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key), () -> "nothing for " + key + " in " + map);
    }

    private static List<String> values(KafkaConsumer<byte[], byte[]> consumer, int count) {
        List<String> values = new ArrayList<>();
        while (values.size() < count) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                values.add(new String(record.value(), StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void anIdempotentProducersRecordsReachAGroupThatCommits(String compression)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = producer(compression)) {
            for (int i = 0; i < 100; i++) {
                RecordMetadata sent = producer.send(new ProducerRecord<>("t", 0, utf8("k" + i), utf8("v" + i)))
                        .get();
                assertThat(sent.offset()).isEqualTo(i);
            }
        }
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("g")) {
            consumer.subscribe(List.of("t"));
            assertThat(values(consumer, 100)).hasSize(100).startsWith("v0").endsWith("v99");
            consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(60, "noted")));
        }
        try (KafkaConsumer<byte[], byte[]> successor = consumer("g")) {
            successor.subscribe(List.of("t"));
            assertThat(values(successor, 40)).hasSize(40).startsWith("v60");
            assertThat(entry(successor.committed(Set.of(FIRST)), FIRST).metadata())
                    .isEqualTo("noted");
        }
        assertThat(broker.journal(RequestPattern.request("InitProducerId"))).hasSize(1);
    }

    @Test
    void twoMembersShareThePartitions() {
        try (KafkaConsumer<byte[], byte[]> one = consumer("g");
                KafkaConsumer<byte[], byte[]> two = consumer("g")) {
            one.subscribe(List.of("t"));
            two.subscribe(List.of("t"));
            while (one.assignment().size() != 1 || two.assignment().size() != 1) {
                one.poll(Duration.ofMillis(50));
                two.poll(Duration.ofMillis(50));
            }

            Set<TopicPartition> both = new HashSet<>(one.assignment());
            both.addAll(two.assignment());
            assertThat(both).containsExactlyInAnyOrder(FIRST, new TopicPartition("t", 1));
        }
    }

    @Test
    void anAdminCreatesDescribesListsAndDeletes() throws ExecutionException, InterruptedException {
        try (Admin admin = admin();
                KafkaProducer<byte[], byte[]> producer = producer("none")) {
            admin.createTopics(List.of(new NewTopic("new", 3, (short) 1))).all().get();
            assertThatThrownBy(() -> admin.createTopics(List.of(new NewTopic("new", 3, (short) 1)))
                            .all()
                            .get())
                    .hasCauseInstanceOf(TopicExistsException.class);
            assertThat(entry(
                                    admin.describeTopics(List.of("new"))
                                            .allTopicNames()
                                            .get(),
                                    "new")
                            .partitions())
                    .hasSize(3)
                    .allSatisfy(
                            partition -> assertThat(partition.leader().port()).isEqualTo(broker.port()));
            producer.send(new ProducerRecord<>("new", 1, 5000L, null, utf8("v")))
                    .get();
            TopicPartition written = new TopicPartition("new", 1);
            assertThat(entry(
                                    admin.listOffsets(Map.of(written, OffsetSpec.latest()))
                                            .all()
                                            .get(),
                                    written)
                            .offset())
                    .isEqualTo(1);
            assertThat(entry(
                                    admin.listOffsets(Map.of(written, OffsetSpec.maxTimestamp()))
                                            .all()
                                            .get(),
                                    written)
                            .timestamp())
                    .isEqualTo(5000);
            admin.deleteTopics(List.of("new")).all().get();
            assertThat(admin.listTopics().names().get()).containsExactly("t");
            assertThat(admin.describeCluster().clusterId().get())
                    .isEqualTo(broker.identity().clusterId());
        }
    }

    @Test
    void anAdminSeesAGroupAndDeletesItWhenItIsEmpty() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer("g")) {
                consumer.subscribe(List.of("t"));
                while (consumer.assignment().isEmpty()) {
                    consumer.poll(Duration.ofMillis(50));
                }
                consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(7)));
                assertThat(entry(admin.describeClassicGroups(List.of("g")).all().get(), "g")
                                .members())
                        .hasSize(1);
                assertThatThrownBy(() ->
                                admin.deleteConsumerGroups(List.of("g")).all().get())
                        .hasCauseInstanceOf(GroupNotEmptyException.class);
            }
            assertThat(entry(
                                    admin.listConsumerGroupOffsets("g")
                                            .partitionsToOffsetAndMetadata()
                                            .get(),
                                    FIRST)
                            .offset())
                    .isEqualTo(7);
            admin.deleteConsumerGroups(List.of("g")).all().get();
            assertThat(admin.listGroups().all().get()).isEmpty();
        }
    }
}
