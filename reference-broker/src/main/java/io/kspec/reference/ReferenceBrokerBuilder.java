package io.kspec.reference;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What may be special about a start; made by {@link ReferenceBroker#of}. Not safe for use by several threads. */
public final class ReferenceBrokerBuilder {

    private final KafkaRelease release;
    private final SortedMap<String, String> properties = new TreeMap<>();
    private final SortedMap<String, Integer> features = new TreeMap<>();
    private int fixedPort;
    private int heapMegabytes = 512;
    private Duration limit = Duration.ofSeconds(60);
    private Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    private Consumer<String> progress = line -> {};

    ReferenceBrokerBuilder(KafkaRelease release) {
        this.release = release;
    }

    /**
     * Sets a property of the broker, over the built-in ones; {@code unstable.api.versions.enable=true} offers API versions
     * that the release still works on.
     *
     * @throws IllegalArgumentException if it is one that the start itself sets, such as {@code listeners}
     */
    public ReferenceBrokerBuilder property(String name, String value) {
        if (ServerProperties.OWN.contains(name)) {
            throw new IllegalArgumentException(
                    name + ": expected a property that the start leaves free; it sets this one itself");
        }
        properties.put(name, value);
        return this;
    }

    /** Sets several; see {@link #property}. */
    public ReferenceBrokerBuilder properties(Map<String, String> more) {
        more.forEach(this::property);
        return this;
    }

    /**
     * Formats the storage with a level of a feature other than the release's own choice, as {@code share.version} 1
     * (KIP-1022; releases from 3.8). Levels that the release still works on also need the property
     * {@code unstable.feature.versions.enable=true}.
     */
    public ReferenceBrokerBuilder feature(String name, int level) {
        features.put(name, level);
        return this;
    }

    /**
     * Fixes the broker's port.
     *
     * @param port 1 to 65535, or 0 for any free one, which is the default
     */
    public ReferenceBrokerBuilder port(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: expected 0 to 65535, found " + port);
        }
        fixedPort = port;
        return this;
    }

    /**
     * Bounds the broker's heap.
     *
     * @param megabytes from 256, which Kafka's log cleaner needs; the default is 512
     */
    public ReferenceBrokerBuilder heap(int megabytes) {
        if (megabytes < 256) {
            throw new IllegalArgumentException("heap: expected 256 MB or more, found " + megabytes);
        }
        heapMegabytes = megabytes;
        return this;
    }

    /** Bounds the time until the broker is ready, its jars being there; the default is 60 seconds. */
    public ReferenceBrokerBuilder readyWithin(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("readyWithin: expected a positive time, found " + time);
        }
        limit = time;
        return this;
    }

    /** Makes the broker's directory elsewhere than among the temporary files. */
    ReferenceBrokerBuilder in(Path directory) {
        parent = directory;
        return this;
    }

    /** Tells a person who waits what is being done, a line at a time. */
    public ReferenceBrokerBuilder progress(Consumer<String> lines) {
        progress = lines;
        return this;
    }

    /**
     * Fetches the jars if need be, formats the storage, starts the broker and returns when it has answered.
     *
     * @throws ReferenceBrokerException if the jars cannot be had, the fixed port is taken, the storage cannot be formatted,
     *     or the broker ends or is not ready within the limit; nothing is left running, nor on the disk
     */
    public ReferenceBroker start() {
        return new BrokerStart(release, properties, features, fixedPort, heapMegabytes, limit, parent, progress)
                .start();
    }
}
