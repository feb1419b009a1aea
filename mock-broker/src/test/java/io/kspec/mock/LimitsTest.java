package io.kspec.mock;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.fetch;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.cluster.ClusterSettings;
import io.kspec.mock.limit.Limit;
import io.kspec.mock.net.SocketLimits;
import io.kspec.mock.script.JournalEntry;
import io.kspec.mock.script.JournalEntry.RequestOutcome;
import io.kspec.mock.script.RequestPattern;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a client can do to a broker harms only that client, and a limit that is reached is told. */
class LimitsTest {
    private final BlockingQueue<Limit> reached = new LinkedBlockingQueue<>();

    private MockBrokerBuilder builder() {
        return MockBroker.builder().topic("t", 1).limitListener((limit, consequence) -> reached.add(limit));
    }

    private @Nullable Limit reached() throws InterruptedException {
        return reached.poll(10, TimeUnit.SECONDS);
    }

    private static void assertServed(WireClient client) throws IOException {
        assertThat(client.ask("ApiVersions", 0, request -> {}).getInt("ErrorCode"))
                .isZero();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Bytes sized(int size) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(0, size).array());
    }

    @Test
    void aConnectionTooManyIsClosedAndJournalled() throws Exception {
        try (MockBroker broker =
                        builder().limits(new SocketLimits(1 << 20, 1, false)).start();
                WireClient first = new WireClient(broker)) {
            assertServed(first);
            try (WireClient second = new WireClient(broker)) {
                assertThat(second.receiveFrame()).isNull();
            }

            JournalEntry entry = broker.journal().get(broker.journal().size() - 1);
            assertThat(entry.outcome()).isEqualTo(RequestOutcome.DISCONNECTED);
            assertThat(entry.note()).isEqualTo("there are 1 connections, the most that SocketLimits allows");
            assertThat(reached()).isEqualTo(Limit.CONNECTIONS);
            assertServed(first);
        }
    }

    @Test
    void aFullLogIsToldOnce() throws Exception {
        try (MockBroker broker = builder()
                        .settings(ClusterSettings.DEFAULTS.withLogBytes(300))
                        .start();
                WireClient client = new WireClient(broker)) {
            for (int i = 0; i < 20; i++) {
                client.ask("Produce", 7, produce("t", 0, 1, batch(1).build().bytes()));
            }

            assertThat(reached()).isEqualTo(Limit.LOG_SPACE);
            assertThat(reached.poll(100, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void aListenerThatBlocksDoesNotBlockTheBroker() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        try (MockBroker broker = builder()
                        .settings(ClusterSettings.DEFAULTS.withLogBytes(100))
                        .limitListener((limit, consequence) -> {
                            blocked.countDown();
                            awaitUninterruptibly(released);
                        })
                        .start();
                WireClient client = new WireClient(broker)) {
            for (int i = 0; i < 3; i++) {
                client.ask("Produce", 7, produce("t", 0, 1, batch(1).build().bytes()));
            }
            assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();

            assertServed(client);
        } finally {
            released.countDown();
        }
    }

    @Test
    void ofIncompleteRequestsTheLargestIsGivenUp() throws Exception {
        try (MockBroker broker = builder()
                        .limits(new SocketLimits(100 << 20, 100, false, 1 << 20))
                        .start();
                WireClient modest = new WireClient(broker);
                WireClient greedy = new WireClient(broker)) {
            modest.sendRaw(sized(1_000));
            greedy.sendRaw(sized(50 << 20));
            greedy.sendRaw(Bytes.wrap(new byte[(1 << 20) + 1]));

            assertThat(greedy.receiveFrame()).isNull();
            assertThat(reached()).isEqualTo(Limit.INCOMPLETE_REQUESTS);
            modest.sendRaw(Bytes.wrap(new byte[500]));
            assertThat(modest.hearsNothingFor(50)).isTrue();
            try (WireClient other = new WireClient(broker)) {
                assertServed(other);
            }
        }
    }

    @Test
    void aPeerThatSendsHalfARequestHoldsNobodyUp() throws Exception {
        try (MockBroker broker = builder().start();
                WireClient half = new WireClient(broker);
                WireClient other = new WireClient(broker)) {
            half.sendRaw(sized(100));
            half.sendRaw(Bytes.wrap(new byte[50]));

            assertServed(other);
            assertThat(broker.journal()).hasSize(1);
        }
    }

    /** A client that sends requests and reads no response is served again only when it reads. */
    @Test
    void aClientThatDoesNotReadIsNotServed() throws Exception {
        RecordBatch large = RecordBatch.builder()
                .append(System.currentTimeMillis(), null, Bytes.wrap(new byte[900_000]))
                .build();
        try (MockBroker broker = builder().start();
                WireClient slow = new WireClient(broker);
                WireClient other = new WireClient(broker)) {
            for (int i = 0; i < 4; i++) {
                other.ask("Produce", 7, produce("t", 0, 1, large.bytes()));
            }
            for (int i = 0; i < 40; i++) {
                slow.send("Fetch", 4, request -> {
                    fetch("t", 0, 0, entry -> entry.set("PartitionMaxBytes", 10 << 20))
                            .accept(request);
                    request.set("MaxBytes", 10 << 20);
                });
            }
            slow.awaitArrival("Fetch");
            assertServed(other);
            assertThat(broker.journal(RequestPattern.request("Fetch"))).hasSizeLessThan(10);

            for (int i = 0; i < 40; i++) {
                assertThat(slow.receiveFrame()).isNotNull();
            }
            assertServed(other);
        }
    }
}
