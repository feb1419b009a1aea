package io.kspec.mock.cluster;

import io.kspec.mock.config.ClusterConfigs;
import io.kspec.mock.group.streams.StreamsGroupSettings;

/** The settings for streams groups, from the configurations of the group or, if it has none, of the brokers. */
final class StreamsGroupConfigs {
    private StreamsGroupConfigs() {}

    /** The settings for a group. */
    static StreamsGroupSettings of(ClusterConfigs configs, String groupId) {
        String maxSize = configs.brokers().value(configs.brokers().nodeIds().get(0), "group.streams.max.size");
        return new StreamsGroupSettings(
                number(configs, groupId, "streams.session.timeout.ms"),
                number(configs, groupId, "streams.heartbeat.interval.ms"),
                number(configs, groupId, "streams.assignment.interval.ms"),
                number(configs, groupId, "streams.initial.rebalance.delay.ms"),
                number(configs, groupId, "streams.num.standby.replicas"),
                maxSize == null ? Integer.MAX_VALUE : Integer.parseInt(maxSize.strip()));
    }

    private static int number(ClusterConfigs configs, String groupId, String name) {
        return Integer.parseInt(configs.groups().valueOrDefault(groupId, name).strip());
    }
}
