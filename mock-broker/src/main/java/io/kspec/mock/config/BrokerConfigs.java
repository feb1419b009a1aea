package io.kspec.mock.config;

import io.kspec.mock.config.ConfigDefinition.BrokerSynonym;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of brokers, by level: those that were set dynamically for one broker, dynamically for all brokers, in
 * the broker's own file, and defaults.
 */
public final class BrokerConfigs {
    static final String MIN_INSYNC_REPLICAS = "min.insync.replicas";

    private final SortedMap<Integer, Broker> brokers = new TreeMap<>();
    private final boolean eligibleLeaderReplicas;
    /** What topics inherit, by the node id of the broker, as far as it was asked for since the last change. */
    private final Map<Integer, InheritedConfigs> inherited = new HashMap<>();

    private SortedMap<String, String> forAll;

    private record Broker(Map<String, String> properties, SortedMap<String, String> dynamic) {}

    /** Creates configurations of a cluster that has eligible leader replicas. */
    public BrokerConfigs() {
        this(true);
    }

    /**
     * Creates configurations.
     *
     * @param eligibleLeaderReplicas whether the cluster has eligible leader replicas (KIP-966), as a new one of Apache Kafka 4.1
     *     and later: then {@code min.insync.replicas}, on which they depend, is set for all brokers
     */
    public BrokerConfigs(boolean eligibleLeaderReplicas) {
        this.eligibleLeaderReplicas = eligibleLeaderReplicas;
        forAll = new TreeMap<>(eligibleLeaderReplicas ? Map.of(MIN_INSYNC_REPLICAS, "1") : Map.of());
    }

    /**
     * Adds a broker, or replaces its properties.
     *
     * @param properties what is set in the broker's own file
     */
    public void add(int nodeId, Map<String, String> properties) {
        brokers.put(nodeId, new Broker(Map.copyOf(properties), dynamic(nodeId)));
        inherited.clear();
    }

    /** Adds properties to the file of each broker. */
    public void addToAll(Map<String, String> properties) {
        brokers.replaceAll((nodeId, broker) -> {
            Map<String, String> all = new TreeMap<>(broker.properties());
            all.putAll(properties);
            return new Broker(Map.copyOf(all), broker.dynamic());
        });
        inherited.clear();
    }

    private SortedMap<String, String> dynamic(int nodeId) {
        Broker broker = brokers.get(nodeId);
        return broker == null ? new TreeMap<>() : broker.dynamic();
    }

    private @Nullable String property(int nodeId, String name) {
        Broker broker = brokers.get(nodeId);
        return broker == null ? null : broker.properties().get(name);
    }

    /** The brokers, by node id. */
    public List<Integer> nodeIds() {
        return List.copyOf(brokers.keySet());
    }

    /** The node id of the broker with the lowest one; -1 if there is none. */
    int firstNodeId() {
        return brokers.isEmpty() ? -1 : brokers.firstKey();
    }

    /** The value that counts for a broker; null if there is none. */
    public @Nullable String value(int nodeId, String name) {
        String value = dynamic(nodeId).getOrDefault(name, forAll.get(name));
        value = value == null ? property(nodeId, name) : value;
        return value == null ? defaultValue(name) : value;
    }

    private static @Nullable String defaultValue(String name) {
        return ConfigDefinitions.find(ConfigResourceType.BROKER, name)
                .map(ConfigDefinition::defaultValue)
                .orElse(null);
    }

    /** What topics have if nothing is set for them. */
    InheritedConfigs inherited(int nodeId) {
        return inherited.computeIfAbsent(nodeId, id -> new InheritedConfigs(this, id));
    }

    /** The value that a topic's configuration has if it is not set for the topic. */
    @Nullable String valueForTopics(int nodeId, ConfigDefinition topicConfig) {
        for (BrokerSynonym synonym : topicConfig.synonyms()) {
            String value = value(nodeId, synonym.name());
            if (value != null) {
                return synonym.convert(value);
            }
        }
        return topicConfig.defaultValue();
    }

    /** The values that a topic's configuration has on the levels of a broker. */
    List<ConfigSynonym> synonymsForTopics(int nodeId, ConfigDefinition topicConfig) {
        return topicConfig.synonyms().isEmpty()
                ? List.of()
                : synonyms(nodeId, topicConfig.synonyms().get(0).name());
    }

    /** The values of a broker's configuration and its synonyms, by level, beginning with the first one of the name itself. */
    List<ConfigSynonym> synonyms(int nodeId, String name) {
        ConfigDefinition definition =
                ConfigDefinitions.find(ConfigResourceType.BROKER, name).orElse(null);
        if (definition == null) {
            return List.of();
        }
        List<ConfigSynonym> all = new ArrayList<>();
        for (ConfigSource level : List.of(
                ConfigSource.DYNAMIC_BROKER,
                ConfigSource.DYNAMIC_DEFAULT_BROKER,
                ConfigSource.STATIC_BROKER,
                ConfigSource.DEFAULT)) {
            for (BrokerSynonym synonym : definition.synonyms()) {
                String value = valueAt(level, nodeId, synonym.name());
                if (value != null && (synonym.name().equals(name) || !all.isEmpty())) {
                    all.add(new ConfigSynonym(synonym.name(), definition.sensitive() ? null : value, level));
                }
            }
        }
        return all;
    }

    private @Nullable String valueAt(ConfigSource level, int nodeId, String name) {
        return switch (level) {
            case DYNAMIC_BROKER -> dynamic(nodeId).get(name);
            case DYNAMIC_DEFAULT_BROKER -> forAll.get(name);
            case STATIC_BROKER -> property(nodeId, name);
            default -> defaultValue(name);
        };
    }

    /** All configurations of a broker. */
    public List<DescribedConfig> describe(int nodeId) {
        return ConfigDefinitions.of(ConfigResourceType.BROKER).values().stream()
                .map(definition -> DescribedConfig.of(
                        definition, value(nodeId, definition.name()), synonyms(nodeId, definition.name())))
                .toList();
    }

    /** The configurations that are set dynamically for all brokers. */
    public List<DescribedConfig> describeForAll() {
        List<DescribedConfig> described = new ArrayList<>();
        forAll.forEach((name, value) -> ConfigDefinitions.find(ConfigResourceType.BROKER, name)
                .ifPresent(definition -> described.add(DescribedConfig.of(
                        definition,
                        value,
                        List.of(new ConfigSynonym(
                                name, definition.sensitive() ? null : value, ConfigSource.DYNAMIC_DEFAULT_BROKER))))));
        return described;
    }

    /**
     * Changes what is set dynamically.
     *
     * @param nodeId the broker; null for all brokers
     * @param changes one per name
     * @param replace whether values that are not among the changes are removed
     * @param checkOnly whether the changes are only checked
     * @throws ConfigRefusal if a change is invalid
     */
    public void change(@Nullable Integer nodeId, List<ConfigChange> changes, boolean replace, boolean checkOnly) {
        ConfigChange.checkOperations(changes, ConfigResourceType.BROKER);
        BrokerConfigRules.check(this, nodeId, changes);
        SortedMap<String, String> before = nodeId == null ? forAll : dynamic(nodeId);
        SortedMap<String, String> after = ConfigChange.apply(
                changes,
                replace ? new TreeMap<>() : before,
                name -> value(nodeId == null ? firstNodeId() : nodeId, name));
        if (eligibleLeaderReplicas) {
            BrokerConfigRules.checkMinInsyncReplicas(nodeId, before, after);
        }
        if (checkOnly) {
            return;
        }
        inherited.clear();
        if (nodeId == null) {
            forAll = after;
        } else {
            Broker broker = brokers.get(nodeId);
            brokers.put(nodeId, new Broker(broker == null ? Map.of() : broker.properties(), after));
        }
    }
}
