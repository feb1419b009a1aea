package io.kspec.mock.cluster;

import io.kspec.mock.config.ConfigDefinitions;
import io.kspec.mock.config.ConfigResourceType;
import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.group.OffsetSettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What stands in the file of a broker of Apache Kafka that has the mock's settings. */
final class StaticConfigs {
    private StaticConfigs() {}

    /** The properties of a broker, by Kafka's names. */
    static Map<String, String> of(ClusterBroker broker, ClusterSettings settings) {
        Map<String, String> properties = new TreeMap<>();
        String listeners = listeners(broker);
        properties.put("node.id", Integer.toString(broker.nodeId()));
        if (broker.rack() != null) {
            properties.put("broker.rack", broker.rack());
        }
        properties.put("process.roles", "broker,controller");
        properties.put("listeners", listeners);
        properties.put("advertised.listeners", listeners);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("log.dirs", "/tmp/kafka-logs");
        properties.put("auto.create.topics.enable", Boolean.toString(settings.autoCreateTopics()));
        properties.put("default.replication.factor", Integer.toString(settings.defaultReplicationFactor()));
        properties.put("num.partitions", Integer.toString(settings.defaultPartitions()));
        GroupSettings groups = settings.groups();
        properties.put("group.min.session.timeout.ms", Integer.toString(groups.minSessionTimeoutMs()));
        properties.put("group.max.session.timeout.ms", Integer.toString(groups.maxSessionTimeoutMs()));
        properties.put("group.initial.rebalance.delay.ms", Integer.toString(groups.initialRebalanceDelayMs()));
        properties.put("group.max.size", Integer.toString(groups.maxSize()));
        OffsetSettings offsets = groups.offsets();
        properties.put("offset.metadata.max.bytes", Integer.toString(offsets.metadataMaxBytes()));
        properties.put("offsets.retention.minutes", Integer.toString(offsets.retentionMinutes()));
        properties.put("offsets.retention.check.interval.ms", Long.toString(offsets.retentionCheckIntervalMs()));
        properties.entrySet().removeIf(property -> isDefault(property.getKey(), property.getValue()));
        return properties;
    }

    private static String listeners(ClusterBroker broker) {
        Map<String, Integer> ports = broker.ports().isEmpty() ? Map.of("PLAINTEXT", broker.port()) : broker.ports();
        return ports.entrySet().stream()
                .map(listener -> listener.getKey() + "://" + broker.host() + ":" + listener.getValue())
                .collect(Collectors.joining(","));
    }

    private static boolean isDefault(String name, String value) {
        return ConfigDefinitions.find(ConfigResourceType.BROKER, name)
                .filter(definition -> value.equals(definition.defaultValue()))
                .isPresent();
    }
}
