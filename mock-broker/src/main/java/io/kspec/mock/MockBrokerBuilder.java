package io.kspec.mock;

import io.kspec.mock.clock.BrokerClock;
import io.kspec.mock.cluster.BrokerProperties;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterBroker;
import io.kspec.mock.cluster.ClusterSettings;
import io.kspec.mock.cluster.RandomIds;
import io.kspec.mock.config.BrokerConfigs;
import io.kspec.mock.limit.LimitListener;
import io.kspec.mock.listener.ListenerName;
import io.kspec.mock.listener.SecurityProtocol;
import io.kspec.mock.net.KeySet;
import io.kspec.mock.net.ServerPort;
import io.kspec.mock.net.SocketLimits;
import io.kspec.mock.net.TlsIdentity;
import io.kspec.mock.release.BrokerRelease;
import io.kspec.mock.script.Journal;
import io.kspec.mock.security.SecurityProperties;
import io.kspec.mock.security.sasl.SignedTokens;
import io.kspec.mock.topic.TopicConfigs;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Builds a {@link MockBroker}. One builder can start any number of brokers. */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public final class MockBrokerBuilder {
    private static final Logger LOG = System.getLogger(MockBroker.class.getName());
    private static final Pattern OF_LISTENER = Pattern.compile("listener\\.name\\.[a-z0-9_-]+\\."
            + "(?:(?:plain|scram-sha-256|scram-sha-512|oauthbearer)\\.)?((?:ssl|sasl|connections)\\..+)");
    /** The largest number of brokers. */
    public static final int MOST_BROKERS = 100;

    private String bindHost = "127.0.0.1";
    private int port;
    private String advertisedHost = "127.0.0.1";
    private int advertisedPort;
    private List<Integer> nodeIds = List.of(1);
    private List<String> racks = List.of();
    private @Nullable String clusterId;
    private @Nullable BrokerClock clock;
    private long seed = new SecureRandom().nextLong();
    private SocketLimits limits = SocketLimits.DEFAULTS;
    private LimitListener limitListener = (limit, consequence) -> LOG.log(Level.WARNING, consequence);
    private int journalEntries = 10_000;
    private long journalBytes = 64L << 20;
    private ClusterSettings settings = ClusterSettings.DEFAULTS;
    private boolean clientTelemetry;
    private final Map<String, Versions> restrictions = new HashMap<>();
    private final Map<String, String> brokerConfigs = new TreeMap<>();
    private final Map<String, String> listenerConfigs = new TreeMap<>();
    private final Map<String, String> authorizerConfigs = new TreeMap<>();
    private final List<ListenerName> listeners = new ArrayList<>();
    private final Map<String, String> users = new LinkedHashMap<>();
    private final Map<String, InitialTopic> topics = new LinkedHashMap<>();

    private record InitialTopic(int partitions, Map<String, String> configs) {}

    MockBrokerBuilder() {}

    /**
     * The port to listen on, 0 to 65535; 0, the default, picks a free one. With several brokers, the first one listens on this
     * port, and the others on the next ones; 0 picks a free one for each.
     */
    public MockBrokerBuilder port(int number) {
        port = number;
        return this;
    }

    /** The local address to listen on (default: {@code 127.0.0.1}). */
    public MockBrokerBuilder bindHost(String host) {
        bindHost = host;
        return this;
    }

    /** The host that clients are told to connect to (default: {@code 127.0.0.1}). */
    public MockBrokerBuilder advertisedHost(String host) {
        advertisedHost = host;
        return this;
    }

    /**
     * The port that clients are told to connect to, 1 to 65535 (default: the port that the broker listens on). With several
     * brokers, that of the first one; the others have the next ones.
     */
    public MockBrokerBuilder advertisedPort(int number) {
        advertisedPort = number;
        return this;
    }

    /**
     * The number of brokers, 1 to {@value #MOST_BROKERS} (default: 1). Each has a port of its own, and they have the node ids
     * from 1 on; {@link #nodeIds} gives them others.
     */
    public MockBrokerBuilder brokers(int count) {
        if (count < 1 || count > MOST_BROKERS) {
            throw new IllegalArgumentException("brokers: expected 1 to " + MOST_BROKERS + ", found " + count);
        }
        return nodeIds(IntStream.rangeClosed(1, count).toArray());
    }

    /**
     * The brokers by their node ids, which may have gaps: {@code nodeIds(1, 5, 9)} is three brokers. This and {@link #brokers}
     * replace each other.
     *
     * @param ids 1 to {@value #MOST_BROKERS} distinct ids, 0 or more; the broker with the smallest one is the first
     * @throws IllegalArgumentException if they are something else
     */
    public MockBrokerBuilder nodeIds(int... ids) {
        List<Integer> sorted = IntStream.of(ids).sorted().distinct().boxed().toList();
        if (sorted.size() != ids.length || ids.length < 1 || ids.length > MOST_BROKERS || sorted.get(0) < 0) {
            throw new IllegalArgumentException(
                    "expected 1 to " + MOST_BROKERS + " different node ids from 0, found " + Arrays.toString(ids));
        }
        nodeIds = sorted;
        return this;
    }

    /**
     * The racks of the brokers, which get them in turn: {@code racks("a", "b")} puts the first and third of three brokers in
     * rack a (default: no racks).
     */
    public MockBrokerBuilder racks(String... names) {
        racks = List.of(names);
        return this;
    }

    /**
     * The number of replicas of partitions that are created without a replication factor, such as those of {@link #topic}
     * (default: 1, as in Kafka). The number of brokers, if that is smaller.
     */
    public MockBrokerBuilder defaultReplicationFactor(int replicas) {
        settings = settings.withDefaultReplicationFactor(replicas);
        return this;
    }

    /** The cluster id. Defaults to an id derived from the seed. */
    public MockBrokerBuilder clusterId(String id) {
        clusterId = id;
        return this;
    }

    /** The broker's source of time, such as a clock that a test advances (default: a system clock of its own). */
    public MockBrokerBuilder clock(BrokerClock source) {
        clock = source;
        return this;
    }

    /** Seeds the ids that the broker generates; the same seed generates the same ids (default: random). */
    public MockBrokerBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** The cluster's settings (default: {@link ClusterSettings#DEFAULTS}). */
    public MockBrokerBuilder settings(ClusterSettings values) {
        settings = values;
        return this;
    }

    /**
     * Looks like a release of Apache Kafka: advertises its APIs, versions and features, and answers what it answers differently
     * from other releases (default: like the newest of them, with all APIs and versions that the mock answers).
     *
     * @param version one of {@link BrokerRelease#known()}: {@code 3.9.2}
     * @throws IllegalArgumentException if it is another
     */
    public MockBrokerBuilder release(String version) {
        settings = settings.withRelease(BrokerRelease.of(version));
        return this;
    }

    /**
     * Whether the broker takes the metrics of clients, as if a plug-in for them was configured (KIP-714); then the client-metrics
     * configurations say which, and the journal has what clients push (default: false).
     */
    public MockBrokerBuilder clientTelemetry(boolean enabled) {
        clientTelemetry = enabled;
        return this;
    }

    /** Whether Metadata requests create unknown topics (default: true, as in Kafka). */
    public MockBrokerBuilder autoCreateTopics(boolean enabled) {
        settings = settings.withAutoCreateTopics(enabled);
        return this;
    }

    /**
     * Sets a configuration of the broker by Kafka's name, as in its {@code server.properties}: {@code num.partitions}, {@code
     * group.max.session.timeout.ms}, {@code log.retention.ms}.
     *
     * <p>With {@code authorizer.class.name} as {@code org.apache.kafka.metadata.authorizer.StandardAuthorizer}, ACLs are
     * enforced; {@code super.users} and {@code allow.everyone.if.no.acl.found} are its configurations.
     *
     * <p>A configuration of TLS or SASL can be that of one listener: {@code listener.name.internal.ssl.client.auth}. One of SASL
     * can be that of a mechanism of it, too: {@code listener.name.internal.plain.sasl.jaas.config}, whose users are then the only
     * ones that log in there with PLAIN.
     *
     * @throws IllegalArgumentException if Kafka has no such configuration, or the value is invalid
     */
    public MockBrokerBuilder brokerConfig(String name, String value) {
        if (SecurityProperties.isOfAuthorizer(name)) {
            authorizerConfigs.put(name, value);
            return this;
        }
        Matcher ofListener = OF_LISTENER.matcher(name);
        if (ofListener.matches()) {
            ClusterSettings unused = BrokerProperties.apply(settings, ofListener.group(1), value);
            listenerConfigs.put(name, value);
            return this;
        }
        settings = BrokerProperties.apply(settings, name, value);
        brokerConfigs.put(name, value);
        return this;
    }

    /**
     * Adds a listener to each broker. The first one takes the place of the listener PLAINTEXT, which brokers have that declare
     * none. Its port follows those of the listeners before it. A listener that speaks TLS needs {@code ssl.keystore.location}
     * or another of Kafka's configurations of a key: see {@link #brokerConfig}.
     *
     * @param name in capitals, as in Kafka's {@code listeners}: {@code INTERNAL}
     * @throws IllegalArgumentException if the name has other characters, or a listener has it already
     */
    public MockBrokerBuilder listener(String name, SecurityProtocol protocol) {
        if (listeners.stream().anyMatch(each -> each.name().equals(name))) {
            throw new IllegalArgumentException("listener: expected different names, found " + name + " twice");
        }
        listeners.add(new ListenerName(name, protocol));
        return this;
    }

    /**
     * Adds a user who may log in with the mechanisms PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512 on listeners with SASL.
     *
     * @throws IllegalArgumentException if the name or the password is empty
     */
    public MockBrokerBuilder user(String name, String password) {
        if (name.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException("user: expected a name and a password, found an empty one");
        }
        users.put(name, password);
        return this;
    }

    /** Creates a topic with the given number of partitions, 1 or more, at startup. */
    public MockBrokerBuilder topic(String name, int partitions) {
        return topic(name, partitions, Map.of());
    }

    /**
     * Creates a topic at startup.
     *
     * @param partitions the number of partitions, 1 or more
     * @param configs the topic's configurations by name, such as {@code cleanup.policy}
     * @throws io.kspec.mock.topic.TopicRefusal if Kafka has no such configuration, or a value is invalid; {@link #start} also
     *     throws it if a value does not fit the broker's configurations
     */
    public MockBrokerBuilder topic(String name, int partitions, Map<String, String> configs) {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "topic " + name + ": expected at least 1 partition, found " + partitions);
        }
        TopicConfigs.of(configs, new BrokerConfigs());
        topics.put(name, new InitialTopic(partitions, Map.copyOf(configs)));
        return this;
    }

    /**
     * Limits the size of the journal, which drops its oldest entries first.
     *
     * @param entries the number of entries to keep, 0 or more (default: 10,000)
     * @param bytes the number of bytes of requests and responses to keep, 0 or more (default: 64 MiB)
     */
    public MockBrokerBuilder journal(int entries, long bytes) {
        journalEntries = entries;
        journalBytes = bytes;
        return this;
    }

    /** Limits on connections and request sizes (default: {@link SocketLimits#DEFAULTS}). */
    public MockBrokerBuilder limits(SocketLimits bounds) {
        limits = bounds;
        return this;
    }

    /**
     * Sets who is told when a limit of the mock's is reached for the first time, on a thread of its own (default: a warning
     * in the log).
     */
    public MockBrokerBuilder limitListener(LimitListener listener) {
        limitListener = listener;
        return this;
    }

    /**
     * Answers and advertises only these versions of an API; {@link Versions#NONE} omits the API.
     *
     * @param api the API's name, such as {@code OffsetFetch}
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
     * @throws IllegalArgumentException if {@link #versions} was given an API or versions that the mock does not answer, or the
     *     {@link #release} does not have
     */
    public MockBroker start() throws IOException {
        return new MockBroker(this);
    }

    String bindHost() {
        return bindHost;
    }

    /** The listeners of each broker. */
    List<ListenerName> listeners() {
        return listeners.isEmpty() ? List.of(ListenerName.PLAINTEXT) : List.copyOf(listeners);
    }

    /** The ports to listen on, listener by listener. */
    List<ServerPort> ports() {
        List<ServerPort> ports = new ArrayList<>();
        for (ListenerName listener : listeners()) {
            TlsIdentity tls = listener.protocol().usesTls() ? TlsIdentity.of(tlsProperties(listener)) : null;
            for (int i = 0; i < nodeIds.size(); i++) {
                ports.add(new ServerPort(port == 0 ? 0 : port + ports.size(), tls));
            }
        }
        return ports;
    }

    /** With SASL, a client needs no certificate unless the listener itself is configured to want one, as in Kafka. */
    private Map<String, String> tlsProperties(ListenerName listener) {
        Map<String, String> shared = new HashMap<>(brokerConfigs);
        if (listener.protocol().usesSasl()) {
            shared.remove("ssl.client.auth");
        }
        return propertiesOf(listener, shared);
    }

    /** The configurations of a listener: its own, and those that all listeners share. */
    private Map<String, String> propertiesOf(ListenerName listener, Map<String, String> shared) {
        Map<String, String> properties = new HashMap<>(shared);
        listenerConfigs.forEach((name, value) -> {
            if (name.startsWith(listener.configPrefix())) {
                properties.put(name.substring(listener.configPrefix().length()), value);
            }
        });
        return properties;
    }

    LimitListener limitListener() {
        return limitListener;
    }

    SocketLimits limits() {
        return limits;
    }

    BrokerClock clock() {
        return clock == null ? BrokerClock.system() : clock;
    }

    Map<String, Versions> restrictions() {
        return Map.copyOf(restrictions);
    }

    Journal emptyJournal() {
        return new Journal(journalEntries, journalBytes);
    }

    Cluster cluster(List<Integer> boundPorts) {
        String id = clusterId == null ? KafkaUuid.format(new RandomIds(seed).get()) : clusterId;
        List<ClusterBroker> members = new ArrayList<>();
        for (int i = 0; i < nodeIds.size(); i++) {
            Map<String, Integer> advertised = new LinkedHashMap<>();
            for (int j = 0; j < listeners().size(); j++) {
                int index = j * nodeIds.size() + i;
                advertised.put(
                        listeners().get(j).name(),
                        advertisedPort == 0 ? boundPorts.get(index) : advertisedPort + index);
            }
            members.add(new ClusterBroker(
                    nodeIds.get(i),
                    advertisedHost,
                    Objects.requireNonNull(advertised.get(listeners().get(0).name())),
                    racks.isEmpty() ? null : racks.get(i % racks.size()),
                    advertised));
        }
        ClusterSettings whole =
                clientTelemetry ? settings.withRelease(settings.release().withTelemetry()) : settings;
        Cluster cluster = new Cluster(id, members, whole, new RandomIds(seed));
        BrokerConfigs configs = cluster.configs().brokers();
        configs.addToAll(brokerConfigs);
        listeners().forEach(listener -> secure(cluster, listener));
        Map<String, String> ofAuthorizer = new HashMap<>(brokerConfigs);
        ofAuthorizer.putAll(authorizerConfigs);
        cluster.security().authorizer().configure(SecurityProperties.authorizer(ofAuthorizer));
        cluster.security().tokens().configure(SecurityProperties.tokens(brokerConfigs));
        users.forEach(cluster.security()::addUser);
        topics.forEach(
                (name, topic) -> cluster.create(name, topic.partitions(), TopicConfigs.of(topic.configs(), configs)));
        return cluster;
    }

    private void secure(Cluster cluster, ListenerName listener) {
        Map<String, String> properties = propertiesOf(listener, brokerConfigs);
        cluster.security().configure(listener, SecurityProperties.authentication(properties));
        if (listener.protocol().usesSasl()) {
            SecurityProperties.keySet(properties).ifPresent(url -> cluster.security()
                    .judgeTokens(
                            listener, new SignedTokens(KeySet.read(url), SecurityProperties.tokenRules(properties))));
        }
    }
}
