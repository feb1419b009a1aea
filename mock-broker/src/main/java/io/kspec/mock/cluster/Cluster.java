package io.kspec.mock.cluster;

import io.kspec.mock.config.ClusterConfigs;
import io.kspec.mock.group.classic.GroupCoordinator;
import io.kspec.mock.log.LogMaintenance;
import io.kspec.mock.log.LogSpace;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicTable;
import io.kspec.mock.transaction.TransactionCoordinator;
import io.kspec.mock.transaction.TransactionalOffsets;
import java.util.UUID;
import java.util.function.Supplier;

/** The state of a cluster of one broker, which handlers read and change. Owned by one thread. */
public final class Cluster {
    private final BrokerIdentity identity;
    private final ClusterSettings settings;
    private final ClusterConfigs configs = new ClusterConfigs();
    private final LogSpace space;
    private final LogMaintenance logs;
    private final TopicTable topics;
    private final GroupCoordinator groups;
    private final TransactionalOffsets transactionalOffsets;
    private final TransactionCoordinator transactions;
    private final TransactionMarkers markers;

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
        this.logs = new LogMaintenance(space);
        this.topics = new TopicTable(ids, space, configs.brokers());
        this.groups = new GroupCoordinator(settings.groups(), ids);
        this.transactionalOffsets = new TransactionalOffsets(groups);
        this.markers = new TransactionMarkers(topics, transactionalOffsets);
        this.transactions = new TransactionCoordinator(settings.transactions(), markers);
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

    /** Deletes and compacts old records. */
    public LogMaintenance logs() {
        return logs;
    }

    public TopicTable topics() {
        return topics;
    }

    public GroupCoordinator groups() {
        return groups;
    }

    public TransactionCoordinator transactions() {
        return transactions;
    }

    public TransactionalOffsets transactionalOffsets() {
        return transactionalOffsets;
    }

    /** Writes transaction markers to the partitions of this cluster. */
    public TransactionMarkers markers() {
        return markers;
    }

    /** Deletes a topic and the offsets that groups have committed for it. */
    public void delete(Topic topic) {
        topics.delete(topic);
        groups.topicDeleted(topic.name());
    }

    /** Expires sessions, join barriers and transactions whose deadline is at or before {@code nowMs}, in order of their deadlines. */
    public void advanceTo(long nowMs) {
        groups.advanceTo(nowMs);
        transactions.advanceTo(nowMs);
        logs.advanceTo(nowMs);
    }

    /**
     * The next time that {@link #advanceTo} has something to do, in milliseconds since the epoch; {@link
     * Long#MAX_VALUE} for never.
     */
    public long nextDeadlineMs() {
        long nextMs = Math.min(
                groups.nextDeadlineMs().orElse(Long.MAX_VALUE),
                transactions.nextDeadlineMs().orElse(Long.MAX_VALUE));
        return Math.min(nextMs, logs.nextDeadlineMs());
    }
}
