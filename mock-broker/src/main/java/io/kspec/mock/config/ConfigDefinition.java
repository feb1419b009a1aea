package io.kspec.mock.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration, as Apache Kafka defines it.
 *
 * @param name such as {@code cleanup.policy}
 * @param defaultValue null if there is none
 * @param valid the valid values
 * @param synonyms the broker's configurations that the value comes from if it is not set: the first that has a value
 *     counts
 * @param scope how a broker's configuration can be changed; CLUSTER_WIDE for other resources
 * @param sensitive whether the value is never shown
 * @param about Kafka's documentation
 */
public record ConfigDefinition(
        String name,
        ConfigValueType type,
        @Nullable String defaultValue,
        ValidValues valid,
        List<BrokerSynonym> synonyms,
        UpdateScope scope,
        boolean sensitive,
        @Nullable String about) {
    public ConfigDefinition {
        synonyms = List.copyOf(synonyms);
    }

    /**
     * A configuration of the broker with the same meaning.
     *
     * @param factor what its value is multiplied by: 3600000 for hours instead of milliseconds
     */
    public record BrokerSynonym(String name, long factor) {
        /** Reads {@code log.retention.hours*3600000}. */
        static BrokerSynonym parse(String text) {
            int star = text.indexOf('*');
            return star < 0
                    ? new BrokerSynonym(text, 1)
                    : new BrokerSynonym(text.substring(0, star), Long.parseLong(text.substring(star + 1)));
        }

        String convert(String value) {
            return factor == 1 ? value : Long.toString(Long.parseLong(value.strip()) * factor);
        }
    }

    /** Why a value is invalid, or null if it is valid. */
    public @Nullable String fault(String value) {
        String fault = type.fault(value);
        String why = fault == null ? valid.fault(type, value) : fault;
        return why == null ? null : "Invalid value " + value + " for configuration " + name + ": " + why;
    }

    /** A valid value as DescribeConfigs prints it. */
    public @Nullable String shown(@Nullable String value) {
        return value == null || sensitive ? null : type.canonical(value);
    }

    public boolean isList() {
        return type == ConfigValueType.LIST;
    }
}
