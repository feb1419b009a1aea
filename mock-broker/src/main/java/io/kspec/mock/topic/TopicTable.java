package io.kspec.mock.topic;

import io.kspec.mock.config.BrokerConfigs;
import io.kspec.mock.log.LogConfig;
import io.kspec.mock.log.LogSpace;
import io.kspec.mock.log.PartitionLog;
import io.kspec.protocol.ErrorCode;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The topics of a cluster, by name and by id. */
public final class TopicTable {
    /** The maximum number of partitions of all topics together: a limit of the mock's, not of Kafka's. */
    public static final int MAX_PARTITIONS = 100_000;

    private final Map<String, Topic> byName = new TreeMap<>();
    private final Map<UUID, Topic> byId = new HashMap<>();
    private final Supplier<UUID> ids;
    private final LogSpace space;
    private final BrokerConfigs brokers;
    private int partitions;
    private long version;
    private long lastCreation;

    /**
     * Creates an empty table.
     *
     * @param ids generates topic ids
     * @param space the space for all logs together
     * @param brokers the configurations that topics have unless their own are set
     */
    public TopicTable(Supplier<UUID> ids, LogSpace space, BrokerConfigs brokers) {
        this.ids = ids;
        this.space = space;
        this.brokers = brokers;
    }

    public Optional<Topic> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Grows whenever a topic is created or deleted, or gets partitions. */
    public long version() {
        return version;
    }

    /** The {@link #version} in which the last topic was created; 0 if there was none. */
    public long lastCreation() {
        return lastCreation;
    }

    /** Generates an id that no topic has. */
    public UUID drawId() {
        return ids.get();
    }

    public Optional<Topic> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** A view of all topics, sorted by name. */
    public Collection<Topic> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /**
     * Checks whether a topic may be created.
     *
     * @throws TopicRefusal if not, with INVALID_TOPIC_EXCEPTION, TOPIC_ALREADY_EXISTS, or POLICY_VIOLATION if its
     *     partitions exceed the limit
     */
    public void check(String name, int partitionCount) {
        String fault = TopicName.fault(name);
        if (fault != null) {
            throw new TopicRefusal(ErrorCode.INVALID_TOPIC_EXCEPTION, "The topic name is not allowed: " + fault + ".");
        }
        if (byName.containsKey(name)) {
            throw new TopicRefusal(ErrorCode.TOPIC_ALREADY_EXISTS, "The topic " + name + " already exists.");
        }
        String colliding = colliding(name);
        if (colliding != null) {
            throw new TopicRefusal(
                    ErrorCode.INVALID_TOPIC_EXCEPTION,
                    "The topic name " + name + " collides with that of " + colliding + ".");
        }
        checkPartitions(partitionCount);
    }

    private void checkPartitions(int added) {
        if (partitions + added > MAX_PARTITIONS) {
            throw new TopicRefusal(
                    ErrorCode.POLICY_VIOLATION,
                    "This broker supports at most " + MAX_PARTITIONS + " partitions in total.");
        }
    }

    /**
     * Creates a topic.
     *
     * @throws TopicRefusal as {@link #check} does
     */
    public Topic create(String name, int partitionCount, TopicConfigs configs) {
        check(name, partitionCount);
        Topic topic = new Topic(name, ids.get(), configs, emptyLogs(configs, partitionCount));
        put(topic);
        partitions += partitionCount;
        version++;
        lastCreation = version;
        return topic;
    }

    private List<PartitionLog> emptyLogs(TopicConfigs configs, int count) {
        LogConfig config = configs.forLogs(brokers);
        return Stream.generate(() -> new PartitionLog(config, space))
                .limit(count)
                .toList();
    }

    private void put(Topic topic) {
        byName.put(topic.name(), topic);
        byId.put(topic.id(), topic);
    }

    /** Replaces the configurations of a topic. */
    public void configure(Topic topic, TopicConfigs configs) {
        put(topic.with(configs));
        configureLogs(topic, configs);
    }

    /** Passes on changed configurations of the brokers to the logs of all topics. */
    public void reconfigure() {
        byName.values().forEach(topic -> configureLogs(topic, topic.configs()));
    }

    private void configureLogs(Topic topic, TopicConfigs configs) {
        LogConfig config = configs.forLogs(brokers);
        topic.partitions().forEach(log -> log.configure(config));
    }

    /**
     * Adds partitions to a topic.
     *
     * @return the topic with them
     * @throws TopicRefusal with POLICY_VIOLATION if the partitions exceed the limit
     */
    public Topic addPartitions(Topic topic, int count) {
        checkPartitions(count);
        Topic larger = topic.withMore(emptyLogs(topic.configs(), count));
        put(larger);
        partitions += count;
        version++;
        return larger;
    }

    /** Deletes a topic and its records. */
    public void delete(Topic topic) {
        if (byName.remove(topic.name(), topic)) {
            byId.remove(topic.id());
            partitions -= topic.partitions().size();
            version++;
            topic.partitions().forEach(PartitionLog::clear);
        }
    }

    private @Nullable String colliding(String name) {
        if (name.indexOf('.') < 0 && name.indexOf('_') < 0) {
            return null;
        }
        return byName.keySet().stream()
                .filter(existing -> TopicName.collide(existing, name))
                .findFirst()
                .orElse(null);
    }
}
