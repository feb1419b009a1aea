package io.kspec.mock;

import io.kspec.mock.dispatch.Dispatcher;
import io.kspec.mock.net.Server;
import io.kspec.mock.recording.RecordedExchange;
import io.kspec.mock.recording.RecordedStubs;
import io.kspec.mock.recording.Recording;
import io.kspec.mock.recording.TargetCluster;
import io.kspec.mock.script.JournalEntry;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.spec.ApiSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Records stubs: another broker, such as Apache Kafka, answers the requests that no stub matches, and its responses become stubs that
 * answer the same without it. Obtained from {@link MockBroker#recorder()}.
 *
 * <pre>{@code
 * mock.recorder().start(kafka);
 * connect(mock.bootstrap());
 * String stubs = mock.recorder().stop().text();
 * }</pre>
 *
 * <p>Start before clients connect: a client that has connected earlier knows the mock's versions and topics, not those of the other
 * broker. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class MockRecorder {
    private final MockBroker broker;
    private final Server server;
    private final Dispatcher dispatcher;
    private @Nullable Recording recording;
    private int tooLarge;

    MockRecorder(MockBroker broker, Server server, Dispatcher dispatcher) {
        this.broker = broker;
        this.server = server;
        this.dispatcher = dispatcher;
    }

    /**
     * What has been recorded.
     *
     * @param state {@code NeverStarted}, {@code Recording} or {@code Stopped}, as in WireMock
     * @param targetBroker the broker that is or was recorded from, or null
     * @param exchanges the number of requests and responses that were kept
     * @param omitted the number of exchanges or stubs that were not, because a limit was exceeded
     */
    public record Status(String state, @Nullable String targetBroker, int exchanges, int omitted) {}

    /**
     * Lets another broker answer the requests that no stub matches, and records its responses. Every broker of its cluster is
     * represented by the mock's broker with the same node id. Blocks for some seconds at most.
     *
     * @param targetBroker host and port of any broker of the cluster: {@code localhost:9092}
     * @throws IllegalStateException if recording has started already
     * @throws IllegalArgumentException if the address is none, or the mock's brokers have other node ids than the cluster's
     * @throws IOException if the broker cannot be reached, or does not answer as Kafka does
     */
    public synchronized void start(String targetBroker) throws IOException {
        if (isActive()) {
            throw new IllegalStateException("expected a recording to be stopped before another one starts");
        }
        TargetCluster target = TargetCluster.inquire(targetBroker);
        target.requireNodeIds(broker.cluster().brokers());
        Recording started = new Recording(target, broker.cluster().brokers(), server.connector(), dispatcher::advance);
        recording = started;
        tooLarge = 0;
        server.run(() -> dispatcher.relay(started));
    }

    /**
     * Stops to record: the mock itself answers again. It does not add the stubs.
     *
     * @throws IllegalStateException if recording has not started
     */
    public synchronized RecordedStubs stop() {
        Recording stopped = recording;
        if (stopped == null || stopped.isStopped()) {
            throw new IllegalStateException("expected a recording that has started");
        }
        List<RecordedExchange> exchanges = new ArrayList<>();
        server.run(() -> {
            dispatcher.relay(null);
            stopped.stop();
            exchanges.addAll(stopped.exchanges());
        });
        RecordedStubs stubs = RecordedStubs.of(exchanges);
        tooLarge = stubs.omitted();
        return stubs;
    }

    /** What has been recorded. */
    public synchronized Status status() {
        Recording last = recording;
        if (last == null) {
            return new Status("NeverStarted", null, 0, 0);
        }
        List<Status> status = new ArrayList<>();
        server.run(() -> status.add(new Status(
                last.isStopped() ? "Stopped" : "Recording",
                last.targetBroker(),
                last.exchanges().size(),
                last.omitted() + tooLarge)));
        return MockCluster.only(status);
    }

    private boolean isActive() {
        return recording != null && !recording.isStopped();
    }

    /** Stubs that answer as the requests in the journal were answered, whoever answered them. */
    public RecordedStubs snapshot() {
        return RecordedStubs.of(broker.journal().stream()
                .map(MockRecorder::exchange)
                .flatMap(Optional::stream)
                .toList());
    }

    private static Optional<RecordedExchange> exchange(JournalEntry entry) {
        ApiSpec api = entry.api();
        Bytes response = entry.response();
        if (api == null || response == null || Dispatcher.hasSecrets(api)) {
            return Optional.empty();
        }
        Duration elapsed = Duration.ofMillis(entry.answeredMs() - entry.receivedMs());
        return entry.decodedRequest().flatMap(request -> Optional.ofNullable(
                        Frames.attemptResponse(api, entry.version(), response).body())
                .map(body -> new RecordedExchange(entry.brokerId(), api, request, body, elapsed)));
    }
}
