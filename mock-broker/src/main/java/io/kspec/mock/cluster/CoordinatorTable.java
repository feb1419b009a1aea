package io.kspec.mock.cluster;

import io.kspec.mock.group.CoordinatorPartitions;
import io.kspec.mock.group.share.SharePartitionKey;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Which broker coordinates a group or a transactional id. As in Kafka, the key's hash selects one of the
 * partitions of an internal topic, and the partition's leader is the coordinator. The topic need not exist: until somebody looks
 * for a coordinator, this table has the replicas that it will have. The state of groups and transactions belongs to the cluster,
 * wherever their coordinator is; the records of {@code __consumer_offsets} are there for those who read them.
 */
public final class CoordinatorTable {
    /** {@code offsets.topic.replication.factor}, and those of the other topics, which are the same. */
    private static final int REPLICATION_FACTOR = 3;

    /**
     * {@code transaction.state.log.min.isr} and {@code share.coordinator.state.topic.min.isr}, whose default of 2 a broker alone
     * could not meet.
     */
    private static final int MIN_INSYNC_REPLICAS = 1;

    /** What is coordinated. */
    public enum Kind {
        GROUP("__consumer_offsets"),
        TRANSACTION("__transaction_state"),
        /** Partitions of share groups, by {@code groupId:topicId:partition}. */
        SHARE("__share_group_state");

        private final String topic;

        Kind(String topic) {
            this.topic = topic;
        }

        /** The internal topic whose leaders coordinate. */
        String topic() {
            return topic;
        }

        /** What Apache Kafka 4.3.1 sets for the topic. */
        Map<String, String> configs() {
            return switch (this) {
                case GROUP ->
                    Map.of("cleanup.policy", "compact", "compression.type", "producer", "segment.bytes", "104857600");
                case TRANSACTION ->
                    Map.of(
                            "cleanup.policy",
                            "compact",
                            "compression.type",
                            "uncompressed",
                            "min.insync.replicas",
                            Integer.toString(MIN_INSYNC_REPLICAS),
                            "segment.bytes",
                            "104857600",
                            "unclean.leader.election.enable",
                            "false");
                case SHARE ->
                    Map.of(
                            "cleanup.policy",
                            "delete",
                            "compression.type",
                            "producer",
                            "min.insync.replicas",
                            Integer.toString(MIN_INSYNC_REPLICAS),
                            "retention.ms",
                            "-1",
                            "segment.bytes",
                            "104857600");
            };
        }

        /** What the leaders of a topic coordinate; empty unless it is one of the internal topics. */
        public static Optional<Kind> of(String topic) {
            return Arrays.stream(values())
                    .filter(kind -> kind.topic.equals(topic))
                    .findFirst();
        }
    }

    /** Is told that a partition has another coordinator, or none. */
    interface MoveListener {
        void moved(Kind kind, int partition);
    }

    /** The partitions while their topic does not exist. */
    private final Map<Kind, List<PartitionRegistration>> partitions = new EnumMap<>(Kind.class);

    private final TopicTable topics;
    private final ReplicaTable replicas;
    private final MoveListener listener;

    CoordinatorTable(BrokerTable brokers, TopicTable topics, ReplicaTable replicas, MoveListener listener) {
        this.topics = topics;
        this.replicas = replicas;
        this.listener = listener;
        int factor = Math.min(REPLICATION_FACTOR, brokers.all().size());
        ReplicaPlacer placer = new ReplicaPlacer(brokers);
        for (Kind kind : Kind.values()) {
            List<PartitionRegistration> registrations = new ArrayList<>();
            placer.place(CoordinatorPartitions.COUNT, factor)
                    .forEach(placed -> registrations.add(PartitionRegistration.created(placed, brokers::isLive)));
            partitions.put(kind, registrations);
        }
    }

    /** The node id of the broker that coordinates a group or transactional id; -1 if none does. */
    public int coordinator(Kind kind, String key) {
        return of(kind).get(CoordinatorPartitions.of(key)).leader();
    }

    /**
     * NONE if a broker coordinates a group, or NOT_COORDINATOR. An empty group id is not refused here, because coordinators
     * have other reasons to refuse it.
     */
    public ErrorCode checkGroup(int broker, String groupId) {
        return groupId.isEmpty() ? ErrorCode.NONE : check(Kind.GROUP, broker, groupId);
    }

    /** NONE if a broker coordinates a transactional id, or NOT_COORDINATOR. An empty one is not refused here either. */
    public ErrorCode checkTransaction(int broker, String transactionalId) {
        return transactionalId.isEmpty() ? ErrorCode.NONE : check(Kind.TRANSACTION, broker, transactionalId);
    }

    /** NONE if a broker coordinates a partition of a share group, or NOT_COORDINATOR. */
    public ErrorCode checkShare(int broker, SharePartitionKey key) {
        return check(Kind.SHARE, broker, key.asCoordinatorKey());
    }

    private ErrorCode check(Kind kind, int broker, String key) {
        return coordinator(kind, key) == broker ? ErrorCode.NONE : ErrorCode.NOT_COORDINATOR;
    }

    private List<PartitionRegistration> of(Kind kind) {
        return topic(kind).map(replicas::of).orElseGet(() -> partitions.getOrDefault(kind, List.of()));
    }

    /** The topic whose leaders coordinate. One that a client has created with fewer partitions does not count. */
    private Optional<Topic> topic(Kind kind) {
        return topics.find(kind.topic()).filter(topic -> topic.partitions().size() >= CoordinatorPartitions.COUNT);
    }

    /** The partitions that a topic of a kind begins with. */
    List<PartitionRegistration> registrations(Kind kind) {
        return List.copyOf(of(kind));
    }

    /** Lets the coordinators stay where they are when their topic is deleted. */
    void deleting(Kind kind) {
        partitions.put(kind, new ArrayList<>(of(kind).subList(0, CoordinatorPartitions.COUNT)));
    }

    /** Moves the coordinator of a key to a broker, with all keys that share its partition. */
    void move(Kind kind, String key, int broker) {
        int partition = CoordinatorPartitions.of(key);
        set(kind, partition, of(kind).get(partition).withLeader(broker));
    }

    private void set(Kind kind, int partition, PartitionRegistration after) {
        Optional<Topic> topic = topic(kind);
        if (topic.isPresent()) {
            // The table of replicas tells who must know.
            replicas.update(topic.get(), partition, before -> after);
            return;
        }
        PartitionRegistration before = of(kind).set(partition, after);
        if (after.leader() != before.leader()) {
            listener.moved(kind, partition);
        }
    }

    /** Changes the partitions whose topic does not exist; the table of replicas changes the others. */
    void updateAll(UnaryOperator<PartitionRegistration> change) {
        for (Kind kind : Kind.values()) {
            if (topic(kind).isPresent()) {
                continue;
            }
            for (int i = 0; i < of(kind).size(); i++) {
                PartitionRegistration before = of(kind).get(i);
                set(kind, i, change.apply(before).withElrAfter(before, MIN_INSYNC_REPLICAS));
            }
        }
    }
}
