package io.kspec.golden.walk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.ConfigRequests.Change;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.OffsetQuery;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetToCommit;
import io.kspec.stage.requests.PartitionRecords;
import io.kspec.stage.requests.ProduceRequests;
import io.kspec.stage.requests.ReplicaRequests;
import io.kspec.stage.requests.TopicIdentity;
import io.kspec.stage.requests.TopicRequests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Draws administrators' requests, and the questions that tell what they have changed. */
final class AdminMoves {
    private static final int TIMEOUT_MS = 10_000;
    private static final List<String> TOPICS = List.of("walk-a", "walk-b", "walk/c");
    /** Valid and invalid values of a topic's configurations; none makes Kafka delete records during a walk. */
    private static final Map<String, List<String>> TOPIC_VALUES = Map.of(
            "retention.ms", List.of("-1", " 604800000 ", "-2", "soon"),
            "retention.bytes", List.of("1000000000", "-7", ""),
            "cleanup.policy", List.of("compact", "delete", "compact,delete", "shred", ""),
            "max.message.bytes", List.of("100", "1000000", "-1"),
            "min.compaction.lag.ms", List.of("0", "10", "x"),
            "max.compaction.lag.ms", List.of("5", "100"),
            "min.cleanable.dirty.ratio", List.of("1", "0.25", "1.5"),
            "preallocate", List.of("TRUE", "false", "yes"),
            "message.timestamp.type", List.of("CreateTime", "LogAppendTime", "Now"),
            "kspec.none", List.of("1"));

    private static final Map<String, List<String>> BROKER_VALUES = Map.of(
            "log.retention.ms", List.of("700000000", "-1", "soon"),
            "log.retention.bytes", List.of("2000000000"),
            "log.cleanup.policy", List.of("compact", "delete,compact", "shred"),
            "message.max.bytes", List.of("2000000", "-1"),
            "num.io.threads", List.of("9", "1000", "1", "0"),
            "compression.gzip.level", List.of("5", "0"),
            "num.partitions", List.of("3"),
            "broker.rack", List.of("a"),
            "ssl.keystore.password", List.of("secret"));

    private static final Map<String, List<String>> METRICS_VALUES = Map.of(
            "interval.ms", List.of("100", "99", "x"),
            "metrics", List.of("*", "org.apache,kafka"),
            "match", List.of("client_id=a.*", "client_id=[", "a=b"),
            "kspec.none", List.of("1"));

    private static final Map<String, List<String>> GROUP_VALUES = Map.of(
            "consumer.session.timeout.ms", List.of("46000", "10", "100000"),
            "consumer.heartbeat.interval.ms", List.of("6000", "20000"),
            "share.auto.offset.reset", List.of("earliest", "by_duration:PT1H", "zz"),
            "share.record.lock.duration.ms", List.of("20000", "1000"),
            "streams.num.standby.replicas", List.of("1", "7"),
            "kspec.none", List.of("1"));

    /** Replicas that a partition may be moved to; none stands for the end of a move. */
    private static final List<List<Integer>> REPLICAS = Collections.unmodifiableList(
            Arrays.asList(List.of(1), List.of(1), null, List.of(9), List.of(1, 1), List.of()));

    /** The mock has neither groups of KIP-848 nor share groups, so the levels of their features differ. */
    private static final List<String> FEATURES = List.of("transaction.version", "metadata.version", "kspec.none");

    private final Random random;

    AdminMoves(Random random) {
        this.random = random;
    }

    /** The next request that may change something. */
    ClientRequest change() {
        return switch (random.nextInt(16)) {
            case 0 -> create();
            case 1 -> random.nextInt(3) == 0 ? TopicRequests.delete(TIMEOUT_MS, List.of(topic())) : create();
            case 2, 3, 4 -> alter(ConfigRequests.TOPIC, topic(), TOPIC_VALUES);
            case 5 -> alter(ConfigRequests.BROKER, pick(List.of("", "1", "1", "2", "x")), BROKER_VALUES);
            case 6 -> alter(ConfigRequests.CLIENT_METRICS, pick(List.of("m", "n", "")), METRICS_VALUES);
            case 7 -> alter(ConfigRequests.GROUP, pick(List.of("g", "h", "")), GROUP_VALUES);
            case 8 -> LogRequests.createPartitions(topic(), random.nextInt(6) - 1, assignments());
            case 9 -> produce();
            case 10 -> LogRequests.deleteRecords(topic(), random.nextInt(3), random.nextInt(8) - 2);
            case 11 -> ReplicaRequests.elect(random.nextInt(2), topic(), random.nextInt(3), random.nextInt(3));
            case 12 ->
                ReplicaRequests.reassign(topic(), random.nextInt(3), REPLICAS.get(random.nextInt(REPLICAS.size())));
            case 13 ->
                random.nextBoolean()
                        ? LogRequests.moveTo("/nowhere", topic(), random.nextInt(3))
                        : ClusterRequests.unregister(7 + random.nextInt(2));
            case 14 -> ClusterRequests.updateFeature(pick(FEATURES), random.nextInt(4), true);
            default -> offsets();
        };
    }

    private ClientRequest create() {
        Map<String, String> configs = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String name = pick(TOPIC_VALUES.keySet());
            configs.put(name, pick(TOPIC_VALUES.getOrDefault(name, List.of())));
        }
        return maybeOnlyChecked(
                TopicRequests.create(
                        TIMEOUT_MS, NewTopic.of(topic(), random.nextInt(3)).configs(configs)),
                "validateOnly");
    }

    private ClientRequest alter(int type, String resource, Map<String, List<String>> values) {
        if (random.nextInt(4) == 0) {
            String name = pick(values.keySet());
            return maybeOnlyChecked(
                    ConfigRequests.alter(
                            type,
                            resource,
                            random.nextBoolean() ? Map.of() : Map.of(name, pick(values.getOrDefault(name, List.of())))),
                    "ValidateOnly");
        }
        List<Change> changes = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String name = pick(values.keySet());
            String value = pick(values.getOrDefault(name, List.of()));
            int operation = random.nextInt(6);
            changes.add(new Change(name, operation > 3 ? 0 : operation, operation == 1 ? null : value));
        }
        return maybeOnlyChecked(
                ConfigRequests.alterIncrementally(type, resource, changes.toArray(new Change[0])), "ValidateOnly");
    }

    private ClientRequest maybeOnlyChecked(ClientRequest request, String field) {
        return random.nextInt(6) == 0 ? request.with(body -> body.setIfPresent(field, true)) : request;
    }

    private @Nullable List<List<Integer>> assignments() {
        return random.nextInt(3) == 0 ? List.of(List.of(random.nextInt(4) == 0 ? 9 : 1)) : null;
    }

    private ClientRequest produce() {
        RecordBatchBuilder batch = RecordBatch.builder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Bytes key = random.nextInt(4) == 0 ? null : Bytes.wrap("k".getBytes(UTF_8));
            batch.append(
                    System.currentTimeMillis(),
                    key,
                    Bytes.wrap("v".repeat(random.nextInt(60)).getBytes(UTF_8)));
        }
        return ProduceRequests.produce(
                -1,
                TIMEOUT_MS,
                new PartitionRecords(
                        TopicIdentity.named(topic()), 0, batch.build().bytes()));
    }

    private ClientRequest offsets() {
        String group = pick(List.of("walkers", "strollers", ""));
        return random.nextBoolean()
                ? LogRequests.deleteOffsets(group, topic(), 0, random.nextInt(3))
                : OffsetRequests.commit(
                        "walkers", List.of(new OffsetToCommit(TopicIdentity.named(topic()), 0, 4, 0, "")));
    }

    /** Questions about everything that may have changed. */
    List<ClientRequest> questions() {
        List<ClientRequest> questions = new ArrayList<>();
        for (String topic : TOPICS.subList(0, 2)) {
            questions.add(
                    ConfigRequests.describeFully(ConfigRequests.TOPIC, topic, List.copyOf(TOPIC_VALUES.keySet())));
            questions.add(ListOffsetsRequests.list(OffsetQuery.of(topic, 0, OffsetQuery.EARLIEST)));
            questions.add(ListOffsetsRequests.list(OffsetQuery.of(topic, 0, OffsetQuery.LATEST)));
            questions.add(MetadataRequests.topics(topic));
            questions.add(ReplicaRequests.describeTopics(topic));
            questions.add(ReplicaRequests.epochEnd(topic, 0, random.nextInt(2), -1));
            questions.add(LogRequests.describeDirs(topic, 0, 1));
        }
        questions.add(ReplicaRequests.listReassignments());
        questions.add(ClusterRequests.describe());
        questions.add(ClusterRequests.describeQuorum(ClusterRequests.METADATA_TOPIC, 0));
        questions.add(ClusterRequests.describeQuorum(pick(TOPICS), 0));
        questions.add(CoordinatorRequests.find(CoordinatorType.GROUP, "walkers"));
        questions.add(ConfigRequests.describeFully(ConfigRequests.BROKER, "1", List.copyOf(BROKER_VALUES.keySet())));
        questions.add(ConfigRequests.describeFully(ConfigRequests.BROKER, "", null));
        questions.add(ConfigRequests.describeFully(ConfigRequests.CLIENT_METRICS, "m", null));
        questions.add(ConfigRequests.describeFully(ConfigRequests.GROUP, "g", null));
        // Apache Kafka lists its internal topics, too.
        questions.add(ConfigRequests.list(
                ConfigRequests.GROUP,
                ConfigRequests.CLIENT_METRICS,
                ConfigRequests.BROKER,
                ConfigRequests.BROKER_LOGGER));
        return questions;
    }

    private String topic() {
        return random.nextInt(12) == 0 ? TOPICS.get(2) : TOPICS.get(random.nextInt(2));
    }

    private String pick(Iterable<String> choices) {
        List<String> sorted = new ArrayList<>();
        choices.forEach(sorted::add);
        if (!(choices instanceof List)) {
            sorted.sort(null);
        }
        return sorted.get(random.nextInt(sorted.size()));
    }
}
