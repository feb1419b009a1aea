package io.kspec.mock.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The configurations of resources that exist only by having some: groups and client metrics subscriptions. */
public abstract sealed class NamedConfigs permits GroupConfigs, ClientMetricsConfigs {
    private final ConfigResourceType type;
    /** In the order of a hash map, as in Apache Kafka's responses. */
    private final Map<String, SortedMap<String, String>> byResource = new HashMap<>();

    NamedConfigs(ConfigResourceType type) {
        this.type = type;
    }

    /** The names of the resources that have configurations. */
    public List<String> names() {
        return List.copyOf(byResource.keySet());
    }

    /** The values that are set for a resource. */
    public SortedMap<String, String> of(String resource) {
        return Collections.unmodifiableSortedMap(byResource.getOrDefault(resource, new TreeMap<>()));
    }

    /** All configurations of a resource. */
    public List<DescribedConfig> describe(String resource, int nodeId) {
        Map<String, String> set = of(resource);
        List<DescribedConfig> described = new ArrayList<>();
        for (ConfigDefinition definition : ConfigDefinitions.of(type).values()) {
            List<ConfigSynonym> synonyms = new ArrayList<>();
            String value = set.get(definition.name());
            if (value != null) {
                synonyms.add(new ConfigSynonym(definition.name(), value, source()));
            }
            synonyms.addAll(inherited(definition, nodeId));
            String counts = synonyms.isEmpty()
                    ? definition.defaultValue()
                    : synonyms.get(0).value();
            described.add(DescribedConfig.of(definition, counts, synonyms));
        }
        return described;
    }

    abstract ConfigSource source();

    /** Where a value comes from that is not set for the resource. */
    abstract List<ConfigSynonym> inherited(ConfigDefinition definition, int nodeId);

    /**
     * Checks the values of a resource.
     *
     * @throws ConfigRefusal if one is invalid
     */
    abstract void check(Map<String, String> values, int nodeId);

    /**
     * Changes the values of a resource.
     *
     * @param nodeId the broker that received the request
     * @param replace whether values that are not among the changes are removed
     * @param checkOnly whether the changes are only checked
     * @throws ConfigRefusal if a change is invalid
     */
    public void change(String resource, int nodeId, List<ConfigChange> changes, boolean replace, boolean checkOnly) {
        SortedMap<String, String> after =
                ConfigChange.apply(changes, replace ? new TreeMap<>() : of(resource), name -> null);
        check(after, nodeId);
        if (!checkOnly && after.isEmpty()) {
            byResource.remove(resource);
        } else if (!checkOnly) {
            byResource.put(resource, after);
        }
    }
}
