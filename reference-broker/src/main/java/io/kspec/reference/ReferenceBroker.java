package io.kspec.reference;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A running Apache Kafka of a given release: one node that is broker and controller (KRaft), on free ports of the loopback
 * interface, with empty data of its own.
 *
 * <pre>{@code
 * try (ReferenceBroker broker = ReferenceBroker.start("4.3.1")) {
 *     connect(broker.host(), broker.port());
 * }
 * }</pre>
 *
 * <p>The process and its data do not outlive this JVM: {@link #close} ends them, so does an orderly end of the JVM, and
 * when the JVM is killed the broker notices, halts and has its data removed. Internal topics appear on first use as in any
 * Kafka, so the first FindCoordinator may be answered with COORDINATOR_NOT_AVAILABLE.
 *
 * <p>Safe for use by several threads.
 */
public final class ReferenceBroker implements AutoCloseable {

    private final KafkaRelease release;
    private final String clusterId;
    private final int port;
    private final BrokerProcess process;
    private final Process broker;

    ReferenceBroker(KafkaRelease release, String clusterId, int port, BrokerProcess process, Process broker) {
        this.release = release;
        this.clusterId = clusterId;
        this.port = port;
        this.process = process;
        this.broker = broker;
    }

    /**
     * Starts a release with nothing special: {@code of(release).start()}.
     *
     * @throws ReferenceBrokerException if it does not come up; see {@link ReferenceBrokerBuilder#start}
     */
    public static ReferenceBroker start(String release) {
        return of(release).start();
    }

    /**
     * Prepares a start.
     *
     * @param release as {@code 4.3.1}; 2.8.0 or newer
     * @throws ReferenceBrokerException if that is not a release, or is older
     */
    public static ReferenceBrokerBuilder of(String release) {
        return new ReferenceBrokerBuilder(KafkaRelease.of(release));
    }

    /** The release that runs, as {@code 4.3.1}. */
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

    /** Host and port as Kafka's clients take them, {@code 127.0.0.1:20123}. */
    public String bootstrap() {
        return host() + ":" + port;
    }

    /** The cluster id that the broker tells in Metadata. */
    public String clusterId() {
        return clusterId;
    }

    /** The process of the broker. */
    public long pid() {
        return broker.pid();
    }

    /** Whether the broker still runs; it may have ended by a fault of its own. */
    public boolean isRunning() {
        return broker.isAlive();
    }

    /** Completes with the exit code when the broker ends, by {@link #close} or by a fault of its own. */
    public CompletableFuture<Integer> ended() {
        return broker.onExit().thenApply(Process::exitValue);
    }

    /**
     * The last lines of what the broker has logged, oldest first.
     *
     * @param lines how many at most, from 1; no more than the last 256 KiB hold
     * @return empty once the broker is closed
     */
    public List<String> log(int lines) {
        try {
            return LogTail.of(process.directory().log(), lines);
        } catch (IOException closed) {
            return List.of();
        }
    }

    /** Kills the broker and removes its data; returns when both are gone. A second call does nothing. */
    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return release + " at " + bootstrap();
    }
}
