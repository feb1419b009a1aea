package io.kspec.reference;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Options for starting a broker, created by {@link ReferenceBroker#of}. Not thread-safe. */
public final class ReferenceBrokerBuilder {

    private final KafkaRelease release;
    private final SortedMap<String, String> properties = new TreeMap<>();
    private final SortedMap<String, Integer> features = new TreeMap<>();
    private final SortedMap<String, String> listeners = new TreeMap<>();
    private final List<String> scramCredentials = new ArrayList<>();
    private final List<Path> plugIns = new ArrayList<>();
    private int fixedPort;
    private int heapMegabytes = 512;
    private Duration limit = Duration.ofMinutes(2);
    private @Nullable Path parent;
    private Consumer<String> progress = line -> {};

    ReferenceBrokerBuilder(KafkaRelease release) {
        this.release = release;
    }

    /**
     * Sets a property of the broker and overrides kspec's value for it. For example,
     * {@code unstable.api.versions.enable=true} enables API versions that are still in development.
     *
     * @throws IllegalArgumentException if the start depends on the property, such as {@code listeners}
     */
    public ReferenceBrokerBuilder property(String name, String value) {
        if (ServerProperties.RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    name + ": expected a property that may be overridden, found one that the start depends on");
        }
        properties.put(name, value);
        return this;
    }

    /** Sets several properties; see {@link #property}. */
    public ReferenceBrokerBuilder properties(Map<String, String> more) {
        more.forEach(this::property);
        return this;
    }

    /**
     * Formats the storage with another level of a feature than the release's default, such as {@code share.version} 1
     * (KIP-1022; releases from 3.8). Levels that are still in development also need the property
     * {@code unstable.feature.versions.enable=true}.
     */
    public ReferenceBrokerBuilder feature(String name, int level) {
        features.put(name, level);
        return this;
    }

    /**
     * Adds a listener on a free port; see {@link ReferenceBroker#port(String)}. Its keys and logins are properties of the
     * broker, such as {@code listener.name.secure.ssl.keystore.location}.
     *
     * @param name in capitals, such as {@code SECURE}
     * @param protocol SSL, SASL_PLAINTEXT or SASL_SSL
     */
    public ReferenceBrokerBuilder listener(String name, String protocol) {
        listeners.put(name, protocol);
        return this;
    }

    /**
     * Formats the storage with a user's SCRAM credentials (KIP-900; releases from 3.5).
     *
     * @param mechanism SCRAM-SHA-256 or SCRAM-SHA-512
     */
    public ReferenceBrokerBuilder scramUser(String mechanism, String user, String password) {
        scramCredentials.add(mechanism + "=[name=" + user + ",password=" + password + "]");
        return this;
    }

    /**
     * Adds a jar or a folder of classes to the broker's class path, such as that of a reporter of metrics which the property
     * {@code metric.reporters} names.
     */
    public ReferenceBrokerBuilder plugIn(Path classes) {
        plugIns.add(classes);
        return this;
    }

    /**
     * Sets the broker's port.
     *
     * @param port 1 to 65535, or 0 to pick a free one (the default)
     */
    public ReferenceBrokerBuilder port(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: expected 0 to 65535, found " + port);
        }
        fixedPort = port;
        return this;
    }

    /**
     * Sets the broker's maximum heap size.
     *
     * @param megabytes 256 or more, because Kafka's log cleaner needs that much (default: 512)
     */
    public ReferenceBrokerBuilder heap(int megabytes) {
        if (megabytes < 256) {
            throw new IllegalArgumentException("heap: expected 256 MB or more, found " + megabytes);
        }
        heapMegabytes = megabytes;
        return this;
    }

    /** Sets how long the start may take once the jars are there (default: two minutes). */
    public ReferenceBrokerBuilder readyWithin(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("readyWithin: expected a positive time, found " + time);
        }
        limit = time;
        return this;
    }

    /**
     * Keeps the broker's files on disk, in the folder for temporary files, for data of any size. By default they are in memory
     * where the system offers a folder there with room: a broker that creates and deletes many topics spends a third of its
     * processor time in the file system of a disk.
     */
    public ReferenceBrokerBuilder onDisk() {
        return in(BrokerFolder.onDisk());
    }

    /** Sets the folder in which the broker's directory is created (default: see {@link #onDisk}). */
    ReferenceBrokerBuilder in(Path directory) {
        parent = directory;
        return this;
    }

    /** Sets a consumer of one line about each step, to show to the user. */
    public ReferenceBrokerBuilder progress(Consumer<String> lines) {
        progress = lines;
        return this;
    }

    /**
     * Fetches the jars if necessary, formats the storage, starts the broker and returns when it answers.
     *
     * @throws ReferenceBrokerException if the jars cannot be fetched, the fixed port is taken, the storage cannot be
     *     formatted, or the broker ends or is not ready within the limit; no process and no file is left behind
     */
    public ReferenceBroker start() {
        return start(fixedPort, null);
    }

    private ReferenceBroker start(int port, @Nullable ClusterMembership joins) {
        return new BrokerStart(
                        release,
                        properties,
                        features,
                        listeners,
                        scramCredentials,
                        plugIns,
                        port,
                        heapMegabytes,
                        joins,
                        limit,
                        parent == null ? BrokerFolder.fastest() : parent,
                        progress)
                .start();
    }

    /**
     * Starts a cluster of brokers with these options, whose node ids count from 1, one after the other. The first one has the
     * fixed port, if there is one, and is also the controller.
     *
     * @param brokers 1 or more
     * @throws ReferenceBrokerException if one of them cannot be started, as in {@link #start}
     */
    public ReferenceCluster startCluster(int brokers) {
        if (brokers < 1) {
            throw new IllegalArgumentException("brokers: expected 1 or more, found " + brokers);
        }
        List<ReferenceBroker> started = new ArrayList<>();
        boolean complete = false;
        try {
            started.add(start());
            ClusterMembership founder = started.get(0).member();
            for (int id = founder.nodeId() + 1; id <= brokers; id++) {
                started.add(start(0, founder.withNodeId(id)));
            }
            complete = true;
            return new ReferenceCluster(started);
        } finally {
            if (!complete) {
                started.forEach(ReferenceBroker::close);
            }
        }
    }
}
