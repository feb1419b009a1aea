package io.kspec.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The share consumer of the Java client, of the newest release, shares a partition (KIP-932). */
@Timeout(120)
@Tag("long")
class JavaShareConsumerTest {
    private static final String GROUP = "sharing";
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private MockBroker broker;
    private Admin admin;

    @BeforeEach
    void start() throws IOException, ExecutionException, InterruptedException {
        broker = MockBroker.builder()
                .topic("t", 1)
                .brokerConfig("group.share.heartbeat.interval.ms", "100")
                .brokerConfig("group.share.assignment.interval.ms", "0")
                .start();
        admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrap()));
        configure("share.auto.offset.reset", "earliest");
    }

    @AfterEach
    void stop() {
        admin.close(Duration.ZERO);
        broker.close();
    }

    private void configure(String name, String value) throws ExecutionException, InterruptedException {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.GROUP, GROUP),
                        List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private void produce(String... values) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>("t", value)).get();
            }
        }
    }

    private KafkaShareConsumer<String, String> consumer() {
        KafkaShareConsumer<String, String> consumer = new KafkaShareConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrap(),
                        "group.id",
                        GROUP,
                        "share.acknowledgement.mode",
                        "explicit",
                        "share.acquire.mode",
                        "record_limit",
                        "max.poll.records",
                        1),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(Set.of("t"));
        return consumer;
    }

    /** Polls until there is a record. */
    private static ConsumerRecord<String, String> next(KafkaShareConsumer<String, String> consumer) {
        for (int attempt = 0; attempt < 600; attempt++) {
            for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(100))) {
                return found;
            }
        }
        throw new AssertionError("expected a record within a minute, found none");
    }

    private static String told(ConsumerRecord<String, String> found) {
        return found.value() + " #" + found.deliveryCount().orElse((short) 0);
    }

    /** A consumer fetches more than it was asked for, so who gets which record is not known. */
    @Test
    void twoConsumersShareAPartitionAndAcknowledgeEachRecord() throws ExecutionException, InterruptedException {
        produce("a", "b", "c");
        Map<String, Integer> deliveries = new HashMap<>();
        try (KafkaShareConsumer<String, String> one = consumer();
                KafkaShareConsumer<String, String> two = consumer()) {
            ConsumerRecord<String, String> rejected = next(one);
            ConsumerRecord<String, String> released = next(two);
            assertThat(released.value()).isNotEqualTo(rejected.value());
            one.acknowledge(rejected, AcknowledgeType.REJECT);
            assertThat(errors(one.commitSync())).isEmpty();
            two.acknowledge(released, AcknowledgeType.RELEASE);
            assertThat(errors(two.commitSync())).isEmpty();

            for (int attempt = 0; attempt < 300 && deliveries.size() < 2; attempt++) {
                for (KafkaShareConsumer<String, String> consumer : List.of(one, two)) {
                    for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(50))) {
                        deliveries.put(
                                found.value(), (int) found.deliveryCount().orElse((short) 0));
                        consumer.acknowledge(found, AcknowledgeType.ACCEPT);
                    }
                    assertThat(errors(consumer.commitSync())).isEmpty();
                }
            }
            assertThat(deliveries).doesNotContainKey(rejected.value()).hasSize(2);
            assertThat(deliveries.get(released.value())).isGreaterThan(1);
        }
        assertThat(lag()).contains(0L);
    }

    private static List<Object> errors(Map<?, Optional<KafkaException>> results) {
        List<Object> errors = new ArrayList<>();
        results.values().forEach(result -> result.ifPresent(errors::add));
        return errors;
    }

    @Test
    void aRecordIsDeliveredAgainWhenItsLockEnds() throws ExecutionException, InterruptedException {
        produce("a");
        try (KafkaShareConsumer<String, String> one = consumer();
                KafkaShareConsumer<String, String> two = consumer()) {
            ConsumerRecord<String, String> first = next(one);
            assertThat(told(first)).isEqualTo("a #1");

            broker.advance(Duration.ofSeconds(31));

            assertThat(told(next(two))).isEqualTo("a #2");
            one.acknowledge(first, AcknowledgeType.ACCEPT);
            assertThat(errors(one.commitSync())).hasSize(1);
        }
    }

    @Test
    void anAdministratorSeesAndChangesWhereAGroupBegins() throws ExecutionException, InterruptedException {
        produce("a", "b", "c");
        try (KafkaShareConsumer<String, String> consumer = consumer()) {
            consumer.acknowledge(next(consumer), AcknowledgeType.ACCEPT);
            assertThat(errors(consumer.commitSync())).isEmpty();
            assertThat(admin.describeShareGroups(Set.of(GROUP)).all().get())
                    .hasEntrySatisfying(
                            GROUP, group -> assertThat(group.members()).hasSize(1));
        }
        assertThat(lag()).contains(2L);

        admin.alterShareGroupOffsets(GROUP, Map.of(PARTITION, 2L)).all().get();
        assertThat(offset())
                .hasValueSatisfying(info -> assertThat(info.startOffset()).isEqualTo(2));
        try (KafkaShareConsumer<String, String> consumer = consumer()) {
            ConsumerRecord<String, String> found = next(consumer);
            assertThat(told(found)).isEqualTo("c #1");
            consumer.acknowledge(found, AcknowledgeType.ACCEPT);
        }

        admin.deleteShareGroupOffsets(GROUP, Set.of("t")).all().get();
        assertThat(offset()).isEmpty();
        admin.deleteShareGroups(Set.of(GROUP)).all().get();
        assertThat(admin.listGroups().all().get()).isEmpty();
    }

    private Optional<SharePartitionOffsetInfo> offset() throws ExecutionException, InterruptedException {
        Map<TopicPartition, SharePartitionOffsetInfo> offsets = admin.listShareGroupOffsets(
                        Map.of(GROUP, new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(GROUP)
                .get();
        return Optional.ofNullable(offsets.get(PARTITION));
    }

    private Optional<Long> lag() throws ExecutionException, InterruptedException {
        return offset().flatMap(SharePartitionOffsetInfo::lag);
    }
}
