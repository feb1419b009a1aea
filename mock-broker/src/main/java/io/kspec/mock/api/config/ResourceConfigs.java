package io.kspec.mock.api.config;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.config.ClusterConfigs;
import io.kspec.mock.config.ConfigChange;
import io.kspec.mock.config.ConfigRefusal;
import io.kspec.mock.config.ConfigResourceType;
import io.kspec.mock.config.DescribedConfig;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicConfigs;
import io.kspec.mock.topic.TopicName;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The configurations of whatever a request names, for a broker that received it. */
final class ResourceConfigs {
    private final Cluster cluster;
    private final int self;

    /**
     * Creates a view.
     *
     * @param self the node id of the broker that received the request
     */
    ResourceConfigs(Cluster cluster, int self) {
        this.cluster = cluster;
        this.self = self;
    }

    private ClusterConfigs configs() {
        return cluster.configs();
    }

    /**
     * Describes a resource.
     *
     * @throws ConfigRefusal if there is no such resource, or another broker knows it
     */
    List<DescribedConfig> describe(int typeCode, String name) {
        ConfigResourceType type = ConfigResourceType.of(typeCode)
                .orElseThrow(() -> invalidRequest("There are no resources of type " + typeCode));
        return switch (type) {
            case TOPIC -> describeTopic(name);
            case BROKER ->
                name.isEmpty()
                        ? configs().brokers().describeForAll()
                        : configs().brokers().describe(broker(name, "Broker"));
            case BROKER_LOGGER ->
                configs().loggers(broker(named(name, "Broker id"), "Broker")).describe();
            case CLIENT_METRICS ->
                configs().clientMetrics().describe(named(name, "Client metrics subscription name"), self);
            case GROUP -> configs().groups().describe(named(name, "Group name"), self);
        };
    }

    private List<DescribedConfig> describeTopic(String name) {
        checkName(name);
        Topic topic = cluster.topics()
                .find(name)
                .orElseThrow(() -> new ConfigRefusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, ""));
        return topic.configs().describe(configs().brokers(), self);
    }

    /**
     * Changes the configurations of a resource.
     *
     * @param changes one per name
     * @param replace whether values that are not among the changes are removed
     * @param checkOnly whether the changes are only checked
     * @throws ConfigRefusal if there is no such resource, another broker knows it, or a change is invalid
     */
    void change(int typeCode, String name, List<ConfigChange> changes, boolean replace, boolean checkOnly) {
        ConfigResourceType type = ConfigResourceType.of(typeCode)
                .filter(known -> known != ConfigResourceType.BROKER_LOGGER || !replace)
                .orElseThrow(() -> invalidRequest("Unknown resource type " + typeCode));
        checkEntries(changes);
        switch (type) {
            case TOPIC -> {
                ConfigChange.checkOperations(changes, type);
                changeTopic(name, changes, replace, checkOnly);
            }
            case BROKER -> changeBroker(name, changes, replace, checkOnly);
            case BROKER_LOGGER -> configs().loggers(broker(name, "Node")).change(changes, checkOnly);
            case CLIENT_METRICS -> {
                ConfigChange.checkOperations(changes, type);
                configs().clientMetrics().change(named(name, "Subscription name"), self, changes, replace, checkOnly);
            }
            case GROUP -> {
                ConfigChange.checkOperations(changes, type);
                configs().groups().change(named(name, "Group name"), self, changes, replace, checkOnly);
            }
        }
    }

    private static void checkEntries(List<ConfigChange> changes) {
        if (changes.stream().map(ConfigChange::name).distinct().count() < changes.size()) {
            throw invalidRequest("Error due to duplicate config keys");
        }
        List<String> withoutValue = changes.stream()
                .filter(ConfigChange::lacksValue)
                .map(ConfigChange::name)
                .toList();
        if (!withoutValue.isEmpty()) {
            throw invalidRequest("Null value not supported for : " + String.join(",", withoutValue));
        }
    }

    private void changeTopic(String name, List<ConfigChange> changes, boolean replace, boolean checkOnly) {
        if (name.isEmpty()) {
            throw invalidRequest("Default topic resources are not allowed.");
        }
        checkName(name);
        Optional<Topic> topic = cluster.topics().find(name);
        // As in Kafka, values that no topic may have are refused before a topic that does not exist.
        TopicConfigs changed = topic.map(Topic::configs)
                .orElse(TopicConfigs.DEFAULTS)
                .with(changes, replace, configs().brokers());
        Topic existing = topic.orElseThrow(() ->
                new ConfigRefusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "The topic '" + name + "' does not exist."));
        if (!checkOnly) {
            cluster.topics().configure(existing, changed);
            cluster.controller().configured();
        }
    }

    private void changeBroker(String name, List<ConfigChange> changes, boolean replace, boolean checkOnly) {
        Integer nodeId = name.isEmpty() ? null : broker(name, "Node");
        configs().brokers().change(nodeId, changes, replace, checkOnly);
        if (!checkOnly) {
            cluster.topics().reconfigure();
            cluster.controller().configured();
        }
    }

    private static void checkName(String topic) {
        String fault = TopicName.fault(topic);
        if (fault != null) {
            throw new ConfigRefusal(ErrorCode.INVALID_TOPIC_EXCEPTION, "The topic name is not allowed: " + fault + ".");
        }
    }

    private static String named(String name, String what) {
        if (name.isEmpty()) {
            throw invalidRequest(what + " must not be empty");
        }
        return name;
    }

    /** The node id in a name, which must be that of the broker itself. */
    private int broker(String name, String what) {
        OptionalInt nodeId = nodeId(name);
        if (nodeId.isEmpty()) {
            throw invalidRequest(what + " id must be an integer, but it is: " + name);
        }
        if (nodeId.getAsInt() != self) {
            throw invalidRequest("Unexpected broker id, expected " + self + ", but received " + name);
        }
        return self;
    }

    private static OptionalInt nodeId(String name) {
        try {
            return OptionalInt.of(Integer.parseInt(name));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static ConfigRefusal invalidRequest(String message) {
        return new ConfigRefusal(ErrorCode.INVALID_REQUEST, message);
    }
}
