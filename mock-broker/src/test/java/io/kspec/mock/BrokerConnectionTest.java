package io.kspec.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.net.SocketLimits;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections are accepted, served in order, and closed. */
class BrokerConnectionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "270f 0000 00000001 0001 61", // an API key that no release has
                "0004 0000 00000001 0001 61", // LeaderAndIsr, which clients never ask
                "0003 0063 00000001 0001 61", // Metadata v99
                "0003 ffff 00000001 0001 61", // Metadata v-1
                "0003 0001 00000001 0001 61 7fffffff", // an array of two thousand million topics
                "0003 0001 00000001 0001 61 00000001 0005 61", // a name that ends early
                "0003 0001 00000001 7fff 61", // a client id that ends early
                "0003 0001 0000", // not even a header
                "0012 0063 00000001 0001 61" // an unknown version of ApiVersions, but its header has no tagged fields
            })
    void anInvalidRequestClosesItsConnectionAndNoOther(String hex) throws IOException {
        try (MockBroker broker = MockBroker.start();
                WireClient bystander = new WireClient(broker);
                WireClient offender = new WireClient(broker)) {
            offender.sendFrame(Bytes.fromHex(hex));

            assertThat(offender.receiveFrame()).isNull();
            assertThat(bystander.ask("ApiVersions", 0, request -> {}).getInt("ErrorCode"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00100001", "7fffffff", "ffffffff", "80000000", "47455420"})
    void aSizeBeyondTheLimitClosesTheConnectionBeforeAnyFurtherByte(String size) throws IOException {
        SocketLimits limits = new SocketLimits(1 << 20, 10, false);
        try (MockBroker broker = MockBroker.builder().limits(limits).start();
                WireClient client = new WireClient(broker)) {
            client.sendRaw(Bytes.fromHex(size));

            assertThat(client.receiveFrame()).isNull();
        }
    }

    @Test
    void aRequestThatArrivesTogetherWithASizeBeyondTheLimitIsAnswered() throws IOException {
        try (MockBroker broker = MockBroker.start();
                WireClient client = new WireClient(broker)) {
            client.sendRaw(Bytes.fromHex("0000000a 0012 0000 00000007 0000 7fffffff"));

            assertThat(client.receive("ApiVersions", 0, 7).getInt("ErrorCode")).isZero();
            assertThat(client.receiveFrame()).isNull();
        }
    }

    @Test
    void aBrokerThatExpectsWholeRequestsClosesTheConnectionOnAPartialOne() throws IOException {
        SocketLimits limits = new SocketLimits(1 << 20, 10, true);
        try (MockBroker broker = MockBroker.builder().limits(limits).start();
                WireClient whole = new WireClient(broker);
                WireClient pieces = new WireClient(broker)) {
            assertThat(whole.ask("ApiVersions", 0, request -> {}).getInt("ErrorCode"))
                    .isZero();
            pieces.sendRaw(Bytes.fromHex("0000"));

            assertThat(pieces.receiveFrame()).isNull();
        }
    }

    @Test
    void aConnectionBeyondTheLimitIsClosed() throws IOException {
        try (MockBroker broker = MockBroker.builder()
                        .limits(new SocketLimits(1000, 1, false))
                        .start();
                WireClient first = new WireClient(broker)) {
            first.ask("ApiVersions", 0, request -> {});
            try (WireClient second = new WireClient(broker)) {
                assertThat(second.receiveFrame()).isNull();
            }
            assertThat(first.ask("ApiVersions", 0, request -> {}).getInt("ErrorCode"))
                    .isZero();
        }
    }

    @Test
    void anUnknownVersionOfApiVersionsIsAnsweredAtVersionZero() throws IOException {
        try (MockBroker broker = MockBroker.start();
                WireClient client = new WireClient(broker)) {
            client.sendFrame(Bytes.fromHex("0012 0063 00000007 0001 61 00 ffffff"));

            Bytes expected = Bytes.fromHex("00000007 0023 00000001 0012 0000 0005");
            assertThat(client.receiveFrame()).isEqualTo(expected);
            assertThat(client.ask("ApiVersions", 0, request -> {}).getInt("ErrorCode"))
                    .isZero();
        }
    }

    @Test
    void bytesAfterARequestsBodyAreIgnored() throws IOException {
        try (MockBroker broker = MockBroker.start();
                WireClient client = new WireClient(broker)) {
            client.sendFrame(Bytes.fromHex("0012 0000 00000007 0001 61 dead"));

            assertThat(client.receive("ApiVersions", 0, 7).getInt("ErrorCode")).isZero();
        }
    }

    @Test
    void responsesKeepTheOrderOfTheirRequestsBehindAWaitingFetch() throws IOException {
        ManualClock clock = ManualClock.at(Instant.EPOCH);
        try (MockBroker broker = MockBroker.builder().topic("t", 1).clock(clock).start();
                WireClient client = new WireClient(broker)) {
            client.send("Fetch", 4, Requests.fetch("t", 0, 0, 1, 60_000));
            int fetch = client.correlationId();
            client.send("ApiVersions", 0, request -> {});
            int apiVersions = client.correlationId();
            client.awaitArrival("Fetch");
            clock.advance(Duration.ofSeconds(60));

            Message fetched = client.receive("Fetch", 4, fetch);
            assertThat(Requests.onlyPartition(fetched, "Responses", "Partitions")
                            .getInt("ErrorCode"))
                    .isZero();
            assertThat(client.receive("ApiVersions", 0, apiVersions).getInt("ErrorCode"))
                    .isZero();
        }
    }

    @Test
    void manyRequestsInOneSegmentAreAllAnswered() throws IOException {
        try (MockBroker broker = MockBroker.start();
                WireClient client = new WireClient(broker)) {
            Bytes one = Bytes.fromHex("0000000a 0012 0000 00000007 0000");
            Bytes many = Bytes.EMPTY;
            for (int i = 0; i < 500; i++) {
                many = many.concat(one);
            }
            client.sendRaw(many);

            for (int i = 0; i < 500; i++) {
                assertThat(client.receive("ApiVersions", 0, 7).getInt("ErrorCode"))
                        .isZero();
            }
        }
    }

    @Test
    void anOmittedApiIsNeitherAdvertisedNorAnswered() throws IOException {
        try (MockBroker broker = MockBroker.builder()
                        .versions("Metadata", new Versions(1, 4))
                        .versions("InitProducerId", Versions.NONE)
                        .start();
                WireClient client = new WireClient(broker);
                WireClient second = new WireClient(broker)) {
            Message advertised = client.ask("ApiVersions", 0, request -> {});

            assertThat(advertised.getStructs("ApiKeys"))
                    .filteredOn(api -> api.getInt("ApiKey") == 3)
                    .singleElement()
                    .satisfies(api -> {
                        assertThat(api.getInt("MinVersion")).isEqualTo(1);
                        assertThat(api.getInt("MaxVersion")).isEqualTo(4);
                    });
            assertThat(advertised.getStructs("ApiKeys")).noneMatch(api -> api.getInt("ApiKey") == 22);
            client.send("Metadata", 0, request -> {});
            assertThat(client.receiveFrame()).isNull();
            second.send("InitProducerId", 0, request -> {});
            assertThat(second.receiveFrame()).isNull();
        }
    }

    @Test
    void anEmptySoftwareNameIsRefused() throws IOException {
        try (MockBroker broker = MockBroker.start();
                WireClient client = new WireClient(broker)) {
            Message refused = client.ask("ApiVersions", 3, request -> {});

            assertThat(refused.getInt("ErrorCode")).isEqualTo(ErrorCode.INVALID_REQUEST.code());
            assertThat(refused.getStructs("ApiKeys")).isEmpty();
        }
    }
}
