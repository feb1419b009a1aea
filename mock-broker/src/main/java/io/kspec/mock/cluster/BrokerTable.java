package io.kspec.mock.cluster;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The brokers that are registered with the cluster, and which of them run. A stopped broker stays registered. */
public final class BrokerTable {
    private final SortedMap<Integer, ClusterBroker> registered = new TreeMap<>();
    private final TreeSet<Integer> stopped = new TreeSet<>();

    BrokerTable(Collection<ClusterBroker> brokers) {
        for (ClusterBroker broker : brokers) {
            if (registered.put(broker.nodeId(), broker) != null) {
                throw new IllegalArgumentException("expected distinct node ids, found " + broker.nodeId() + " twice");
            }
        }
        if (registered.isEmpty()) {
            throw new IllegalArgumentException("expected at least one broker, found none");
        }
    }

    /** Every registered broker, by node id. */
    public List<ClusterBroker> all() {
        return List.copyOf(registered.values());
    }

    /** The brokers that run, by node id. */
    public List<ClusterBroker> live() {
        return stopped.isEmpty()
                ? all()
                : registered.values().stream()
                        .filter(broker -> isLive(broker.nodeId()))
                        .toList();
    }

    public Optional<ClusterBroker> find(int nodeId) {
        return Optional.ofNullable(registered.get(nodeId));
    }

    /** Whether a broker is registered and runs. */
    public boolean isLive(int nodeId) {
        return registered.containsKey(nodeId) && !stopped.contains(nodeId);
    }

    /** Those of some brokers that do not run, in their order. */
    public List<Integer> offline(List<Integer> nodeIds) {
        return nodeIds.stream().filter(nodeId -> !isLive(nodeId)).toList();
    }

    void stopped(int nodeId) {
        stopped.add(nodeId);
    }

    void started(int nodeId) {
        stopped.remove(nodeId);
    }

    void unregister(int nodeId) {
        registered.remove(nodeId);
        stopped.remove(nodeId);
    }
}
