package io.kspec.mock.fetch;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterBroker;
import io.kspec.mock.cluster.PartitionRegistration;
import java.util.Comparator;
import java.util.OptionalInt;

/**
 * Which replica a consumer should read from (KIP-392): with {@code replica.selector.class} set to {@value #BY_RACK}, a follower in
 * sync in the consumer's rack, unless the leader is there too. Of several that have the same records, which all of the mock's
 * have, Kafka prefers the one with the highest node id. Without the configuration, Kafka prefers none.
 */
final class ReadReplicas {
    static final String SELECTOR = "replica.selector.class";
    static final String BY_RACK = "org.apache.kafka.common.replica.RackAwareReplicaSelector";

    private final Cluster cluster;

    ReadReplicas(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * The follower that a consumer should read from; empty if it should stay.
     *
     * @param registration the partition's replicas
     * @param broker the node id of the broker that the consumer asked
     * @param rack the consumer's rack; empty if it has not told one
     */
    OptionalInt preferred(PartitionRegistration registration, int broker, String rack) {
        boolean asksLeader = registration.leader() == broker;
        boolean byRack = BY_RACK.equals(cluster.configs().brokers().value(broker, SELECTOR));
        if (!asksLeader || !byRack || rack.isEmpty() || isIn(rack, broker)) {
            return OptionalInt.empty();
        }
        return registration.isr().stream()
                .filter(replica -> isIn(rack, replica))
                .max(Comparator.naturalOrder())
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private boolean isIn(String rack, int nodeId) {
        return cluster.brokers().find(nodeId).map(ClusterBroker::rack).stream().anyMatch(rack::equals);
    }
}
