package io.kspec.mock.config;

import io.kspec.mock.quota.QuotaWindows;
import java.util.Map;
import java.util.TreeMap;

/** The configurations of a cluster, except for those that topics have. Owned by one thread. */
public final class ClusterConfigs {
    private final BrokerConfigs brokers;
    private final GroupConfigs groups;
    private final ClientMetricsConfigs clientMetrics = new ClientMetricsConfigs();
    private final Map<Integer, LoggerLevels> loggers = new TreeMap<>();

    /**
     * Creates configurations of which none is set, except by Apache Kafka itself.
     *
     * @param eligibleLeaderReplicas whether the cluster has eligible leader replicas (KIP-966)
     */
    public ClusterConfigs(boolean eligibleLeaderReplicas) {
        this.brokers = new BrokerConfigs(eligibleLeaderReplicas);
        this.groups = new GroupConfigs(brokers);
    }

    public BrokerConfigs brokers() {
        return brokers;
    }

    /**
     * How a broker measures rates.
     *
     * @param prefix {@code controller.} for those of the controller, otherwise empty
     */
    public QuotaWindows quotaWindows(int nodeId, String prefix) {
        String count = brokers.value(nodeId, prefix + "quota.window.num");
        String seconds = brokers.value(nodeId, prefix + "quota.window.size.seconds");
        return count == null || seconds == null
                ? QuotaWindows.DEFAULTS
                : new QuotaWindows(Integer.parseInt(count.strip()), 1000L * Integer.parseInt(seconds.strip()));
    }

    /** {@code telemetry.max.bytes}: how much a client may push to a broker at once. */
    public int telemetryMaxBytes(int nodeId) {
        String bytes = brokers.value(nodeId, "telemetry.max.bytes");
        return bytes == null ? Integer.MAX_VALUE : Integer.parseInt(bytes.strip());
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
