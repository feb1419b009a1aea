package io.kspec.mock.cluster;

import io.kspec.mock.topic.TopicRefusal;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Spreads the replicas of new partitions over the brokers, as Kafka does: leaders take turns, and the replicas of a partition
 * are in as many racks as possible. Where Kafka starts at a random broker, the mock goes on after the previous partition.
 */
final class ReplicaPlacer {
    private final BrokerTable brokers;
    private int placed;

    ReplicaPlacer(BrokerTable brokers) {
        this.brokers = brokers;
    }

    /**
     * Checks a replication factor.
     *
     * @throws TopicRefusal with INVALID_REPLICATION_FACTOR
     */
    void check(int replicationFactor) {
        int registered = brokers.all().size();
        if (replicationFactor < 1) {
            throw refusal("The replication factor must be at least 1, or -1 for the broker's default.");
        }
        if (replicationFactor > registered) {
            throw refusal("The replication factor " + replicationFactor + " exceeds the number of brokers, "
                    + registered + ".");
        }
        if (brokers.live().isEmpty()) {
            throw refusal("No broker runs.");
        }
    }

    private static TopicRefusal refusal(String message) {
        return new TopicRefusal(ErrorCode.INVALID_REPLICATION_FACTOR, message);
    }

    /** The replicas that {@link #place} would choose. */
    List<List<Integer>> preview(int partitions, int replicationFactor) {
        int before = placed;
        List<List<Integer>> placement = place(partitions, replicationFactor);
        placed = before;
        return placement;
    }

    /** Gives the turns of some partitions to replicas that were chosen elsewhere. */
    void skip(int partitions) {
        placed += partitions;
    }

    /**
     * The replicas of each new partition.
     *
     * @throws TopicRefusal with INVALID_REPLICATION_FACTOR
     */
    List<List<Integer>> place(int partitions, int replicationFactor) {
        check(replicationFactor);
        List<ClusterBroker> live = alternatingRacks(brokers.live());
        List<List<Integer>> placement = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            placement.add(replicas(live, replicationFactor));
            placed++;
        }
        return placement;
    }

    private List<Integer> replicas(List<ClusterBroker> live, int replicationFactor) {
        int leader = placed % live.size();
        List<ClusterBroker> candidates = new ArrayList<>();
        candidates.add(live.get(leader));
        int others = live.size() - 1;
        for (int i = 0; i < others; i++) {
            int shift = 1 + (placed / live.size() + i) % others;
            candidates.add(live.get((leader + shift) % live.size()));
        }
        brokers.all().stream()
                .filter(broker -> !brokers.isLive(broker.nodeId()))
                .forEach(candidates::add);
        return inDistinctRacksFirst(candidates, replicationFactor);
    }

    private static List<Integer> inDistinctRacksFirst(List<ClusterBroker> candidates, int count) {
        Set<String> racks = new HashSet<>();
        List<Integer> chosen = new ArrayList<>();
        List<Integer> spare = new ArrayList<>();
        for (ClusterBroker broker : candidates) {
            boolean another = broker.rack() == null || racks.add(broker.rack());
            (another ? chosen : spare).add(broker.nodeId());
        }
        chosen.addAll(spare);
        return chosen.subList(0, count);
    }

    /** Orders brokers so that neighbors are in different racks as far as possible. */
    private static List<ClusterBroker> alternatingRacks(List<ClusterBroker> all) {
        Map<String, Deque<ClusterBroker>> byRack = new LinkedHashMap<>();
        for (ClusterBroker broker : all) {
            byRack.computeIfAbsent(String.valueOf(broker.rack()), rack -> new ArrayDeque<>())
                    .add(broker);
        }
        List<ClusterBroker> order = new ArrayList<>();
        while (order.size() < all.size()) {
            byRack.values().stream().filter(rack -> !rack.isEmpty()).forEach(rack -> order.add(rack.remove()));
        }
        return order;
    }
}
