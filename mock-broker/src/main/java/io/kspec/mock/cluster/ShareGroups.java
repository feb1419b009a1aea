package io.kspec.mock.cluster;

import io.kspec.mock.config.ClusterConfigs;
import io.kspec.mock.config.GroupConfigs;
import io.kspec.mock.group.classic.GroupCoordinator;
import io.kspec.mock.group.share.ShareConfigs;
import io.kspec.mock.group.share.ShareGroupCoordinator;
import io.kspec.mock.group.share.SharePartitions;
import io.kspec.mock.group.share.ShareTerms;
import io.kspec.mock.group.share.ShareTopics;
import io.kspec.mock.group.share.StateTable;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicTable;
import java.util.Optional;
import java.util.UUID;

/**
 * Share groups in all their parts (KIP-932): the coordinator of groups, the leaders of partitions, and the share coordinator, which keeps the
 * state of partitions.
 */
public final class ShareGroups {
    private final ShareConfigs configs;
    private final StateTable states;
    private final ShareGroupCoordinator coordinator;
    private final SharePartitions partitions;

    ShareGroups(ClusterConfigs configs, TopicTable topics, GroupCoordinator allGroups) {
        this.configs = new GroupTerms(configs);
        this.states = new StateTable(
                (topicId, partition) -> topics.find(topicId)
                        .flatMap(topic -> topic.partition(partition))
                        .isPresent(),
                allGroups.memory());
        this.coordinator = new ShareGroupCoordinator(allGroups, this.configs, new KnownTopics(topics), states);
        this.partitions = new SharePartitions(this.configs, states);
    }

    /** Reads the configurations of groups, which may change at any time. */
    private record GroupTerms(ClusterConfigs configs) implements ShareConfigs {
        @Override
        public ShareTerms of(String groupId) {
            GroupConfigs groups = configs.groups();
            return new ShareTerms(
                    groups.number(groupId, "share.session.timeout.ms"),
                    groups.number(groupId, "share.heartbeat.interval.ms"),
                    groups.number(groupId, "share.assignment.interval.ms"),
                    groups.number(groupId, "share.record.lock.duration.ms"),
                    groups.number(groupId, "share.delivery.count.limit"),
                    groups.number(groupId, "share.partition.max.record.locks"),
                    groups.text(groupId, "share.auto.offset.reset"),
                    groups.text(groupId, "share.isolation.level").equals("read_committed"),
                    Boolean.parseBoolean(groups.text(groupId, "share.renew.acknowledge.enable")));
        }

        @Override
        public int maxSize() {
            return configs.groups().limit("share.max.size");
        }

        @Override
        public int maxSessions() {
            return configs.groups().limit("share.max.share.sessions");
        }
    }

    private record KnownTopics(TopicTable topics) implements ShareTopics {
        @Override
        public Optional<KnownTopic> find(String name) {
            return topics.find(name).map(KnownTopics::known);
        }

        @Override
        public Optional<KnownTopic> find(UUID id) {
            return topics.find(id).map(KnownTopics::known);
        }

        private static KnownTopic known(Topic topic) {
            return new KnownTopic(topic.name(), topic.id(), topic.partitions().size());
        }
    }

    /** The configurations that count for a group. */
    public ShareTerms terms(String groupId) {
        return configs.of(groupId);
    }

    /** How many share sessions a broker may have. */
    public int maxSessions() {
        return configs.maxSessions();
    }

    /** The share coordinator's table. */
    public StateTable states() {
        return states;
    }

    public ShareGroupCoordinator coordinator() {
        return coordinator;
    }

    /** What the leaders of partitions know. */
    public SharePartitions partitions() {
        return partitions;
    }

    /** A connection is closed: the sessions of its member end. */
    public void disconnected(long connection) {
        partitions.disconnected(connection);
    }

    void topicDeleted(UUID topicId) {
        coordinator.topicDeleted(topicId);
        partitions.forgetAll(key -> key.topicId().equals(topicId));
    }

    void advanceTo(long timeMs) {
        coordinator.advanceTo(timeMs);
        partitions.advanceTo(timeMs);
    }

    long nextDeadlineMs() {
        return Math.min(coordinator.nextDeadlineMs(), partitions.nextDeadlineMs());
    }
}
