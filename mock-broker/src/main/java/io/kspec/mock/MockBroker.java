package io.kspec.mock;

import io.kspec.mock.api.Handlers;
import io.kspec.mock.clock.BrokerClock;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.cluster.BrokerIdentity;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.AnsweredVersions;
import io.kspec.mock.dispatch.Dispatcher;
import io.kspec.mock.dispatch.Entrance;
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
 * A broker that behaves like Apache Kafka unless it is scripted to misbehave: an in-memory cluster of one node.
 *
 * <pre>{@code
 * try (MockBroker broker = MockBroker.builder().topic("orders", 3).start()) {
 *     connect(broker.host(), broker.port());
 * }
 * }</pre>
 *
 * <p>Thread-safe: the broker does all of its work on a single thread of its own.
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
            server.accept(dispatcher, new Entrance(identity.nodeId(), Entrance.PLAINTEXT));
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

    /** The host that clients are told to connect to. */
    public String host() {
        return identity.host();
    }

    /** The port that the broker listens on. */
    public int port() {
        return server.port();
    }

    /** Host and port in the form of {@code bootstrap.servers}: {@code 127.0.0.1:20123}. */
    public String bootstrap() {
        return host() + ":" + port();
    }

    /** The node id, cluster id and advertised address. */
    public BrokerIdentity identity() {
        return identity;
    }

    /** The versions of each API that the broker answers. */
    public AnsweredVersions advertisedVersions() {
        return router.answered();
    }

    /** Adds a stub. If several stubs match a request, the one added last answers it. */
    public Stub stubFor(Stub stub) {
        server.run(() -> script.add(stub));
        return stub;
    }

    /** Removes a stub. */
    public void removeStub(Stub stub) {
        server.run(() -> script.remove(stub));
    }

    /** Removes all stubs. */
    public void resetStubs() {
        server.run(script::reset);
    }

    /** The stubs, the one added last first. */
    public List<Stub> stubs() {
        List<Stub> stubs = new ArrayList<>();
        server.run(() -> stubs.addAll(script.stubs()));
        return stubs;
    }

    /**
     * The requests that the broker has received and how it answered them, oldest first; the oldest are dropped once the
     * journal is full.
     */
    public List<JournalEntry> journal() {
        List<JournalEntry> entries = new ArrayList<>();
        server.run(() -> entries.addAll(journal.entries()));
        return entries;
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
        return journal().stream()
                .filter(entry -> entry.decodedRequest()
                        .filter(request -> pattern.matches(request, entry.clientId()))
                        .isPresent())
                .toList();
    }

    /** Clears the journal. */
    public void clearJournal() {
        server.run(journal::clear);
    }

    /**
     * Asserts how many requests in the journal match a pattern.
     *
     * @throws AssertionError if the number differs; the message lists the journal
     */
    public void verify(int count, RequestPattern pattern) {
        int found = journal(pattern).size();
        if (found != count) {
            throw new AssertionError(
                    "expected " + count + " requests that match " + pattern + ", found " + found + " in " + journal());
        }
    }

    /** Closes the port and all connections, and discards all state. Closing again has no effect. */
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
