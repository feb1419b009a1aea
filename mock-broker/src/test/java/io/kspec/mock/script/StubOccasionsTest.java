package io.kspec.mock.script;

import static io.kspec.mock.script.RequestPattern.anyRequest;
import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.mock.script.ResponseDefinition.disconnectBeforeApplying;
import static io.kspec.mock.script.ResponseDefinition.silenceBeforeApplying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.script.JournalEntry.RequestOutcome;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** When stubs act, how several act together, and how a broker tells which have acted. */
class StubOccasionsTest {
    private final ManualClock clock = ManualClock.at(Instant.EPOCH);

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    StubOccasionsTest() throws IOException {
        broker = MockBroker.builder().clock(clock).topic("a", 2).topic("b", 1).start();
        client = new WireClient(broker);
    }

    private Message metadata(String topic) throws IOException {
        return client.ask("Metadata", 1, request -> request.add("Topics", entry -> entry.set("Name", topic)));
    }

    private ErrorCode heartbeat() throws IOException {
        return Requests.error(client.ask("Heartbeat", 0, request -> request.set("GroupId", "g")));
    }

    private List<Boolean> refusals(int count) throws IOException {
        List<Boolean> refused = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            refused.add(heartbeat() == ErrorCode.NOT_COORDINATOR);
        }
        return refused;
    }

    @Test
    void requestsInWhichNothingMatchesAreNotCounted() throws IOException {
        broker.stubFor(request("Metadata")
                .willReturn(asKafka().with("Topics[Name=b].ErrorCode", ErrorCode.LEADER_NOT_AVAILABLE))
                .onNth(2));

        metadata("a");
        metadata("b");
        metadata("a");
        assertThat(broker.unfiredStubs()).hasSize(1);
        assertThat(Requests.error(Requests.only(metadata("b").getStructs("Topics"))))
                .isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE);
        assertThat(broker.unfiredStubs()).isEmpty();
    }

    @Test
    void aStubActsOnEveryNthOccasionFromAFirstOneOn() throws IOException {
        Stub refusal = request("Heartbeat").willReturn(asKafka().error(ErrorCode.NOT_COORDINATOR));
        broker.stubFor(refusal.onEvery(3));
        assertThat(refusals(7)).containsExactly(false, false, true, false, false, true, false);

        broker.resetStubs();
        broker.stubFor(refusal.fromNth(2).onEvery(2));
        assertThat(refusals(6)).containsExactly(false, false, true, false, true, false);
    }

    @Test
    void chanceDependsOnNothingButTheSeed() throws IOException {
        Stub refusal = request("Heartbeat").willReturn(asKafka().error(ErrorCode.NOT_COORDINATOR));
        broker.stubFor(refusal.withChance(0.3, 7));
        List<Boolean> first = refusals(200);
        broker.resetStubs();
        broker.stubFor(refusal.withChance(0.3, 7));
        List<Boolean> second = refusals(200);
        broker.resetStubs();
        broker.stubFor(refusal.withChance(0.3, 8));

        assertThat(second).isEqualTo(first);
        assertThat(refusals(200)).isNotEqualTo(first);
        assertThat(first.stream().filter(refused -> refused).count()).isBetween(40L, 80L);
    }

    @Test
    void allMatchingStubsActInTheOrderInWhichTheyWereAdded() throws IOException {
        broker.stubFor(anyRequest()
                .willReturn(asKafka().after(Duration.ofSeconds(9)).sizeOffBy(0))
                .named("slow"));
        broker.stubFor(request("Metadata")
                .willReturn(asKafka().with("Topics[*].ErrorCode", 5).with("ControllerId", 8))
                .named("first"));
        broker.stubFor(request("Metadata")
                .willReturn(asKafka().with("ControllerId", 9).after(Duration.ofSeconds(1)))
                .named("second"));
        client.send("Metadata", 1, request -> request.add("Topics", entry -> entry.set("Name", "a")));
        client.awaitArrival("Metadata");
        clock.advance(Duration.ofSeconds(1));

        Message response = client.receive("Metadata", 1);

        assertThat(response.getInt("ControllerId")).isEqualTo(9);
        assertThat(Requests.error(Requests.only(response.getStructs("Topics"))))
                .isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE);
        assertThat(broker.journal()).singleElement().satisfies(entry -> assertThat(entry.stubs())
                .containsExactly("slow", "first", "second"));
    }

    @Test
    void errorsOfSeveralStubsConcernTheirOwnEntriesAndTheLastOneDecidesOnTheSame() throws IOException {
        broker.stubFor(request("Metadata").willReturn(asKafka().error(ErrorCode.LEADER_NOT_AVAILABLE)));
        broker.stubFor(request("Metadata")
                .where("Topics[*].Name", "b")
                .willReturn(asKafka().error(ErrorCode.TOPIC_AUTHORIZATION_FAILED)));

        Message response = client.ask("Metadata", 1, request -> request.add("Topics", entry -> entry.set("Name", "a"))
                .add("Topics", entry -> entry.set("Name", "b")));

        assertThat(response.getStructs("Topics"))
                .extracting(Requests::error)
                .containsExactly(ErrorCode.LEADER_NOT_AVAILABLE, ErrorCode.TOPIC_AUTHORIZATION_FAILED);
    }

    @Test
    void aStubWithKafkasResponseExemptsFromTheStubsBeforeIt() throws IOException {
        broker.stubFor(request("Heartbeat").willReturn(asKafka().error(ErrorCode.NOT_COORDINATOR)));
        broker.stubFor(request("Heartbeat").willReturn(asKafka()).onFirst(2));

        assertThat(refusals(3)).containsExactly(false, false, true);
    }

    @Test
    void severalEntriesAreAddedAtOnceAndByTurns() throws IOException {
        broker.stubFor(request("Metadata").willReturn(asKafka().adding("Topics", topic("x"), topic("y"))));
        broker.stubFor(request("Metadata").willReturn(asKafka().adding("Topics", topic("z"))));

        assertThat(metadata("a").getStructs("Topics"))
                .extracting(topic -> topic.getString("Name"))
                .containsExactly("a", "x", "y", "z");
    }

    private static Map<String, Object> topic(String name) {
        return Map.of("Name", name);
    }

    @Test
    void aStubCanBeForOneBrokerOnly() throws IOException {
        broker.stubFor(request("Heartbeat").toBroker(2).willReturn(asKafka().error(ErrorCode.NOT_COORDINATOR)));
        assertThat(refusals(1)).containsExactly(false);
        broker.stubFor(request("Heartbeat").toBroker(1).willReturn(asKafka().error(ErrorCode.NOT_COORDINATOR)));
        assertThat(refusals(1)).containsExactly(true);
    }

    @Test
    void aLostRequestTakesNoEffectAndNothingAfterItOnItsConnectionIsServed() throws IOException {
        broker.stubFor(request("DeleteTopics").atVersion(1).willReturn(silenceBeforeApplying()));
        broker.stubFor(request("DeleteTopics").atVersion(2).willReturn(disconnectBeforeApplying()));
        client.send("DeleteTopics", 1, request -> request.set("TopicNames", List.of("a"))
                .set("TimeoutMs", 1));
        client.send("ApiVersions", 0, request -> {});

        assertThat(client.hearsNothingFor(100)).isTrue();
        try (WireClient other = new WireClient(broker)) {
            other.send("DeleteTopics", 2, request -> request.set("TopicNames", List.of("a"))
                    .set("TimeoutMs", 1));
            assertThat(other.receiveFrame()).isNull();
        }
        try (WireClient other = new WireClient(broker)) {
            assertThat(other.ask("Metadata", 1, request -> request.set("Topics", null))
                            .getStructs("Topics"))
                    .hasSize(2);
        }
        assertThat(broker.journal()).extracting(JournalEntry::outcome).startsWith(RequestOutcome.SILENT);
    }

    @Test
    void aStubAdvancesTheClockBeforeItsRequestIsHandled() throws IOException {
        broker.stubFor(request("Heartbeat").willReturn(asKafka().advancing(Duration.ofMinutes(5))));
        long before = clock.nowMs();
        Message joined = client.ask("JoinGroup", 0, request -> request.set("GroupId", "g")
                .set("SessionTimeoutMs", 10_000)
                .set("ProtocolType", "consumer")
                .add("Protocols", protocol -> protocol.set("Name", "range")));
        String member = joined.getString("MemberId");

        Message beaten = client.ask("Heartbeat", 0, request -> request.set("GroupId", "g")
                .set("GenerationId", 1)
                .set("MemberId", member));

        assertThat(Requests.error(beaten)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(clock.nowMs() - before).isEqualTo(300_000);
    }

    @Test
    void aFailedVerificationShowsWhatCameNearest() throws IOException {
        broker.stubFor(request("Produce")
                .willReturn(asKafka().error(ErrorCode.CORRUPT_MESSAGE))
                .named("unused"));
        metadata("a");
        heartbeat();
        heartbeat();

        assertThatThrownBy(() -> broker.verify(1, request("Heartbeat").where("GroupId", "h")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "found 0 among 3",
                        "near miss: GroupId is g instead of h: #3",
                        "and 1 more",
                        "never acted: stub unused")
                .satisfies(
                        error -> assertThat(String.valueOf(error.getMessage()).indexOf("GroupId is"))
                                .isLessThan(String.valueOf(error.getMessage()).indexOf("the API is Metadata")));
        assertThatThrownBy(broker::verifyStubsActed)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("stub unused: 0 requests matched", "near miss: the API is");
    }

    @Test
    void theJournalAndTheUnfiredStubsSurviveTheBroker() throws IOException {
        broker.stubFor(request("Produce")
                .willReturn(asKafka().error(ErrorCode.CORRUPT_MESSAGE))
                .named("unused"));
        heartbeat();

        broker.close();

        assertThat(broker.journal()).hasSize(1);
        assertThat(broker.unfiredStubs()).extracting(Stub::name).containsExactly("unused");
        broker.verify(1, request("Heartbeat"));
    }

    @Test
    void aLogThatNobodyReadsDoesNotBlockTheBroker() throws IOException {
        CountDownLatch released = new CountDownLatch(1);
        Handler stuck = new Handler() {
            @Override
            public void publish(LogRecord record) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.kspec.mock.dispatch.WarningLog");
        logger.addHandler(stuck);
        logger.setUseParentHandlers(false);
        try {
            broker.stubFor(new Stub(
                    "misfit", request("Metadata"), Occurrences.ALL, asKafka().with("ControllerId", "text")));
            for (int i = 0; i < 3; i++) {
                try (WireClient failing = new WireClient(broker)) {
                    failing.send("Metadata", 1, request -> {});
                    assertThat(failing.receiveFrame()).isNull();
                }
            }

            assertThat(heartbeat()).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        } finally {
            released.countDown();
            logger.removeHandler(stuck);
            logger.setUseParentHandlers(true);
        }
    }
}
