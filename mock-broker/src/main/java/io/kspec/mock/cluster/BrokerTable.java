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
    private long changes;

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
        // Nearly always there are none, and Metadata asks for every partition.
        for (Integer nodeId : nodeIds) {
            if (!isLive(nodeId)) {
                return nodeIds.stream().filter(each -> !isLive(each)).toList();
            }
        }
        return List.of();
    }

    /** How often a broker was stopped, started or unregistered. */
    long changes() {
        return changes;
    }

    void stopped(int nodeId) {
        changes++;
        stopped.add(nodeId);
    }

    void started(int nodeId) {
        changes++;
        stopped.remove(nodeId);
    }

    void unregister(int nodeId) {
        changes++;
        registered.remove(nodeId);
        stopped.remove(nodeId);
    }
}
