package io.kspec.mock.script.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.FieldStub;
import io.kspec.mock.script.JournalEntry;
import io.kspec.mock.script.JournalEntry.RequestOutcome;
import io.kspec.mock.script.RequestPattern;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.ClassicGroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stubs that users wrote act on the Java client, of the newest release, as their users meant. */
@Timeout(120)
@Tag("long")
class FieldStubsTest {
    private static final TopicPartition FIRST = new TopicPartition("shipped", 0);
    private static final TopicPartition SECOND = new TopicPartition("shipped", 1);

    @AutoClose
    private final MockBroker broker;

    FieldStubsTest() throws IOException {
        broker = MockBroker.builder().topic("shipped", 2).start();
    }

    private KafkaProducer<byte[], byte[]> producer(boolean idempotent) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrap(),
                        "enable.idempotence",
                        idempotent,
                        "linger.ms",
                        200,
                        "retry.backoff.ms",
                        10),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                broker.bootstrap(),
                "group.id",
                "g",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "heartbeat.interval.ms",
                100,
                "retry.backoff.ms",
                10));
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static ProducerRecord<byte[], byte[]> record(int partition) {
        return new ProducerRecord<>("shipped", partition, null, "v".getBytes(StandardCharsets.UTF_8));
    }

    private void produceOne() throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = producer(true)) {
            producer.send(record(0)).get();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProduceThatIsRefusedOnceAppendsOneCopy(boolean idempotent) throws Exception {
        FieldStub.add(broker, "err.yaml");
        try (KafkaProducer<byte[], byte[]> producer = producer(idempotent)) {
            assertThat(producer.send(record(0)).get().offset()).isZero();
        }

        assertThat(broker.journal(RequestPattern.request("Produce"))).hasSize(2);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            assertThat(consumer.endOffsets(List.of(FIRST))).containsEntry(FIRST, 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit.yaml", "commit2.yaml"})
    void aRefusedCommitFailsInTheClientAndLeavesNoOffset(String file) throws Exception {
        FieldStub.add(broker, file);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            consumer.assign(List.of(FIRST));
            assertThatThrownBy(
                            () -> consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(7)), Duration.ofSeconds(3)))
                    .isInstanceOf(KafkaException.class);
        }
        broker.resetStubs();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            assertThat(consumer.committed(Set.of(FIRST))).containsEntry(FIRST, null);
        }
    }

    @Test
    void onePartitionRefusesOnceAndTheOtherIsAppended() throws Exception {
        FieldStub.add(broker, "fifo2.yaml");
        try (KafkaProducer<byte[], byte[]> producer = producer(true)) {
            // Metadata first, so that both records leave in one request.
            assertThat(producer.partitionsFor("shipped")).hasSize(2);
            Future<RecordMetadata> first = producer.send(record(0));
            Future<RecordMetadata> second = producer.send(record(1));
            assertThat(first.get().offset()).isZero();
            assertThat(second.get().offset()).isZero();
        }

        List<JournalEntry> produced = broker.journal(RequestPattern.request("Produce"));
        assertThat(produced).hasSize(2);
        assertThat(errors(produced.get(0))).containsExactly(0, 6);
        assertThat(errors(produced.get(1))).containsExactly(0);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            assertThat(consumer.endOffsets(List.of(FIRST, SECOND)))
                    .containsEntry(FIRST, 1L)
                    .containsEntry(SECOND, 1L);
        }
    }

    private static List<Integer> errors(JournalEntry entry) {
        Message response = entry.exchange(0).orElseThrow().decodeResponse().requireBody();
        return response.getStructs("Responses").stream()
                .flatMap(topic -> topic.getStructs("PartitionResponses").stream())
                .map(partition -> partition.getInt("ErrorCode"))
                .toList();
    }

    @Test
    void aTopicThatIsNamedIsFoundByItsId() throws Exception {
        FieldStub.add(broker, "oor.yaml");
        produceOne();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of("auto.offset.reset", "none"))) {
            consumer.assign(List.of(FIRST));
            consumer.seek(FIRST, 0);
            assertThatThrownBy(() -> poll(consumer)).isInstanceOf(OffsetOutOfRangeException.class);
        }

        assertThat(broker.unfiredStubs()).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> consumer) {
        while (true) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                return record;
            }
        }
    }

    @Test
    void aMemberWhoseHeartbeatsAreLostIsExpelled() throws Exception {
        FieldStub.add(broker, "blackhole.yaml");
        try (KafkaConsumer<byte[], byte[]> victim = consumer(Map.of("client.id", "victim"));
                Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrap()))) {
            victim.subscribe(List.of("shipped"));
            while (broker.journal(RequestPattern.request("Heartbeat")).isEmpty()) {
                victim.poll(Duration.ofMillis(50));
            }
            assertThat(state(admin)).isEqualTo(ClassicGroupState.STABLE);
            broker.advance(Duration.ofMinutes(5));
            assertThat(state(admin)).isEqualTo(ClassicGroupState.EMPTY);
            victim.close(CloseOptions.timeout(Duration.ZERO));
        }

        assertThat(broker.journal(RequestPattern.request("Heartbeat")))
                .allSatisfy(entry -> assertThat(entry.outcome()).isEqualTo(RequestOutcome.SILENT));
    }

    private static ClassicGroupState state(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeClassicGroups(List.of("g"))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .state();
    }

    @Test
    void aPartitionIsAnsweredTwice() throws Exception {
        FieldStub.add(broker, "dup2.yaml");
        produceOne();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            consumer.assign(List.of(FIRST));
            consumer.seek(FIRST, 0);
            assertThat(poll(consumer).offset()).isZero();
        }

        assertThat(broker.journal(RequestPattern.request("Fetch"))).anySatisfy(entry -> {
            Message response = entry.exchange(0).orElseThrow().decodeResponse().requireBody();
            assertThat(response.getStructs("Responses").get(0).getStructs("Partitions"))
                    .extracting(partition -> partition.getInt("PartitionIndex"))
                    .containsExactly(0, 0);
        });
    }
}
