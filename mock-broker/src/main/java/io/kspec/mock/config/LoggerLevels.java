package io.kspec.mock.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The loggers of a broker. Apache Kafka lists one for each class that has logged so far; the mock, which has none of these
 * classes, has a few that are always there.
 */
public final class LoggerLevels {
    private static final String ROOT = "root";
    private static final String DEFAULT_LEVEL = "INFO";
    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
    private static final List<String> LOGGERS = List.of(
            "kafka.cluster.Partition",
            "kafka.log.LogManager",
            "kafka.network.SocketServer",
            "kafka.request.logger",
            "kafka.server.BrokerServer",
            "kafka.server.KafkaApis",
            "kafka.server.ReplicaManager",
            "org.apache.kafka.controller.QuorumController",
            "org.apache.kafka.coordinator.group.GroupCoordinatorService",
            ROOT,
            "state.change.logger");

    private SortedMap<String, String> set = new TreeMap<>(Map.of(ROOT, DEFAULT_LEVEL));

    /** The levels of all loggers. One that is not set has the level of the root. */
    public List<DescribedConfig> describe() {
        String root = set.getOrDefault(ROOT, DEFAULT_LEVEL);
        return LOGGERS.stream()
                .map(name -> new DescribedConfig(
                        name,
                        set.getOrDefault(name, root),
                        false,
                        ConfigSource.DYNAMIC_BROKER_LOGGER,
                        false,
                        List.of(),
                        0,
                        ""))
                .toList();
    }

    /**
     * Changes levels.
     *
     * @throws ConfigRefusal with INVALID_CONFIG for a level or logger that does not exist, with INVALID_REQUEST for the
     *     removal of the root's level and for operations on lists
     */
    public void change(List<ConfigChange> changes, boolean checkOnly) {
        changes.forEach(LoggerLevels::check);
        if (!checkOnly) {
            set = ConfigChange.apply(changes, set, name -> null);
        }
    }

    private static void check(ConfigChange change) {
        if (change.changesItems()) {
            throw ConfigRefusal.invalidRequest("Operations on lists are not allowed for the BROKER_LOGGER resource");
        }
        if (!LOGGERS.contains(change.name())) {
            throw ConfigRefusal.invalidConfig("Logger " + change.name() + " does not exist!");
        }
        if (change.deletes() && change.name().equals(ROOT)) {
            throw ConfigRefusal.invalidRequest("Removing the log level of the root logger is not allowed");
        }
        if (!change.deletes() && (change.value() == null || !LEVELS.contains(change.value()))) {
            throw ConfigRefusal.invalidConfig("Cannot set the log level of " + change.name() + " to " + change.value()
                    + " as it is not a supported log level.");
        }
    }
}
