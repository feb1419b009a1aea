package io.kspec.mock.cluster;

import io.kspec.mock.config.ClusterConfigs;
import io.kspec.mock.group.classic.GroupCoordinator;
import io.kspec.mock.log.LogSpace;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicTable;
import io.kspec.mock.transaction.ProducerIds;
import java.util.UUID;
import java.util.function.Supplier;

/** The state of a cluster of one broker, which handlers read and change. Owned by one thread. */
public final class Cluster {
    private final BrokerIdentity identity;
    private final ClusterSettings settings;
    private final ClusterConfigs configs = new ClusterConfigs();
    private final LogSpace space;
    private final TopicTable topics;
    private final GroupCoordinator groups;
    private final ProducerIds producerIds = new ProducerIds();

    /**
     * Creates a cluster without topics and groups.
     *
     * @param ids generates topic ids and the random part of member ids
     */
    public Cluster(BrokerIdentity identity, ClusterSettings settings, Supplier<UUID> ids) {
        this.identity = identity;
        this.settings = settings;
        configs.brokers().add(identity.nodeId(), StaticConfigs.of(identity, settings));
        this.space = new LogSpace(settings.logBytes());
        this.topics = new TopicTable(ids, space, configs.brokers());
        this.groups = new GroupCoordinator(settings.groups(), ids);
    }

    public BrokerIdentity identity() {
        return identity;
    }

    public ClusterSettings settings() {
        return settings;
    }

    /** The configurations of brokers, groups and client metrics. */
    public ClusterConfigs configs() {
        return configs;
    }

    /** The space for all logs together. */
    public LogSpace space() {
        return space;
    }

    public TopicTable topics() {
        return topics;
    }

    public GroupCoordinator groups() {
        return groups;
    }

    public ProducerIds producerIds() {
        return producerIds;
    }

    /** Deletes a topic and the offsets that groups have committed for it. */
    public void delete(Topic topic) {
        topics.delete(topic);
        groups.topicDeleted(topic.name());
    }

    /** Expires sessions and join barriers whose deadline is at or before {@code nowMs}, in order of their deadlines. */
    public void advanceTo(long nowMs) {
        groups.advanceTo(nowMs);
    }

    /**
     * The next time that {@link #advanceTo} has something to do, in milliseconds since the epoch; {@link
     * Long#MAX_VALUE} for never.
     */
    public long nextDeadlineMs() {
        return groups.nextDeadlineMs().orElse(Long.MAX_VALUE);
    }
}
