package io.kspec.mock.cluster;

import io.kspec.mock.cluster.CoordinatorTable.Kind;
import io.kspec.mock.config.ClusterConfigs;
import io.kspec.mock.group.CoordinatorPartitions;
import io.kspec.mock.group.classic.GroupCoordinator;
import io.kspec.mock.group.consumer.ConsumerGroupCoordinator;
import io.kspec.mock.group.streams.StreamsGroupCoordinator;
import io.kspec.mock.log.LogMaintenance;
import io.kspec.mock.log.LogSpace;
import io.kspec.mock.quota.QuotaTable;
import io.kspec.mock.quota.QuotaUsage;
import io.kspec.mock.release.BrokerRelease;
import io.kspec.mock.security.ClusterSecurity;
import io.kspec.mock.telemetry.ClientTelemetry;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicConfigs;
import io.kspec.mock.topic.TopicRefusal;
import io.kspec.mock.topic.TopicTable;
import io.kspec.mock.transaction.TransactionCoordinator;
import io.kspec.mock.transaction.TransactionalOffsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The state of a cluster, which handlers read and change. All of its brokers share it. Owned by one thread. */
public final class Cluster {
    private final String id;
    private final ClusterSettings settings;
    private final Supplier<UUID> ids;
    private final ClusterConfigs configs;
    private final ClusterSecurity security;
    private final BrokerTable brokers;
    private final LogSpace space;
    private final LogMaintenance logs;
    private final TopicTable topics;
    private final ReplicaTable replicas;
    private final CoordinatorTable coordinators;
    private final Controller controller;
    private final GroupCoordinator groups;
    private final ConsumerGroupCoordinator consumerGroups;
    private final StreamsGroupCoordinator streamsGroups;
    private final ShareGroups shareGroups;
    private final TransactionalOffsets transactionalOffsets;
    private final TransactionCoordinator transactions;
    private final TransactionMarkers markers;
    private final FeatureTable features;
    private final Map<Integer, ClientTelemetry> telemetry = new HashMap<>();
    private final QuotaTable quotas = new QuotaTable();
    private final QuotaUsage quotaUsage = new QuotaUsage(quotas);
    private long nowMs;

    /** Creates a cluster of one broker, without topics and groups. */
    public Cluster(BrokerIdentity identity, ClusterSettings settings, Supplier<UUID> ids) {
        this(identity.clusterId(), List.of(identity.toBroker()), settings, ids);
    }

    /**
     * Creates a cluster without topics and groups. All brokers run, and the one with the lowest node id is the controller.
     *
     * @param id the cluster id
     * @param members the brokers, at least one
     * @param ids generates topic ids and the random part of member ids
     * @throws IllegalArgumentException if two brokers have the same node id
     */
    public Cluster(String id, List<ClusterBroker> members, ClusterSettings settings, Supplier<UUID> ids) {
        this.id = id;
        this.settings = settings;
        this.security = new ClusterSecurity(ids);
        this.ids = ids;
        this.configs = new ClusterConfigs(
                settings.release().feature("eligible.leader.replicas.version").isPresent());
        this.brokers = new BrokerTable(members);
        members.forEach(broker -> configs.brokers().add(broker.nodeId(), StaticConfigs.of(broker, settings)));
        this.space = new LogSpace(settings.logBytes());
        this.logs = new LogMaintenance(space);
        this.topics = new TopicTable(ids, space, configs.brokers());
        this.replicas = new ReplicaTable(brokers, topics, settings.defaultReplicationFactor(), this::leaderMoved);
        this.coordinators = new CoordinatorTable(brokers, topics, replicas, this::coordinatorMoved);
        this.controller = new Controller(brokers, replicas, coordinators, new ReplicationThrottle(configs.brokers()));
        OffsetsTopic offsets = new OffsetsTopic(topics);
        this.groups = new GroupCoordinator(settings.groups(), ids, offsets);
        this.consumerGroups = new ConsumerGroupCoordinator(
                groups, topics, group -> ConsumerGroupConfigs.of(configs, group), ids, offsets);
        this.streamsGroups =
                new StreamsGroupCoordinator(groups, topics, group -> StreamsGroupConfigs.of(configs, group), offsets);
        this.shareGroups = new ShareGroups(configs, topics, groups);
        this.transactionalOffsets = new TransactionalOffsets(groups, offsets);
        this.markers = new TransactionMarkers(topics, transactionalOffsets);
        this.transactions = new TransactionCoordinator(settings.transactions(), markers);
        this.features = new FeatureTable(settings.release(), transactions);
    }

    private void leaderMoved(Topic topic, int partition) {
        Kind.of(topic.name()).ifPresent(kind -> coordinatorMoved(kind, partition));
    }

    private void coordinatorMoved(Kind kind, int partition) {
        if (kind == Kind.GROUP) {
            groups.moved(group -> CoordinatorPartitions.of(group) == partition, nowMs);
        }
    }

    /** The cluster id. */
    public String id() {
        return id;
    }

    public BrokerTable brokers() {
        return brokers;
    }

    /** The replicas and leaders of partitions. */
    public ReplicaTable replicas() {
        return replicas;
    }

    /** The coordinators of groups and transactional ids. */
    public CoordinatorTable coordinators() {
        return coordinators;
    }

    /** Who decides about leaders and coordinators. */
    public Controller controller() {
        return controller;
    }

    public ClusterSettings settings() {
        return settings;
    }

    /** The configurations of brokers, groups and client metrics. */
    public ClusterConfigs configs() {
        return configs;
    }

    /** Who may log in. */
    public ClusterSecurity security() {
        return security;
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

    /** The groups of all types, as far as requests may be about a group of any type. */
    public GroupCoordinator groups() {
        return groups;
    }

    /** The coordinator of consumer groups. */
    public ConsumerGroupCoordinator consumerGroups() {
        return consumerGroups;
    }

    /** The coordinator of streams groups. */
    public StreamsGroupCoordinator streamsGroups() {
        return streamsGroups;
    }

    /** The share groups and what is known of their partitions. */
    public ShareGroups shareGroups() {
        return shareGroups;
    }

    public TransactionCoordinator transactions() {
        return transactions;
    }

    /** The features of the cluster, with the levels that they have now. */
    public FeatureTable features() {
        return features;
    }

    /** A new random id. */
    public UUID drawId() {
        return ids.get();
    }

    /** What a broker asks of its clients' metrics. */
    public ClientTelemetry telemetry(int nodeId) {
        return telemetry.computeIfAbsent(
                nodeId,
                absent -> new ClientTelemetry(() -> configs.clientMetrics().names().stream()
                        .map(configs.clientMetrics()::of)
                        .toList()));
    }

    /** The quotas of clients. */
    public QuotaTable quotas() {
        return quotas;
    }

    /** Whether any client has a quota. */
    public boolean hasQuotas() {
        return !quotas.isEmpty();
    }

    /** What clients use of their quotas. */
    public QuotaUsage quotaUsage() {
        return quotaUsage;
    }

    /** The release of Apache Kafka that the brokers look like. */
    public BrokerRelease release() {
        return settings.release();
    }

    public TransactionalOffsets transactionalOffsets() {
        return transactionalOffsets;
    }

    /** Writes transaction markers to the partitions of this cluster. */
    public TransactionMarkers markers() {
        return markers;
    }

    /**
     * Creates a topic with the default number of replicas, or one on each broker if there are fewer.
     *
     * @throws TopicRefusal if the cluster does not allow it
     */
    public Topic create(String name, int partitions, TopicConfigs topicConfigs) {
        topics.check(name, partitions);
        int factor = Math.min(settings.defaultReplicationFactor(), brokers.all().size());
        return create(name, replicas.choose(partitions, factor), topicConfigs);
    }

    /**
     * Creates a topic.
     *
     * @param placed the replicas of each partition
     * @throws TopicRefusal if the cluster does not allow it
     */
    public Topic create(String name, List<List<Integer>> placed, TopicConfigs topicConfigs) {
        Topic topic = topics.create(name, placed.size(), topicConfigs);
        replicas.assign(topic, placed);
        return topic;
    }

    /**
     * Creates the internal topic whose leaders are coordinators, unless it exists. Where the cluster does not allow it, such as
     * for a topic whose name collides, coordinators do without.
     */
    public void createTopicOf(Kind kind) {
        if (topics.find(kind.topic()).isPresent()) {
            return;
        }
        try {
            List<PartitionRegistration> registrations = coordinators.registrations(kind);
            TopicConfigs internal = TopicConfigs.of(kind.configs(), configs.brokers());
            replicas.register(topics.create(kind.topic(), registrations.size(), internal), registrations);
        } catch (TopicRefusal refused) {
            // Nobody but a client that lists topics misses it.
        }
    }

    /** Deletes a topic and the offsets that groups have committed for it. */
    public void delete(Topic topic) {
        Kind.of(topic.name()).ifPresent(coordinators::deleting);
        topics.delete(topic);
        replicas.delete(topic);
        groups.topicDeleted(topic.name());
        shareGroups.topicDeleted(topic.id());
    }

    /**
     * Expires sessions and join barriers whose deadline is at or before {@code timeMs}, in order of their deadlines; then
     * transactions likewise; then does what is due in logs.
     */
    public void advanceTo(long timeMs) {
        nowMs = timeMs;
        groups.advanceTo(timeMs);
        consumerGroups.advanceTo(timeMs);
        streamsGroups.advanceTo(timeMs);
        shareGroups.advanceTo(timeMs);
        transactions.advanceTo(timeMs);
        logs.advanceTo(timeMs);
    }

    /**
     * The next time that {@link #advanceTo} has something to do, in milliseconds since the epoch; {@link
     * Long#MAX_VALUE} for never.
     */
    public long nextDeadlineMs() {
        long nextMs = Math.min(groups.nextDeadlineMs(), transactions.nextDeadlineMs());
        nextMs = Math.min(nextMs, consumerGroups.nextDeadlineMs());
        nextMs = Math.min(nextMs, streamsGroups.nextDeadlineMs());
        nextMs = Math.min(nextMs, shareGroups.nextDeadlineMs());
        return Math.min(nextMs, logs.nextDeadlineMs());
    }
}
