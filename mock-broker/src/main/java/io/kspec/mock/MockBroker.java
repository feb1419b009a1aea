package io.kspec.mock;

import io.kspec.mock.api.Handlers;
import io.kspec.mock.clock.BrokerClock;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.cluster.BrokerIdentity;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.AnsweredVersions;
import io.kspec.mock.dispatch.Dispatcher;
import io.kspec.mock.dispatch.Router;
import io.kspec.mock.net.Server;
import io.kspec.mock.script.Journal;
import io.kspec.mock.script.JournalEntry;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.Script;
import io.kspec.mock.script.Stub;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A broker that behaves like Apache Kafka until it is told otherwise: a cluster of one node, in memory.
 *
 * <pre>{@code
 * try (MockBroker broker = MockBroker.builder().topic("orders", 3).start()) {
 *     connect(broker.host(), broker.port());
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads; everything that happens happens on one thread of the broker's own.
 */
public final class MockBroker implements AutoCloseable {
    private final Server server;
    private final BrokerIdentity identity;
    private final BrokerClock clock;
    private final Router router;
    private final Runnable onAdvance;
    private final Script script = new Script();
    private final Journal journal;

    MockBroker(MockBrokerBuilder builder) throws IOException {
        clock = builder.clock();
        journal = builder.emptyJournal();
        server = Server.bind(builder.bindHost(), builder.port(), builder.limits());
        try {
            identity = builder.identity(server.port());
            Cluster cluster = builder.cluster(identity);
            router = new Router(Handlers.of(cluster), builder.restrictions());
            Dispatcher dispatcher = new Dispatcher(cluster, router, clock, server.alarm(clock), script, journal);
            onAdvance = () -> server.run(dispatcher::advance);
            if (clock instanceof ManualClock manual) {
                manual.addListener(onAdvance);
            }
            server.accept(dispatcher);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** A broker that is prepared, and not started. */
    public static MockBrokerBuilder builder() {
        return new MockBrokerBuilder();
    }

    /**
     * Starts a broker with nothing special, on a free port.
     *
     * @throws IOException if it cannot listen
     */
    public static MockBroker start() throws IOException {
        return builder().start();
    }

    /** The host that the broker tells clients to connect to. */
    public String host() {
        return identity.host();
    }

    /** The port that the broker listens on. */
    public int port() {
        return server.port();
    }

    /** Host and port as Kafka's clients take them: {@code 127.0.0.1:20123}. */
    public String bootstrap() {
        return host() + ":" + port();
    }

    /** Its node id and cluster id, and what it advertises as its address. */
    public BrokerIdentity identity() {
        return identity;
    }

    /** The versions of each API that it answers. */
    public AnsweredVersions advertisedVersions() {
        return router.answered();
    }

    /** Has requests answered as a stub says, from now on; of several stubs for a request the last one counts. */
    public Stub stubFor(Stub stub) {
        server.run(() -> script.add(stub));
        return stub;
    }

    /** Has requests answered without a stub again. */
    public void removeStub(Stub stub) {
        server.run(() -> script.remove(stub));
    }

    /** Has all requests answered as Kafka does again. */
    public void resetStubs() {
        server.run(script::reset);
    }

    /** The stubs in force, last added first. */
    public List<Stub> stubs() {
        List<Stub> stubs = new ArrayList<>();
        server.run(() -> stubs.addAll(script.stubs()));
        return stubs;
    }

    /** What it has seen and said, oldest first; the latest of it, if there was more than the journal holds. */
    public List<JournalEntry> journal() {
        List<JournalEntry> entries = new ArrayList<>();
        server.run(() -> entries.addAll(journal.entries()));
        return entries;
    }

    /**
     * The journal's entries for requests of a pattern, oldest first.
     *
     * @throws IllegalArgumentException if the pattern is for refused requests, which the journal does not tell from others
     */
    public List<JournalEntry> journal(RequestPattern pattern) {
        if (pattern.refused()) {
            throw new IllegalArgumentException("expected a pattern of requests that are answered, found " + pattern);
        }
        return journal().stream()
                .filter(entry -> entry.decodedRequest()
                        .filter(request -> pattern.matches(request, entry.clientId()))
                        .isPresent())
                .toList();
    }

    /** Forgets what it has seen. */
    public void clearJournal() {
        server.run(journal::clear);
    }

    /**
     * Demands that requests were seen.
     *
     * @throws AssertionError if their number is another; it lists the journal
     */
    public void verify(int count, RequestPattern pattern) {
        int found = journal(pattern).size();
        if (found != count) {
            throw new AssertionError(
                    "expected " + count + " requests that match " + pattern + ", found " + found + " in " + journal());
        }
    }

    /** Closes the port and all connections; nothing is kept. A second call does nothing. */
    @Override
    public void close() {
        if (clock instanceof ManualClock manual) {
            manual.removeListener(onAdvance);
        }
        server.close();
    }

    @Override
    public String toString() {
        return "mock broker at " + bootstrap();
    }
}
