package io.kspec.mock.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of groups (KIP-848). A group's {@code consumer.session.timeout.ms} comes from the broker's {@code
 * group.consumer.session.timeout.ms} if it is not set, and lies between {@code group.consumer.min.session.timeout.ms} and
 * {@code group.consumer.max.session.timeout.ms}.
 */
public final class GroupConfigs extends NamedConfigs {
    private static final List<String> PROTOCOLS = List.of("consumer", "share", "streams");

    private final BrokerConfigs brokers;

    GroupConfigs(BrokerConfigs brokers) {
        super(ConfigResourceType.GROUP);
        this.brokers = brokers;
    }

    /**
     * The value that counts for a group: its own, or that of the broker's configuration with {@code group.} before the name. Null
     * if there is none.
     */
    public @Nullable String value(String group, String name) {
        String own = of(group).get(name);
        return own == null ? brokers.value(brokers.firstNodeId(), "group." + name) : own;
    }

    @Override
    ConfigSource source() {
        return ConfigSource.GROUP;
    }

    @Override
    List<ConfigSynonym> inherited(ConfigDefinition definition, int nodeId) {
        List<ConfigSynonym> synonyms = brokers.synonyms(nodeId, "group." + definition.name());
        return synonyms.isEmpty()
                ? List.of(new ConfigSynonym(definition.name(), definition.defaultValue(), ConfigSource.DEFAULT))
                : synonyms;
    }

    @Override
    void check(Map<String, String> values, int nodeId) {
        values.forEach((name, value) -> {
            ConfigDefinition definition = ConfigDefinitions.find(ConfigResourceType.GROUP, name)
                    .orElseThrow(() -> ConfigRefusal.invalidConfig("Unknown group config name: " + name));
            String fault = definition.fault(value);
            if (fault != null) {
                throw ConfigRefusal.invalidConfig(fault);
            }
            checkBounds(name, value, nodeId);
        });
        for (String protocol : PROTOCOLS) {
            checkHeartbeat(protocol, values, nodeId);
        }
    }

    /** The broker's bound has the name of its default, with {@code min} or {@code max} after the protocol. */
    private void checkBounds(String name, String value, int nodeId) {
        int dot = name.indexOf('.') + 1;
        String rest = name.startsWith("num.", dot) ? name.substring(dot + "num.".length()) : name.substring(dot);
        String lowest = "group." + name.substring(0, dot) + "min." + rest;
        String highest = "group." + name.substring(0, dot) + "max." + rest;
        String low = brokers.value(nodeId, lowest);
        String high = brokers.value(nodeId, highest);
        if (low != null && number(value) < number(low)) {
            throw ConfigRefusal.invalidConfig(name + " must be greater than or equal to " + lowest);
        }
        if (high != null && number(value) > number(high)) {
            throw ConfigRefusal.invalidConfig(name + " must be less than or equal to " + highest);
        }
    }

    private void checkHeartbeat(String protocol, Map<String, String> values, int nodeId) {
        String session = protocol + ".session.timeout.ms";
        String heartbeat = protocol + ".heartbeat.interval.ms";
        if (number(value(values, session, nodeId)) <= number(value(values, heartbeat, nodeId))) {
            throw ConfigRefusal.invalidConfig(session + " must be greater than " + heartbeat);
        }
    }

    private @Nullable String value(Map<String, String> values, String name, int nodeId) {
        return values.getOrDefault(name, brokers.value(nodeId, "group." + name));
    }

    /**
     * The value that counts for a group: its own, or else the broker's, or else the default; without white space around it.
     *
     * @throws IllegalArgumentException if no configuration of groups has this name
     */
    public String text(String groupId, String name) {
        String value = value(groupId, name);
        return (value == null ? defaultValue(name) : value).strip();
    }

    /**
     * The value that counts for a group, as {@link #text} says, of a configuration that is a number.
     *
     * @throws IllegalArgumentException if no configuration of groups has this name
     */
    public int number(String groupId, String name) {
        return Integer.parseInt(text(groupId, name));
    }

    /**
     * A limit that brokers set for all groups, such as {@code share.max.size}; {@link Integer#MAX_VALUE} if there is none.
     *
     * @param name without {@code group.} before it
     */
    public int limit(String name) {
        String value = brokers.value(brokers.firstNodeId(), "group." + name);
        return value == null ? Integer.MAX_VALUE : Integer.parseInt(value.strip());
    }

    private static String defaultValue(String name) {
        return ConfigDefinitions.find(ConfigResourceType.GROUP, name)
                .map(ConfigDefinition::defaultValue)
                .orElseThrow(() -> new IllegalArgumentException("expected a group config, found " + name));
    }

    private static long number(@Nullable String value) {
        return value == null ? 0 : Long.parseLong(value.strip());
    }
}
