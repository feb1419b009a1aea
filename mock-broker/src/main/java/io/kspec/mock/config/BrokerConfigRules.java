package io.kspec.mock.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which dynamic changes of a broker's configurations Apache Kafka accepts, measured on 3.9.2 and 4.3.1. */
final class BrokerConfigRules {
    /** Thread counts, which may at most double and at most halve per change. */
    private static final Set<String> THREADS = Set.of(
            "num.io.threads",
            "num.network.threads",
            "num.replica.fetchers",
            "num.recovery.threads.per.data.dir",
            "background.threads");

    private BrokerConfigRules() {}

    static void check(BrokerConfigs brokers, @Nullable Integer nodeId, List<ConfigChange> changes) {
        refuse(
                changes,
                name -> definition(name).filter(BrokerConfigRules::isReadOnly).isPresent(),
                "Cannot update these configs dynamically: ");
        refuse(
                changes,
                name -> name.startsWith("ssl.") && scope(name) == UpdateScope.PER_BROKER,
                "These security configs can be dynamically updated only per-listener using the listener prefix: ");
        for (ConfigChange change : changes) {
            String value = change.value();
            if (value != null && !change.deletes()) {
                definition(change.name())
                        .map(definition -> definition.fault(value))
                        .ifPresent(fault -> {
                            throw ConfigRefusal.invalidRequest(fault);
                        });
            }
        }
        if (nodeId == null) {
            refuse(
                    changes,
                    name -> scope(name) == UpdateScope.PER_BROKER,
                    "Cannot update these configs at default cluster level, broker id must be specified: ");
        }
        changes.forEach(change -> checkThreads(brokers, nodeId == null ? brokers.firstNodeId() : nodeId, change));
    }

    private static void refuse(List<ConfigChange> changes, Predicate<String> refused, String why) {
        List<String> names = changes.stream()
                .filter(change -> !change.deletes())
                .map(ConfigChange::name)
                .filter(refused)
                .toList();
        if (!names.isEmpty()) {
            throw ConfigRefusal.invalidRequest(why + names);
        }
    }

    private static Optional<ConfigDefinition> definition(String name) {
        return ConfigDefinitions.find(ConfigResourceType.BROKER, name);
    }

    private static boolean isReadOnly(ConfigDefinition definition) {
        return definition.scope() == UpdateScope.READ_ONLY;
    }

    /** Unknown configurations, which plug-ins may have, can be changed at every level. */
    private static UpdateScope scope(String name) {
        return definition(name).map(ConfigDefinition::scope).orElse(UpdateScope.CLUSTER_WIDE);
    }

    private static void checkThreads(BrokerConfigs brokers, int nodeId, ConfigChange change) {
        String current = brokers.value(nodeId, change.name());
        String value = change.value();
        if (!THREADS.contains(change.name()) || change.deletes() || value == null || current == null) {
            return;
        }
        int before = Integer.parseInt(current.strip());
        int after = Integer.parseInt(value.strip());
        if (after < before / 2 || after > before * 2) {
            throw ConfigRefusal.invalidRequest("Dynamic thread count update validation failed for " + change.name()
                    + "=" + after + ", value should be at least half and at most double the current value " + before);
        }
    }

    /** With eligible leader replicas, this value is always set, and for all brokers alike (KIP-966). */
    static void checkMinInsyncReplicas(
            @Nullable Integer nodeId, SortedMap<String, String> before, SortedMap<String, String> after) {
        String name = BrokerConfigs.MIN_INSYNC_REPLICAS;
        if (nodeId != null && !Objects.equals(before.get(name), after.get(name))) {
            throw ConfigRefusal.invalidConfig("Broker-level " + name + " cannot be altered while ELR is enabled.");
        }
        if (nodeId == null && before.containsKey(name) && !after.containsKey(name)) {
            throw ConfigRefusal.invalidConfig("Cluster-level " + name + " cannot be removed while ELR is enabled.");
        }
    }
}
