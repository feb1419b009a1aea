package io.kspec.mock.cluster;

import io.kspec.mock.config.ClusterConfigs;
import io.kspec.mock.group.consumer.ConsumerGroupSettings;
import io.kspec.mock.group.consumer.ConsumerGroupSettings.MigrationPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The settings for consumer groups, from the configurations of the group or, if it has none, of the brokers. */
final class ConsumerGroupConfigs {
    private ConsumerGroupConfigs() {}

    /** The settings for a group. */
    static ConsumerGroupSettings of(ClusterConfigs configs, String groupId) {
        ConsumerGroupSettings otherwise = ConsumerGroupSettings.DEFAULTS;
        return new ConsumerGroupSettings(
                number(configs, groupId, "consumer.session.timeout.ms", otherwise.sessionTimeoutMs()),
                number(configs, groupId, "consumer.heartbeat.interval.ms", otherwise.heartbeatIntervalMs()),
                number(configs, groupId, "consumer.assignment.interval.ms", otherwise.assignmentIntervalMs()),
                number(configs, groupId, "consumer.max.size", otherwise.maxSize()),
                assignors(configs, groupId),
                policy(configs, groupId));
    }

    private static String value(ClusterConfigs configs, String groupId, String name, String otherwise) {
        String value = configs.groups().value(groupId, name);
        return value == null ? otherwise : value.strip();
    }

    private static int number(ClusterConfigs configs, String groupId, String name, int otherwise) {
        return Integer.parseInt(value(configs, groupId, name, Integer.toString(otherwise)));
    }

    private static List<String> assignors(ClusterConfigs configs, String groupId) {
        String names = value(configs, groupId, "consumer.assignors", "");
        List<String> listed = Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        return listed.isEmpty() ? ConsumerGroupSettings.DEFAULTS.assignors() : listed;
    }

    private static MigrationPolicy policy(ClusterConfigs configs, String groupId) {
        String name = value(configs, groupId, "consumer.migration.policy", "bidirectional");
        return MigrationPolicy.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
