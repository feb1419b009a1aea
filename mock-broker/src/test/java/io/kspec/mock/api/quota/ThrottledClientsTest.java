package io.kspec.mock.api.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.RequestPattern;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Java clients alter and describe quotas, and notice that they are throttled. */
@Tag("long")
class ThrottledClientsTest {
    private static final int LIMIT_S = 60;
    private static final ClientQuotaEntity SLOW = new ClientQuotaEntity(Map.of("client-id", "slow"));

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final Admin admin;

    ThrottledClientsTest() throws IOException {
        broker = MockBroker.builder()
                .topic("t", 1)
                .brokerConfig("quota.window.num", "2")
                .clientTelemetry(true)
                .start();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap(), "enable.metrics.push", false));
    }

    private void quota(String key, double value) throws Exception {
        admin.alterClientQuotas(
                        List.of(new ClientQuotaAlteration(SLOW, List.of(new ClientQuotaAlteration.Op(key, value)))))
                .all()
                .get(LIMIT_S, TimeUnit.SECONDS);
    }

    private KafkaProducer<byte[], byte[]> producer(boolean metrics) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrap(),
                        "client.id",
                        "slow",
                        "enable.metrics.push",
                        metrics,
                        "linger.ms",
                        0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static double metric(Collection<? extends Metric> metrics, String name) {
        return metrics.stream()
                .filter(metric -> metric.metricName().name().equals(name))
                .map(metric -> (Double) metric.metricValue())
                .filter(value -> !value.isNaN())
                .findFirst()
                .orElse(0.0);
    }

    @Test
    void anAdministratorSeesWhatItHasSet() throws Exception {
        quota("producer_byte_rate", 1024);

        assertThat(admin.describeClientQuotas(ClientQuotaFilter.all())
                        .entities()
                        .get(LIMIT_S, TimeUnit.SECONDS))
                .isEqualTo(Map.of(SLOW, Map.of("producer_byte_rate", 1024.0)));
    }

    @Test
    void aProducerIsThrottled() throws Exception {
        quota("producer_byte_rate", 1000);
        try (KafkaProducer<byte[], byte[]> producer = producer(false)) {
            for (int i = 0; i < 3; i++) {
                producer.send(new ProducerRecord<>("t", new byte[500])).get(LIMIT_S, TimeUnit.SECONDS);
            }

            assertThat(metric(producer.metrics().values(), "produce-throttle-time-avg"))
                    .isPositive();
        }
    }

    @Test
    void aConsumerIsThrottledAndGetsEverything() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(false)) {
            for (int i = 0; i < 3; i++) {
                producer.send(new ProducerRecord<>("t", new byte[500])).get(LIMIT_S, TimeUnit.SECONDS);
            }
        }
        quota("consumer_byte_rate", 1000);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrap(),
                        "client.id",
                        "slow",
                        "enable.metrics.push",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition("t", 0)));
            int received = 0;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
            while ((received < 3 || metric(consumer.metrics().values(), "fetch-throttle-time-avg") == 0)
                    && System.nanoTime() < end) {
                received += consumer.poll(Duration.ofMillis(100)).count();
                if (received >= 3) {
                    consumer.seekToBeginning(consumer.assignment());
                }
            }

            assertThat(received).isGreaterThanOrEqualTo(3);
            assertThat(metric(consumer.metrics().values(), "fetch-throttle-time-avg"))
                    .isPositive();
        }
    }

    @Test
    void aProducerPushesTheMetricsThatItIsAskedFor() throws Exception {
        ConfigResource subscription = new ConfigResource(ConfigResource.Type.CLIENT_METRICS, "all");
        admin.incrementalAlterConfigs(Map.of(
                        subscription,
                        List.of(
                                new AlterConfigOp(new ConfigEntry("metrics", "*"), AlterConfigOp.OpType.SET),
                                new AlterConfigOp(new ConfigEntry("interval.ms", "100"), AlterConfigOp.OpType.SET),
                                new AlterConfigOp(
                                        new ConfigEntry("match", "client_software_name=apache-kafka-java"),
                                        AlterConfigOp.OpType.SET))))
                .all()
                .get(LIMIT_S, TimeUnit.SECONDS);
        RequestPattern pushes = RequestPattern.request("PushTelemetry");
        try (KafkaProducer<byte[], byte[]> producer = producer(true)) {
            producer.send(new ProducerRecord<>("t", new byte[10])).get(LIMIT_S, TimeUnit.SECONDS);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
            while (broker.journal(pushes).isEmpty() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }

        assertThat(broker.journal(pushes)).isNotEmpty().allSatisfy(push -> assertThat(
                        push.exchange(0).orElseThrow().response())
                .isNotNull());
    }
}
