package io.kspec.mock.cluster;

import io.kspec.mock.group.classic.GroupCoordinator;
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
        this.topics = new TopicTable(ids, new LogSpace(settings.logBytes()));
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
    }

    /**
     * The next time that {@link #advanceTo} has something to do, in milliseconds since the epoch; {@link
     * Long#MAX_VALUE} for never.
     */
    public long nextDeadlineMs() {
        return Math.min(
                groups.nextDeadlineMs().orElse(Long.MAX_VALUE),
                transactions.nextDeadlineMs().orElse(Long.MAX_VALUE));
    }
}
