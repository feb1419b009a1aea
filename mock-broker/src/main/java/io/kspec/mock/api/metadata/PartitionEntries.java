package io.kspec.mock.api.metadata;

import io.kspec.mock.cluster.BrokerTable;
import io.kspec.mock.cluster.PartitionRegistration;
import io.kspec.mock.cluster.ReplicaTable;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.StructSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The partitions of topics in Metadata responses. They are built again only for another version, or after a change in the cluster. */
final class PartitionEntries {
    private final ReplicaTable replicas;
    private final BrokerTable brokers;
    private final Map<UUID, List<Message>> built = new HashMap<>();
    private int builtVersion;
    private long builtAt;

    PartitionEntries(ReplicaTable replicas, BrokerTable brokers) {
        this.replicas = replicas;
        this.brokers = brokers;
    }

    /**
     * The entries of a topic's partitions, in order of partition index.
     *
     * @param spec the entry of the topic
     */
    List<Message> of(Topic topic, StructSpec spec, int version) {
        if (version != builtVersion || replicas.stamp() != builtAt) {
            built.clear();
            builtVersion = version;
            builtAt = replicas.stamp();
        }
        return built.computeIfAbsent(topic.id(), id -> build(topic, spec, version));
    }

    private List<Message> build(Topic topic, StructSpec spec, int version) {
        StructSpec entry = spec.field("Partitions").type().structSpec();
        List<Message> entries = new ArrayList<>();
        for (PartitionRegistration partition : replicas.of(topic)) {
            MessageBuilder result = Message.builder(entry).set("PartitionIndex", entries.size());
            fill(result, partition, version);
            entries.add(result.build());
        }
        return entries;
    }

    /** At version 0, Kafka leaves out replicas that do not run, and says so. */
    private void fill(MessageBuilder result, PartitionRegistration partition, int version) {
        List<Integer> offline = brokers.offline(partition.replicas());
        ErrorCode error = ErrorCode.NONE;
        if (partition.leader() == PartitionRegistration.NO_LEADER) {
            error = ErrorCode.LEADER_NOT_AVAILABLE;
        } else if (version == 0 && !offline.isEmpty()) {
            error = ErrorCode.REPLICA_NOT_AVAILABLE;
        }
        result.set("ErrorCode", error)
                .set("LeaderId", partition.leader())
                .setIfPresent("LeaderEpoch", partition.leaderEpoch())
                .set("ReplicaNodes", version == 0 ? shown(partition.replicas()) : partition.replicas())
                .set("IsrNodes", version == 0 ? shown(partition.isr()) : partition.isr())
                .setIfPresent("OfflineReplicas", offline);
    }

    private List<Integer> shown(List<Integer> nodeIds) {
        return nodeIds.stream().filter(brokers::isLive).toList();
    }
}
