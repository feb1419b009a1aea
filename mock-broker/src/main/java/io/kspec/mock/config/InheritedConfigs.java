package io.kspec.mock.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the topics of a broker have if nothing is set for them. Every topic that is created, described or written to asks for it,
 * and configurations of brokers seldom change. Immutable.
 */
final class InheritedConfigs {
    private final Map<String, DescribedConfig> described = new HashMap<>();
    /** Without those that have no value. */
    private final Map<String, String> values = new HashMap<>();

    InheritedConfigs(BrokerConfigs brokers, int nodeId) {
        ConfigDefinitions.of(ConfigResourceType.TOPIC).forEach((name, definition) -> {
            String value = brokers.valueForTopics(nodeId, definition);
            if (value != null) {
                values.put(name, value);
            }
            described.put(name, DescribedConfig.of(definition, value, brokers.synonymsForTopics(nodeId, definition)));
        });
    }

    /** The value of a topic's configuration; null if it has none, or does not exist. */
    @Nullable String value(String name) {
        return values.get(name);
    }

    /** A topic's configuration, which must exist. */
    DescribedConfig described(ConfigDefinition definition) {
        DescribedConfig found = described.get(definition.name());
        if (found == null) {
            throw new IllegalArgumentException(definition.name() + " is not a topic's configuration");
        }
        return found;
    }
}
