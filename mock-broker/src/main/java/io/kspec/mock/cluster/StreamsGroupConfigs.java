package io.kspec.mock.cluster;

import io.kspec.mock.config.ClusterConfigs;
import io.kspec.mock.config.GroupConfigs;
import io.kspec.mock.group.streams.StreamsGroupSettings;

/** The settings for streams groups, from the configurations of the group or, if it has none, of the brokers. */
final class StreamsGroupConfigs {
    private StreamsGroupConfigs() {}

    /** The settings for a group. */
    static StreamsGroupSettings of(ClusterConfigs configs, String groupId) {
        GroupConfigs groups = configs.groups();
        return new StreamsGroupSettings(
                groups.number(groupId, "streams.session.timeout.ms"),
                groups.number(groupId, "streams.heartbeat.interval.ms"),
                groups.number(groupId, "streams.assignment.interval.ms"),
                groups.number(groupId, "streams.initial.rebalance.delay.ms"),
                groups.number(groupId, "streams.num.standby.replicas"),
                groups.limit("streams.max.size"));
    }
}
