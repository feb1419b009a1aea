package io.kspec.mock;

import io.kspec.mock.api.AdvertisedVersions;
import io.kspec.mock.api.ApiTable;
import io.kspec.mock.api.BrokerIdentity;
import io.kspec.mock.api.Cluster;
import io.kspec.mock.clock.BrokerClock;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.dispatch.Dispatcher;
import io.kspec.mock.net.Server;
import java.io.IOException;

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
    private final ApiTable table;
    private final Runnable onAdvance;

    MockBroker(MockBrokerBuilder builder) throws IOException {
        clock = builder.clock();
        server = Server.bind(builder.bindHost(), builder.port(), builder.limits());
        try {
            identity = builder.identity(server.port());
            Cluster cluster = builder.cluster(identity);
            table = ApiTable.of(cluster, builder.restrictions());
            Dispatcher dispatcher = new Dispatcher(cluster, table, clock, server.alarm(clock));
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
    public AdvertisedVersions advertisedVersions() {
        return table.advertised();
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
