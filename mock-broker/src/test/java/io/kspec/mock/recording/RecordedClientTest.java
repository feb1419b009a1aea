package io.kspec.mock.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.yaml.StubFile;
import io.kspec.mock.walk.SharedKafka;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Java client meets another broker through the mock, and later the stubs that were recorded, without that broker. */
@Timeout(120)
@Tag("long")
class RecordedClientTest {
    private static final int RECORDS = 3;

    @Test
    void aClientDoesTheSameOnTheRecordedStubsAsOnTheMockThatWasRecorded() throws Exception {
        try (MockBroker target = MockBroker.builder().topic("orders", 1).start()) {
            String stubs = record(target.bootstrap());
            assertThat(target.journal(RequestPattern.request("Produce"))).hasSize(RECORDS);
            replay(stubs);
        }
    }

    @Test
    @Tag("broker")
    void aClientDoesTheSameOnTheRecordedStubsAsOnApacheKafka() throws Exception {
        ReferenceBroker kafka = SharedKafka.of(ReferenceReleases.newest());
        replay(record(kafka.host() + ":" + kafka.port()));
    }

    /** Lets a producer and a consumer of a group meet another broker through a mock. */
    private static String record(String target) throws Exception {
        try (MockBroker mock = MockBroker.start()) {
            mock.recorder().start(target);
            produce(mock);
            consume(mock);
            assertThat(knowsTopic(mock)).isFalse();
            RecordedStubs recorded = mock.recorder().stop();
            assertThat(recorded.omitted()).isZero();
            return recorded.text();
        }
    }

    private static void replay(String stubs) throws Exception {
        try (MockBroker mock = MockBroker.start()) {
            StubFile.parse("recorded.json", stubs).forEach(mock::stubFor);
            produce(mock);
            consume(mock);
            assertThat(knowsTopic(mock)).isFalse();
        }
    }

    private static boolean knowsTopic(MockBroker broker) {
        return broker.cluster().call(state -> state.topics().find("orders").isPresent());
    }

    private static void produce(MockBroker broker) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "enable.idempotence", true),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] value = ("record " + i).getBytes(StandardCharsets.UTF_8);
                assertThat(producer.send(new ProducerRecord<>("orders", value))
                                .get()
                                .offset())
                        .isEqualTo(i);
            }
        }
    }

    private static void consume(MockBroker broker) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "group.id", "g", "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("orders"));
            List<String> values = new ArrayList<>();
            while (values.size() < RECORDS) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(new String(record.value(), StandardCharsets.UTF_8));
                }
            }
            consumer.commitSync();
            assertThat(values).containsExactly("record 0", "record 1", "record 2");
        }
    }
}
