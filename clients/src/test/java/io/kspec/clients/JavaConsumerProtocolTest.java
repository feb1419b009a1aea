package io.kspec.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Consumers of the newest release with {@code group.protocol=consumer} (KIP-848) share the partitions of the mock broker. */
@Timeout(120)
@Tag("long")
class JavaConsumerProtocolTest {
    private static final String GROUP = "eaters";

    private MockBroker broker;

    /** Heartbeats every 50 ms, where Kafka's lowest interval is 5 s, so that a rebalance does not take seconds. */
    @BeforeEach
    void start() throws IOException {
        broker = MockBroker.builder()
                .brokerConfig("group.consumer.min.heartbeat.interval.ms", "1")
                .brokerConfig("group.consumer.heartbeat.interval.ms", "50")
                .brokerConfig("group.consumer.assignment.interval.ms", "0")
                .topic("plums", 4)
                .topic("pears", 2)
                .start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrap(),
                        "group.protocol",
                        "consumer",
                        "group.id",
                        GROUP,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static void pollUntil(BooleanSupplier done, KafkaConsumer<?, ?>... consumers) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            Arrays.stream(consumers).forEach(consumer -> consumer.poll(Duration.ofMillis(20)));
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    private static int share(KafkaConsumer<String, String> consumer) {
        return consumer.assignment().size();
    }

    private void produce(String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("plums", 0, "key", value)).get();
        }
    }

    @Test
    void twoMembersShareATopicAndOneGoesOnWhereTheOtherLeft() throws Exception {
        TopicPartition first = new TopicPartition("plums", 0);
        produce("one");
        try (KafkaConsumer<String, String> stays = consumer()) {
            try (KafkaConsumer<String, String> leaves = consumer();
                    Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
                leaves.subscribe(List.of("plums"));
                pollUntil(() -> share(leaves) == 4 && leaves.position(first) == 1, leaves);
                leaves.commitSync();
                stays.subscribe(List.of("plums"));
                pollUntil(() -> share(leaves) == 2 && share(stays) == 2, leaves, stays);

                Set<TopicPartition> both = new HashSet<>(leaves.assignment());
                both.addAll(stays.assignment());
                assertThat(both).hasSize(4);
                assertThat(admin.describeConsumerGroups(List.of(GROUP)).all().get())
                        .hasEntrySatisfying(GROUP, described -> {
                            assertThat(described.type()).isEqualTo(GroupType.CONSUMER);
                            assertThat(described.groupState()).isEqualTo(GroupState.STABLE);
                            assertThat(described.members()).hasSize(2);
                        });
            }
            produce("two");
            pollUntil(() -> share(stays) == 4 && stays.position(first) == 2, stays);
            assertThat(stays.committed(Set.of(first)))
                    .hasEntrySatisfying(
                            first, committed -> assertThat(committed.offset()).isEqualTo(1));
        }
    }

    @Test
    void aPatternMatchesTopicsOnTheBroker() {
        try (KafkaConsumer<String, String> consumer = consumer()) {
            consumer.subscribe(new SubscriptionPattern("p(lum|ear)s"));
            pollUntil(() -> share(consumer) == 6, consumer);
        }
    }
}
