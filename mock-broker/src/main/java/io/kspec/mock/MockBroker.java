package io.kspec.mock;

import io.kspec.mock.api.Handlers;
import io.kspec.mock.clock.BrokerClock;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.cluster.BrokerIdentity;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterBroker;
import io.kspec.mock.dispatch.AnsweredVersions;
import io.kspec.mock.dispatch.Dispatcher;
import io.kspec.mock.dispatch.Entrance;
import io.kspec.mock.dispatch.Router;
import io.kspec.mock.limit.Limit;
import io.kspec.mock.limit.LimitReporter;
import io.kspec.mock.listener.ListenerName;
import io.kspec.mock.net.Server;
import io.kspec.mock.script.Journal;
import io.kspec.mock.script.JournalEntry;
import io.kspec.mock.script.NearMiss;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.Scenario;
import io.kspec.mock.script.ScenarioStep;
import io.kspec.mock.script.Script;
import io.kspec.mock.script.Stub;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A broker that behaves like Apache Kafka unless it is scripted to misbehave: an in-memory cluster of one broker, or of several
 * that share one script and one journal. {@link #host}, {@link #port} and {@link #identity} are those of the first broker.
 *
 * <pre>{@code
 * try (MockBroker broker = MockBroker.builder().topic("orders", 3).start()) {
 *     connect(broker.bootstrap());
 * }
 * }</pre>
 *
 * <p>Thread-safe: the broker does all of its work on a single thread of its own.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public final class MockBroker implements AutoCloseable {
    private static final int MOST_LISTED = 3;

    private final Server server;
    private final List<ListenerName> listeners;
    private final BrokerIdentity identity;
    private final MockCluster cluster;
    private final MockRecorder recorder;
    private final BrokerClock clock;
    private final Router router;
    private final Dispatcher dispatcher;
    private final Runnable onAdvance;
    private final Script script = new Script();
    private final Journal journal;
    private final Object closing = new Object();
    private volatile boolean closed;

    MockBroker(MockBrokerBuilder builder) throws IOException {
        clock = builder.clock();
        listeners = builder.listeners();
        journal = builder.emptyJournal();
        LimitReporter limits = new LimitReporter(builder.limitListener());
        server = Server.bind(builder.bindHost(), builder.ports(), builder.limits(), limits);
        try {
            Cluster state = builder.cluster(server.ports());
            state.space()
                    .onFull(() -> limits.reached(Limit.LOG_SPACE, state.space().consequenceOfBeingFull()));
            ClusterBroker first = state.brokers().all().get(0);
            identity = new BrokerIdentity(first.nodeId(), state.id(), first.host(), first.port());
            router = new Router(Handlers.of(state), state.release(), builder.restrictions());
            dispatcher = new Dispatcher(state, router, clock, server.alarm(clock), script, journal);
            cluster = new MockCluster(server, state, dispatcher);
            recorder = new MockRecorder(this, server, dispatcher);
            onAdvance = () -> server.run(dispatcher::advance);
            if (clock instanceof ManualClock manual) {
                manual.addListener(onAdvance);
            }
            server.accept(
                    dispatcher,
                    builder.listeners().stream()
                            .flatMap(listener -> state.brokers().all().stream()
                                    .map(broker -> new Entrance(broker.nodeId(), listener)))
                            .toList());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** A builder of a broker. */
    public static MockBrokerBuilder builder() {
        return new MockBrokerBuilder();
    }

    /**
     * Starts a broker with default settings on a free port.
     *
     * @throws IOException if it cannot listen
     */
    public static MockBroker start() throws IOException {
        return builder().start();
    }

    /**
     * Deletes the log segments that exceed {@code retention.ms} or {@code retention.bytes} of their topics now, rather than
     * when Kafka would: every five minutes.
     */
    public void applyRetention() {
        cluster.change(state -> state.logs().applyRetention(clock.nowMs()));
    }

    /** Compacts the logs of all topics whose {@code cleanup.policy} says so, including their newest records. */
    public void compact() {
        cluster.change(state -> state.logs().compact(clock.nowMs()));
    }

    /** The host that clients are told to connect to. */
    public String host() {
        return identity.host();
    }

    /** The port that the broker listens on. */
    public int port() {
        return server.ports().get(0);
    }

    /**
     * Host and port in the form of {@code bootstrap.servers}: {@code 127.0.0.1:20123}; with several brokers, all of them,
     * separated by commas; with several listeners, those of the first one.
     */
    public String bootstrap() {
        return bootstrap(listeners.get(0).name());
    }

    /**
     * Host and port of each broker for the clients of a listener, in the form of {@code bootstrap.servers}.
     *
     * @throws IllegalArgumentException if there is no listener of this name
     */
    public String bootstrap(String listener) {
        List<String> names = listeners().stream().map(ListenerName::name).toList();
        int index = names.indexOf(listener);
        if (index < 0) {
            throw new IllegalArgumentException("listener: expected one of " + names + ", found " + listener);
        }
        List<Integer> ports = server.ports();
        int brokers = ports.size() / names.size();
        return ports.subList(index * brokers, (index + 1) * brokers).stream()
                .map(port -> host() + ":" + port)
                .collect(Collectors.joining(","));
    }

    /** The listeners of each broker. */
    public List<ListenerName> listeners() {
        return listeners;
    }

    /** The brokers, and who leads what among them; changes it. */
    public MockCluster cluster() {
        return cluster;
    }

    /** Records stubs from another broker. */
    public MockRecorder recorder() {
        return recorder;
    }

    /** The node id, cluster id and advertised address. */
    public BrokerIdentity identity() {
        return identity;
    }

    /** The versions of each API that the broker answers. */
    @API(status = API.Status.INTERNAL, since = "0.1.0")
    public AnsweredVersions advertisedVersions() {
        return router.answered();
    }

    /** Adds a stub. If several stubs match a request, they act in the order in which they were added: see {@link Script}. */
    public Stub stubFor(Stub stub) {
        server.run(() -> script.add(stub));
        return stub;
    }

    /** Removes this instance of a stub; stubs that are merely equal to it stay. */
    public void removeStub(Stub stub) {
        server.run(() -> script.remove(stub));
    }

    /** Removes instances of stubs and adds stubs in one step, so that no request is answered in between. */
    public void replaceStubs(Collection<Stub> removed, List<Stub> added) {
        server.run(() -> {
            removed.forEach(script::remove);
            added.forEach(script::add);
        });
    }

    /** Removes all stubs. */
    public void resetStubs() {
        server.run(script::reset);
    }

    /** The stubs, the one added last first. */
    public List<Stub> stubs() {
        return read(script::stubs);
    }

    /** The stubs that have not acted on any request, in the order in which they were added; also after {@link #close()}. */
    public List<Stub> unfiredStubs() {
        return read(script::unfired);
    }

    /** The scenarios of the stubs, by name. */
    public List<Scenario> scenarios() {
        return read(script::scenarios);
    }

    /** Puts a scenario into a state: its stubs that require this state act from now on. */
    public void setScenarioState(String scenario, String state) {
        server.run(() -> script.setScenario(scenario, state));
    }

    /** Puts all scenarios into the state in which they begin, which is {@value ScenarioStep#STARTED}. */
    public void resetScenarios() {
        server.run(script::resetScenarios);
    }

    /**
     * Advances the broker's clock, and does what is due by then.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration duration) {
        server.run(() -> dispatcher.advanceClock(duration));
    }

    /**
     * The requests that the broker has received and how it answered them, oldest first; the oldest are dropped once the
     * journal is full. It can still be read after {@link #close()}.
     */
    public List<JournalEntry> journal() {
        return read(journal::entries);
    }

    /**
     * The journal entries whose requests match a pattern, oldest first.
     *
     * @throws IllegalArgumentException if the pattern matches refused requests, which the journal does not distinguish
     *     from others
     */
    public List<JournalEntry> journal(RequestPattern pattern) {
        if (pattern.refused()) {
            throw new IllegalArgumentException("expected a pattern of answered requests, found " + pattern);
        }
        return read(() -> journal.entries().stream()
                .filter(entry -> entry.matches(pattern, dispatcher.topics()))
                .toList());
    }

    /** The requests in the journal that come nearest to a pattern without matching it, the nearest first, at most three. */
    public List<NearMiss> nearMisses(RequestPattern pattern) {
        return read(() -> NearMiss.of(pattern, journal.entries(), dispatcher.topics(), MOST_LISTED));
    }

    /**
     * Registers a listener for requests that have been answered, or have ended otherwise. It runs on the broker's thread, which
     * it must not block.
     */
    public void onEnded(Consumer<JournalEntry> listener) {
        server.run(() -> journal.onEnded(listener));
    }

    /** Clears the journal. */
    public void clearJournal() {
        server.run(journal::clear);
    }

    /**
     * Asserts how many requests in the journal match a pattern.
     *
     * @throws AssertionError if the number differs; the message has the last matches, the nearest misses and the stubs that never
     *     acted
     */
    public void verify(int count, RequestPattern pattern) {
        List<JournalEntry> found = journal(pattern);
        if (found.size() != count) {
            StringBuilder message = new StringBuilder(
                    "expected " + count + (count == 1 ? " request that matches " : " requests that match ") + pattern
                            + ", found " + found.size() + " among " + journal().size());
            found.subList(Math.max(0, found.size() - MOST_LISTED), found.size())
                    .forEach(entry -> message.append("\n  match: ").append(entry));
            nearMisses(pattern)
                    .forEach(miss -> message.append("\n  near miss: ").append(miss));
            unfiredStubs()
                    .forEach(stub -> message.append("\n  never acted: stub ").append(stub.name()));
            throw new AssertionError(message.toString());
        }
    }

    /** The broker's time, in milliseconds since the epoch. */
    public long nowMs() {
        return clock.nowMs();
    }

    /** Whether the broker has been closed. */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Asserts that every stub has acted.
     *
     * @throws AssertionError if not; the message names the stubs that have not, with the nearest misses of each
     */
    public void verifyStubsActed() {
        List<Stub> unfired = unfiredStubs();
        if (!unfired.isEmpty()) {
            StringBuilder message =
                    new StringBuilder("expected every stub to act, found " + unfired.size() + " that did not");
            unfired.forEach(stub -> message.append("\n  ").append(whyUnfired(stub)));
            throw new AssertionError(message.toString());
        }
    }

    private String whyUnfired(Stub stub) {
        RequestPattern pattern = stub.request();
        if (pattern.refused()) {
            return "stub " + stub.name();
        }
        int matching = journal(pattern).size();
        StringBuilder why = new StringBuilder("stub " + stub.name() + ": " + matching + " requests matched");
        if (matching == 0) {
            nearMisses(pattern).forEach(miss -> why.append("\n    near miss: ").append(miss));
        }
        return why.toString();
    }

    /** Reads state on the broker's thread or, once the broker is closed, on this one. */
    private <T> T read(Supplier<T> state) {
        AtomicReference<T> result = new AtomicReference<>();
        try {
            server.run(() -> result.set(state.get()));
        } catch (RejectedExecutionException e) {
            // Read below, when it is closed.
        }
        T found = result.get();
        if (found != null) {
            return found;
        }
        synchronized (closing) {
            return state.get();
        }
    }

    /** Closes the ports and all connections. The journal and the stubs remain. Closing again has no effect. */
    @Override
    public void close() {
        if (clock instanceof ManualClock manual) {
            manual.removeListener(onAdvance);
        }
        synchronized (closing) {
            if (!closed) {
                server.close();
                closed = true;
            }
        }
    }

    @Override
    public String toString() {
        return "mock broker at " + bootstrap();
    }
}
