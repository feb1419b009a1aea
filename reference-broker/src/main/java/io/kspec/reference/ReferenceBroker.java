package io.kspec.reference;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A running broker of an Apache Kafka release: a single node that is both broker and controller (KRaft), on free ports of
 * the loopback interface, initially without topics. {@link ReferenceCluster} has several of them.
 *
 * <pre>{@code
 * try (ReferenceBroker broker = ReferenceBroker.start("4.3.1")) {
 *     connect(broker.host(), broker.port());
 * }
 * }</pre>
 *
 * <p>{@link #close} and an orderly end of this JVM kill the process and remove its data. If this JVM is killed, the broker
 * notices, halts and its data is removed. Internal topics are created on first use, as in any Kafka cluster, so the first
 * FindCoordinator may be answered with COORDINATOR_NOT_AVAILABLE.
 *
 * <p>Thread-safe.
 */
public final class ReferenceBroker implements AutoCloseable {

    private final KafkaRelease release;
    private final ClusterMembership member;
    private final int port;
    private final List<BrokerListener> listeners;
    private final BrokerProcess process;
    private final BrokerStart start;
    private volatile Process broker;

    ReferenceBroker(
            KafkaRelease release,
            ClusterMembership member,
            int port,
            List<BrokerListener> listeners,
            BrokerProcess process,
            Process broker,
            BrokerStart start) {
        this.release = release;
        this.member = member;
        this.port = port;
        this.listeners = List.copyOf(listeners);
        this.process = process;
        this.broker = broker;
        this.start = start;
    }

    /**
     * Starts a release with the default options: {@code of(release).start()}.
     *
     * @throws ReferenceBrokerException if it cannot be started; see {@link ReferenceBrokerBuilder#start}
     */
    public static ReferenceBroker start(String release) {
        return of(release).start();
    }

    /**
     * Returns the options for starting a release.
     *
     * @param release such as {@code 4.3.1}; 2.8.0 or newer
     * @throws ReferenceBrokerException if the text is not a release, or is older than 2.8.0
     */
    public static ReferenceBrokerBuilder of(String release) {
        return new ReferenceBrokerBuilder(KafkaRelease.of(release));
    }

    /** The release, such as {@code 4.3.1}. */
    public String release() {
        return release.version();
    }

    /** The host that the broker listens on and advertises: {@code 127.0.0.1}. */
    public String host() {
        return LoopbackPorts.HOST;
    }

    /** The port of the PLAINTEXT listener. */
    public int port() {
        return port;
    }

    /**
     * The port of a listener that was added.
     *
     * @throws IllegalArgumentException if there is no listener of this name
     */
    public int port(String listener) {
        return listeners.stream()
                .filter(each -> each.name().equals(listener))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of " + listeners + ", found " + listener))
                .port();
    }

    /** Host and port as in {@code bootstrap.servers}, such as {@code 127.0.0.1:20123}. */
    public String bootstrap() {
        return host() + ":" + port;
    }

    /** The cluster id, as in Metadata responses. */
    public String clusterId() {
        return member.clusterId();
    }

    /** Its place in its cluster. */
    ClusterMembership member() {
        return member;
    }

    /** The process id of the broker; another one after a restart. */
    public long pid() {
        return broker.pid();
    }

    /** Whether the broker is running; it may have been stopped, or have crashed. */
    public boolean isRunning() {
        return broker.isAlive();
    }

    /** Completes with the exit code when the process of now ends, by {@link #stop}, {@link #close} or a crash. */
    public CompletableFuture<Integer> ended() {
        return broker.onExit().thenApply(Process::exitValue);
    }

    /**
     * Returns the last lines of the broker's log, oldest first.
     *
     * @param lines the maximum number of lines; only the last 256 KiB are read
     * @return the lines; empty once the broker is closed
     */
    public List<String> log(int lines) {
        try {
            return LogTail.of(process.directory().log(), lines);
        } catch (IOException closed) {
            return List.of();
        }
    }

    /**
     * Shuts the broker down in an orderly way, which hands over its partitions to other brokers of its cluster, and returns when
     * it has ended. Its data is kept for {@link #restart}.
     *
     * @throws ReferenceBrokerException if it does not end in time
     */
    public synchronized void stop() {
        try {
            process.stop();
        } catch (IOException e) {
            throw new ReferenceBrokerException(release.version(), "stopping " + release, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReferenceBrokerException(release.version(), "stopping " + release, e);
        }
    }

    /**
     * Starts the broker again after {@link #stop}, with its data and on the same ports, and returns when it answers.
     *
     * @throws ReferenceBrokerException if it runs, or cannot be started
     */
    public synchronized void restart() {
        if (isRunning()) {
            throw new ReferenceBrokerException(release.version(), "expected " + this + " to be stopped, but it runs");
        }
        broker = start.restart(process, member, port);
    }

    /** Kills the broker and removes its data before it returns. Later calls do nothing. */
    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return release + " at " + bootstrap();
    }
}
