package io.kspec.mock.config;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values that are set for a topic, which count before those of its broker. Immutable. */
public final class TopicValues {
    public static final TopicValues NONE = new TopicValues(new TreeMap<>());

    private static final String MIN_LAG = "min.compaction.lag.ms";
    private static final String MAX_LAG = "max.compaction.lag.ms";
    private static final String REMOTE = "remote.storage.enable";

    private final SortedMap<String, String> set;

    private TopicValues(SortedMap<String, String> set) {
        this.set = set;
    }

    /**
     * Creates values by name.
     *
     * @param brokers the values that count for what is not set
     * @throws ConfigRefusal with INVALID_CONFIG if there is no such configuration, or a value is invalid
     */
    public static TopicValues of(SortedMap<String, String> set, BrokerConfigs brokers) {
        set.forEach(TopicValues::check);
        TopicValues values = new TopicValues(new TreeMap<>(set));
        values.checkTogether(brokers);
        return values;
    }

    private static void check(String name, String value) {
        ConfigDefinition definition = ConfigDefinitions.find(ConfigResourceType.TOPIC, name)
                .orElseThrow(() -> ConfigRefusal.invalidConfig("Unknown topic config name: " + name));
        String fault = definition.fault(value);
        if (fault != null) {
            throw ConfigRefusal.invalidConfig(fault);
        }
    }

    private void checkTogether(BrokerConfigs brokers) {
        Effective now = effective(brokers);
        if (now.getLong(MIN_LAG) > now.getLong(MAX_LAG)) {
            throw ConfigRefusal.invalidConfig("conflict topic config setting " + MIN_LAG + " (" + now.getLong(MIN_LAG)
                    + ") > " + MAX_LAG + " (" + now.getLong(MAX_LAG) + ")");
        }
        if (Boolean.parseBoolean(now.get(REMOTE))) {
            throw ConfigRefusal.invalidConfig("Tiered Storage functionality is disabled in the broker."
                    + " Topic cannot be configured with remote log storage.");
        }
    }

    /**
     * These values after changes.
     *
     * @param replace whether values that are not among the changes are removed
     * @throws ConfigRefusal if a change is invalid
     */
    public TopicValues with(List<ConfigChange> changes, boolean replace, BrokerConfigs brokers) {
        SortedMap<String, String> after =
                ConfigChange.apply(changes, replace ? new TreeMap<>() : set, name -> effective(brokers)
                        .find(name));
        after.forEach(TopicValues::check);
        TopicValues changed = new TopicValues(after);
        changed.checkTogether(brokers);
        return changed;
    }

    /** The values that count on the broker with the lowest node id, which decides for the topic's logs. */
    public Effective effective(BrokerConfigs brokers) {
        return new Effective(brokers.inherited(brokers.firstNodeId()));
    }

    /** The value that is set for the topic, as it was given; null if there is none. */
    public @Nullable String given(String name) {
        return set.get(name);
    }

    /** All configurations, with the values that they have on a broker. */
    public List<DescribedConfig> describe(BrokerConfigs brokers, int nodeId) {
        InheritedConfigs inherited = brokers.inherited(nodeId);
        List<DescribedConfig> described = new ArrayList<>();
        for (ConfigDefinition definition :
                ConfigDefinitions.of(ConfigResourceType.TOPIC).values()) {
            String own = set.get(definition.name());
            described.add(
                    own == null
                            ? inherited.described(definition)
                            : DescribedConfig.of(definition, own, synonyms(definition, own, brokers, nodeId)));
        }
        return described;
    }

    private static List<ConfigSynonym> synonyms(
            ConfigDefinition definition, String own, BrokerConfigs brokers, int nodeId) {
        List<ConfigSynonym> synonyms = new ArrayList<>();
        synonyms.add(new ConfigSynonym(definition.name(), definition.shown(own), ConfigSource.TOPIC));
        synonyms.addAll(brokers.synonymsForTopics(nodeId, definition));
        return synonyms;
    }

    /** The values that count: those that are set for the topic, the broker's for the others. */
    public final class Effective {
        private final InheritedConfigs inherited;

        private Effective(InheritedConfigs inherited) {
            this.inherited = inherited;
        }

        @Nullable String find(String name) {
            String own = set.get(name);
            return own == null ? inherited.value(name) : own;
        }

        /**
         * The value of a configuration that exists, without white space around it.
         *
         * @throws IllegalArgumentException if it does not exist
         */
        public String get(String name) {
            String value = find(name);
            if (value == null) {
                throw new IllegalArgumentException("there is no topic configuration " + name);
            }
            return value.strip();
        }

        public int getInt(String name) {
            return Integer.parseInt(get(name));
        }

        public long getLong(String name) {
            return Long.parseLong(get(name));
        }

        public double getDouble(String name) {
            return Double.parseDouble(get(name));
        }

        /** Whether a list has an item. */
        public boolean has(String name, String item) {
            return ConfigValueType.items(get(name)).contains(item);
        }
    }
}
