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
    private final Process broker;

    ReferenceBroker(
            KafkaRelease release,
            ClusterMembership member,
            int port,
            List<BrokerListener> listeners,
            BrokerProcess process,
            Process broker) {
        this.release = release;
        this.member = member;
        this.port = port;
        this.listeners = List.copyOf(listeners);
        this.process = process;
        this.broker = broker;
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

    /** The process id of the broker. */
    public long pid() {
        return broker.pid();
    }

    /** Whether the broker is still running; it may have crashed. */
    public boolean isRunning() {
        return broker.isAlive();
    }

    /** Completes with the exit code when the broker ends, by {@link #close} or by a crash. */
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
