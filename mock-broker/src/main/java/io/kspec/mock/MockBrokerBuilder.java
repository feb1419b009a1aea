package io.kspec.mock;

import io.kspec.mock.clock.BrokerClock;
import io.kspec.mock.cluster.BrokerIdentity;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterSettings;
import io.kspec.mock.cluster.RandomIds;
import io.kspec.mock.net.SocketLimits;
import io.kspec.mock.script.Journal;
import io.kspec.mock.topic.TopicConfigs;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prepares a {@link MockBroker}; it starts as many as it is told to. */
public final class MockBrokerBuilder {
    private String bindHost = "127.0.0.1";
    private int port;
    private String advertisedHost = "127.0.0.1";
    private int advertisedPort;
    private int nodeId = 1;
    private @Nullable String clusterId;
    private BrokerClock clock = BrokerClock.system();
    private long seed = new SecureRandom().nextLong();
    private SocketLimits limits = SocketLimits.DEFAULTS;
    private int journalEntries = 10_000;
    private long journalBytes = 64L << 20;
    private ClusterSettings settings = ClusterSettings.DEFAULTS;
    private final Map<String, Versions> restrictions = new HashMap<>();
    private final Map<String, InitialTopic> topics = new LinkedHashMap<>();

    private record InitialTopic(int partitions, TopicConfigs configs) {}

    MockBrokerBuilder() {}

    /** Listens on a port, 0 to 65535; 0, as from the start, for any that is free. */
    public MockBrokerBuilder port(int number) {
        port = number;
        return this;
    }

    /** Listens on an address of this machine; {@code 127.0.0.1} from the start. */
    public MockBrokerBuilder bindHost(String host) {
        bindHost = host;
        return this;
    }

    /** Tells clients to connect to another host than {@code 127.0.0.1}. */
    public MockBrokerBuilder advertisedHost(String host) {
        advertisedHost = host;
        return this;
    }

    /** Tells clients to connect to another port than it listens on, 1 to 65535. */
    public MockBrokerBuilder advertisedPort(int number) {
        advertisedPort = number;
        return this;
    }

    /** The broker's id, 0 or more; 1 from the start. */
    public MockBrokerBuilder nodeId(int id) {
        nodeId = id;
        return this;
    }

    /** The cluster's id; from the start one that comes of the seed. */
    public MockBrokerBuilder clusterId(String id) {
        clusterId = id;
        return this;
    }

    /** Takes the time from a clock, such as one that a test advances. */
    public MockBrokerBuilder clock(BrokerClock source) {
        clock = source;
        return this;
    }

    /** Makes all ids that the broker draws come out the same each time. */
    public MockBrokerBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Behaves by other settings than Kafka's defaults. */
    public MockBrokerBuilder settings(ClusterSettings values) {
        settings = values;
        return this;
    }

    /** Creates unknown topics when they are asked for, as Kafka does by default, or does not. */
    public MockBrokerBuilder autoCreateTopics(boolean enabled) {
        settings = settings.withAutoCreateTopics(enabled);
        return this;
    }

    /** Has a topic from the start, with so many partitions, 1 or more. */
    public MockBrokerBuilder topic(String name, int partitions) {
        return topic(name, partitions, Map.of());
    }

    /**
     * Has a topic from the start.
     *
     * @param partitions how many, 1 or more
     * @param configs by name, as {@code cleanup.policy}
     * @throws io.kspec.mock.topic.TopicRefusal if there is no such configuration, or a value does not fit
     */
    public MockBrokerBuilder topic(String name, int partitions, Map<String, String> configs) {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "topic " + name + ": expected at least 1 partition, found " + partitions);
        }
        topics.put(name, new InitialTopic(partitions, TopicConfigs.of(configs)));
        return this;
    }

    /**
     * Bounds the journal, which forgets its oldest entries.
     *
     * @param entries how many it keeps, 0 or more; 10,000 from the start
     * @param bytes how many bytes of requests and responses it keeps, 0 or more; 64 MiB from the start
     */
    public MockBrokerBuilder journal(int entries, long bytes) {
        journalEntries = entries;
        journalBytes = bytes;
        return this;
    }

    /** Bounds what clients may take. */
    public MockBrokerBuilder limits(SocketLimits bounds) {
        limits = bounds;
        return this;
    }

    /**
     * Answers, and advertises, only these versions of an API; {@link Versions#NONE} for none at all.
     *
     * @param api its name, as {@code OffsetFetch}
     */
    public MockBrokerBuilder versions(String api, Versions versions) {
        restrictions.put(api, versions);
        return this;
    }

    /**
     * Starts a broker.
     *
     * @throws IOException if it cannot listen
     * @throws io.kspec.mock.topic.TopicRefusal if a topic cannot be created
     * @throws IllegalArgumentException if {@link #versions} named an API or versions that the mock does not answer
     */
    public MockBroker start() throws IOException {
        return new MockBroker(this);
    }

    String bindHost() {
        return bindHost;
    }

    int port() {
        return port;
    }

    SocketLimits limits() {
        return limits;
    }

    BrokerClock clock() {
        return clock;
    }

    Map<String, Versions> restrictions() {
        return Map.copyOf(restrictions);
    }

    Journal emptyJournal() {
        return new Journal(journalEntries, journalBytes);
    }

    BrokerIdentity identity(int boundPort) {
        return new BrokerIdentity(
                nodeId,
                clusterId == null ? KafkaUuid.format(new RandomIds(seed).get()) : clusterId,
                advertisedHost,
                advertisedPort == 0 ? boundPort : advertisedPort);
    }

    Cluster cluster(BrokerIdentity identity) {
        Cluster cluster = new Cluster(identity, settings, new RandomIds(seed));
        topics.forEach((name, topic) -> cluster.topics().create(name, topic.partitions(), topic.configs()));
        return cluster;
    }
}
