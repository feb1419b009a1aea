package io.kspec.suite.mutation;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.cluster.AdvertisedVersions;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.NotOffered;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.play.RunNames;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ProducerIdRequests;
import io.kspec.suite.check.Case;
import io.kspec.suite.mutants.MutantListener;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** A mock broker, as it is or with a mutation, and the cases that are played on it one after the other. */
final class MutatedBroker implements Closeable {
    private static final String PRODUCER_ID = "ProducerId";

    /** The id of the only broker. */
    static final int NODE_ID = 1;

    /** How long a case waits for what a mutation may keep from it. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long a case may take. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "limit of cases");
        thread.setDaemon(true);
        return thread;
    });

    private static final ConnectionSettings CONNECTIONS = ConnectionSettings.DEFAULT.withReadTimeout(PATIENCE);

    private final MockBroker broker;
    private final MutantListener listener;
    private final AdvertisedVersions advertised;
    private final RunNames names = RunNames.withPrefix("kspec-mutation");
    private final AtomicInteger made = new AtomicInteger();
    /** What went wrong in making a response wrong. */
    private final AtomicReference<RuntimeException> fault = new AtomicReference<>();

    private MutatedBroker(MockBroker broker, MutantListener listener) {
        this.broker = broker;
        this.listener = listener;
        this.advertised = new AdvertisedVersions(broker.advertisedVersions().ranges().entrySet().stream()
                .collect(Collectors.toMap(range -> range.getKey().key(), Map.Entry::getValue)));
    }

    /** A broker without a mutation. */
    static MutatedBroker start() throws IOException {
        return start(null, MutantListener.OPEN);
    }

    /**
     * A broker.
     *
     * @param mutation what is wrong with its responses; null for nothing
     */
    static MutatedBroker start(@Nullable Mutation mutation, MutantListener listener) throws IOException {
        MockBrokerBuilder builder = MockBroker.builder()
                .seed(1)
                .nodeIds(NODE_ID)
                .clientTelemetry(true)
                .brokerConfig("group.share.min.record.lock.duration.ms", "1000")
                .journal(0, 0);
        listener.secure(builder);
        MutatedBroker broker = new MutatedBroker(builder.start(), listener);
        if (mutation != null) {
            if (mutation.field().endsWith(PRODUCER_ID)) {
                broker.drawProducerId();
            }
            broker.make(mutation);
        }
        return broker;
    }

    /** Takes the first producer id, as the checks do that make a target ready: it is 0, and 0 is a mutation. */
    private void drawProducerId() {
        try (Stage stage = Stage.on(new Target(broker.host(), broker.port()))
                .settings(listener.logIn(CONNECTIONS))
                .open()) {
            stage.advertised(advertised);
            ClientRequest init = ProducerIdRequests.init(null, 1);
            Exchange unused = stage.role("first")
                    .connection()
                    .exchange(init, advertised.common(init.api()).highest());
        }
    }

    private void make(Mutation mutation) {
        ResponseDefinition wrong = asKafka().rewriting(response -> rewrite(mutation, response));
        Integer layout = mutation.layout();
        broker.stubFor(request(mutation.api().name())
                .atVersion(mutation.version())
                .willReturn(layout == null ? wrong : wrong.inLayoutOf(layout)));
    }

    private Message rewrite(Mutation mutation, Message response) {
        try {
            Message wrong = mutation.change().apply(response);
            if (mutation.layout() != null || !wrong.equals(response)) {
                made.incrementAndGet();
            }
            return wrong;
        } catch (RuntimeException e) {
            fault.set(new IllegalStateException(mutation.toString(), e));
            throw e;
        }
    }

    /**
     * How many responses were made wrong.
     *
     * @throws IllegalStateException if one could not be
     */
    int made() {
        RuntimeException failed = fault.get();
        if (failed != null) {
            throw failed;
        }
        return made.get();
    }

    /** What it advertises. */
    AdvertisedVersions advertised() {
        return advertised;
    }

    /** The APIs and versions that it answers. */
    Map<ApiSpec, Versions> answered() {
        return broker.advertisedVersions().ranges();
    }

    /** Plays a case that knows nothing of others, as the suite does. */
    CasePlayed play(PlayableCase played) {
        Transcript transcript = new Transcript();
        long start = System.nanoTime();
        Stage stage = Stage.on(new Target(broker.host(), broker.port()))
                .settings(listener.logIn(CONNECTIONS))
                .names(names)
                .transcript(transcript)
                .open();
        stage.advertised(advertised);
        ScheduledFuture<?> alarm =
                WATCH.schedule(Thread.currentThread()::interrupt, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        Throwable thrown = thrownBy(played, stage);
        if (!alarm.cancel(false)) {
            Thread.interrupted();
        }
        stage.topics().abandonAll(); // the broker goes, too
        stage.close();
        return new CasePlayed(
                listener,
                end(thrown),
                thrown == null ? "" : String.valueOf(thrown),
                transcript.exchanges(),
                System.nanoTime() - start);
    }

    private static @Nullable Throwable thrownBy(PlayableCase played, Stage stage) {
        try {
            played.check().invoke(new Case(stage, played.api(), played.version()));
            return null;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    /** As the suite judges what a case threw. */
    private static CasePlayed.End end(@Nullable Throwable thrown) {
        if (thrown == null) {
            return CasePlayed.End.PASSED;
        }
        if (thrown instanceof TestAbortedException || thrown instanceof NotOffered) {
            return CasePlayed.End.SKIPPED;
        }
        return thrown instanceof AssertionError || thrown instanceof StageFailure
                ? CasePlayed.End.FAILED
                : CasePlayed.End.BROKEN;
    }

    @Override
    public void close() {
        broker.close();
    }
}
