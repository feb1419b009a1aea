package io.kspec.reference;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configuration of a broker that lives for a short time, alone or in a cluster: internal topics have one replica and one
 * partition, and a new group does not wait for more members. All other properties have Kafka's defaults.
 */
final class ServerProperties {

    /** Properties that cannot be overridden, because the start depends on them. */
    static final Set<String> RESERVED = Set.of(
            "process.roles",
            "node.id",
            "broker.id",
            "controller.quorum.voters",
            "controller.listener.names",
            "listeners",
            "advertised.listeners",
            "listener.security.protocol.map",
            "log.dir",
            "log.dirs",
            "metadata.log.dir",
            "zookeeper.connect");

    private ServerProperties() {}

    static SortedMap<String, String> of(
            KafkaRelease release,
            int port,
            ClusterMembership member,
            List<BrokerListener> listeners,
            Path data,
            Map<String, String> extra) {
        String listener = "PLAINTEXT://" + LoopbackPorts.HOST + ":" + port;
        String controller = LoopbackPorts.HOST + ":" + member.controllerPort();
        SortedMap<String, String> properties = new TreeMap<>();
        properties.put("process.roles", member.controls() ? "broker,controller" : "broker");
        properties.put("node.id", Integer.toString(member.nodeId()));
        properties.put("controller.quorum.voters", ClusterMembership.CONTROLLER + "@" + controller);
        properties.put("controller.listener.names", "CONTROLLER");
        StringBuilder advertised = new StringBuilder(listener);
        StringBuilder protocols = new StringBuilder("CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        for (BrokerListener each : listeners) {
            advertised
                    .append(',')
                    .append(each.name())
                    .append("://")
                    .append(LoopbackPorts.HOST)
                    .append(':')
                    .append(each.port());
            protocols.append(',').append(each.name()).append(':').append(each.protocol());
        }
        properties.put(
                "listeners", member.controls() ? advertised + ",CONTROLLER://" + controller : advertised.toString());
        properties.put("advertised.listeners", advertised.toString());
        properties.put("listener.security.protocol.map", protocols.toString());
        properties.put("log.dirs", data.toString());
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        if (release.isAtLeast(4, 0)) {
            properties.put("share.coordinator.state.topic.replication.factor", "1");
            properties.put("share.coordinator.state.topic.min.isr", "1");
            properties.put("share.coordinator.state.topic.num.partitions", "1");
        }
        properties.put("group.initial.rebalance.delay.ms", "0");
        // A broker of a busy machine is not fenced because it was late once.
        properties.put("broker.session.timeout.ms", "60000");
        properties.putAll(extra);
        return properties;
    }
}
