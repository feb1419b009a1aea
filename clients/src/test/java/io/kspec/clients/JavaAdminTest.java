package io.kspec.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.mock.MockBroker;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionReplica;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.LogDirNotFoundException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Java client, of the newest release, administers configurations, partitions, records, log directories and offsets. */
@Timeout(120)
@Tag("long")
class JavaAdminTest {
    private static final ConfigResource TOPIC = new ConfigResource(ConfigResource.Type.TOPIC, "t");
    private static final TopicPartition FIRST = new TopicPartition("t", 0);

    private MockBroker broker;
    private Admin admin;

    @BeforeEach
    void start() throws IOException {
        broker = MockBroker.builder().topic("t", 1).start();
        admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrap()));
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    private Config describe(ConfigResource resource) throws ExecutionException, InterruptedException {
        return Objects.requireNonNull(admin.describeConfigs(
                        Set.of(resource),
                        new DescribeConfigsOptions().includeSynonyms(true).includeDocumentation(true))
                .all()
                .get()
                .get(resource));
    }

    private void change(ConfigResource resource, String name, String value, AlterConfigOp.OpType type)
            throws ExecutionException, InterruptedException {
        Collection<AlterConfigOp> changes = List.of(new AlterConfigOp(new ConfigEntry(name, value), type));
        admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
    }

    private void produce(int size) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("t", 0, null, new byte[size])).get();
        }
    }

    private long offset(OffsetSpec spec) throws ExecutionException, InterruptedException {
        return Objects.requireNonNull(
                        admin.listOffsets(Map.of(FIRST, spec)).all().get().get(FIRST))
                .offset();
    }

    @Test
    void configurationsOfATopicAreChangedAndHaveEffect() throws ExecutionException, InterruptedException {
        change(TOPIC, "max.message.bytes", "200", AlterConfigOp.OpType.SET);
        change(TOPIC, "cleanup.policy", "compact", AlterConfigOp.OpType.APPEND);

        Config config = describe(TOPIC);
        assertThat(config.entries()).hasSize(33);
        assertThat(config.get("max.message.bytes").source()).isEqualTo(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG);
        assertThat(config.get("cleanup.policy").value()).isEqualTo("delete,compact");
        assertThat(config.get("retention.ms").isDefault()).isTrue();
        assertThat(config.get("retention.ms").type()).isEqualTo(ConfigEntry.ConfigType.LONG);
        assertThat(config.get("retention.ms").documentation()).isNotEmpty();
        change(TOPIC, "cleanup.policy", "compact", AlterConfigOp.OpType.SUBTRACT);
        assertThatThrownBy(() -> produce(1000)).hasCauseInstanceOf(RecordTooLargeException.class);
        change(TOPIC, "max.message.bytes", "", AlterConfigOp.OpType.DELETE);
        produce(1000);
        assertThatThrownBy(() -> change(TOPIC, "retention.ms", "soon", AlterConfigOp.OpType.SET))
                .hasCauseInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void configurationsOfOtherResourcesAreChangedAndListed() throws ExecutionException, InterruptedException {
        ConfigResource self = new ConfigResource(ConfigResource.Type.BROKER, "1");
        ConfigResource all = new ConfigResource(ConfigResource.Type.BROKER, "");
        ConfigResource logger = new ConfigResource(ConfigResource.Type.BROKER_LOGGER, "1");
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, "g");
        ConfigResource metrics = new ConfigResource(ConfigResource.Type.CLIENT_METRICS, "m");

        change(self, "num.io.threads", "10", AlterConfigOp.OpType.SET);
        change(all, "log.retention.ms", "5000", AlterConfigOp.OpType.SET);
        change(logger, "root", "DEBUG", AlterConfigOp.OpType.SET);
        change(group, "consumer.session.timeout.ms", "46000", AlterConfigOp.OpType.SET);
        change(metrics, "interval.ms", "5000", AlterConfigOp.OpType.SET);

        assertThat(describe(self).get("num.io.threads").synonyms()).hasSize(2);
        assertThat(describe(TOPIC).get("retention.ms").value()).isEqualTo("5000");
        assertThat(describe(logger).get("root").value()).isEqualTo("DEBUG");
        assertThat(describe(group).get("consumer.session.timeout.ms").value()).isEqualTo("46000");
        assertThat(describe(metrics).get("interval.ms").value()).isEqualTo("5000");
        assertThat(admin.listConfigResources().all().get()).contains(TOPIC, self, logger, group, metrics);
    }

    @Test
    void aCreatedTopicComesWithItsConfigurations() throws ExecutionException, InterruptedException {
        Config created = admin.createTopics(
                        List.of(new NewTopic("new", 1, (short) 1).configs(Map.of("retention.ms", "1000"))))
                .config("new")
                .get();

        assertThat(created.get("retention.ms").value()).isEqualTo("1000");
        assertThat(created.get("segment.ms").isDefault()).isTrue();
        assertThatThrownBy(() -> admin.createTopics(
                                List.of(new NewTopic("bad", 1, (short) 1).configs(Map.of("retention.ms", "soon"))))
                        .all()
                        .get())
                .hasCauseInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void partitionsAreAdded() throws ExecutionException, InterruptedException {
        admin.createPartitions(Map.of("t", NewPartitions.increaseTo(3, List.of(List.of(1), List.of(1)))))
                .all()
                .get();

        assertThat(Objects.requireNonNull(admin.describeTopics(List.of("t"))
                                .allTopicNames()
                                .get()
                                .get("t"))
                        .partitions())
                .hasSize(3);
        assertThatThrownBy(() -> admin.createPartitions(Map.of("missing", NewPartitions.increaseTo(3)))
                        .all()
                        .get())
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void recordsAreDeleted() throws ExecutionException, InterruptedException {
        produce(1);
        produce(1);

        long lowWatermark = Objects.requireNonNull(admin.deleteRecords(Map.of(FIRST, RecordsToDelete.beforeOffset(1)))
                        .lowWatermarks()
                        .get(FIRST))
                .get()
                .lowWatermark();

        assertThat(lowWatermark).isEqualTo(1);
        assertThat(offset(OffsetSpec.earliest())).isEqualTo(1);
        assertThat(offset(OffsetSpec.latest())).isEqualTo(2);
        assertThatThrownBy(() -> admin.deleteRecords(Map.of(FIRST, RecordsToDelete.beforeOffset(3)))
                        .all()
                        .get())
                .hasCauseInstanceOf(OffsetOutOfRangeException.class);
    }

    @Test
    void logDirectoriesAreDescribedAndAReplicaStaysInItsOwn() throws ExecutionException, InterruptedException {
        produce(1);
        TopicPartitionReplica replica = new TopicPartitionReplica("t", 0, 1);

        Map<String, LogDirDescription> dirs = Objects.requireNonNull(
                admin.describeLogDirs(List.of(1)).allDescriptions().get().get(1));
        String directory = dirs.keySet().iterator().next();
        LogDirDescription dir = dirs.values().iterator().next();
        assertThat(Objects.requireNonNull(dir.replicaInfos().get(FIRST)).size()).isPositive();
        assertThat(dir.totalBytes().orElse(0)).isGreaterThan(dir.usableBytes().orElse(0));
        assertThat(Objects.requireNonNull(admin.describeReplicaLogDirs(List.of(replica))
                                .all()
                                .get()
                                .get(replica))
                        .getCurrentReplicaLogDir())
                .isEqualTo(directory);
        admin.alterReplicaLogDirs(Map.of(replica, directory)).all().get();
        assertThatThrownBy(() -> admin.alterReplicaLogDirs(Map.of(replica, "/nowhere"))
                        .all()
                        .get())
                .hasCauseInstanceOf(LogDirNotFoundException.class);
    }

    @Test
    void offsetsAreDeleted() throws ExecutionException, InterruptedException {
        admin.alterConsumerGroupOffsets("g", Map.of(FIRST, new OffsetAndMetadata(1)))
                .all()
                .get();

        admin.deleteConsumerGroupOffsets("g", Set.of(FIRST)).all().get();

        assertThat(admin.listConsumerGroupOffsets("g")
                        .partitionsToOffsetAndMetadata()
                        .get())
                .isEmpty();
    }
}
