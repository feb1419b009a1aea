package io.kspec.mock.config;

import java.util.Map;
import java.util.TreeMap;

/** The configurations of a cluster, except for those that topics have. Owned by one thread. */
public final class ClusterConfigs {
    private final BrokerConfigs brokers = new BrokerConfigs();
    private final GroupConfigs groups = new GroupConfigs(brokers);
    private final ClientMetricsConfigs clientMetrics = new ClientMetricsConfigs();
    private final Map<Integer, LoggerLevels> loggers = new TreeMap<>();

    public BrokerConfigs brokers() {
        return brokers;
    }

    public GroupConfigs groups() {
        return groups;
    }

    public ClientMetricsConfigs clientMetrics() {
        return clientMetrics;
    }

    /** The loggers of a broker. */
    public LoggerLevels loggers(int nodeId) {
        return loggers.computeIfAbsent(nodeId, absent -> new LoggerLevels());
    }
}
