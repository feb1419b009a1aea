package io.kspec.mock.script;

import static io.kspec.mock.Requests.error;
import static io.kspec.mock.script.RequestPattern.anyRequest;
import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.mock.script.ResponseDefinition.disconnect;
import static io.kspec.mock.script.ResponseDefinition.disconnectBeforeApplying;
import static io.kspec.mock.script.ResponseDefinition.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.script.JournalEntry.RequestOutcome;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which requests a stub answers, and how it changes the message that Kafka would send. */
class StubTest {
    private final ManualClock clock = ManualClock.at(Instant.EPOCH);

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    StubTest() throws IOException {
        broker = MockBroker.builder().clock(clock).topic("a", 2).topic("b", 1).start();
        client = new WireClient(broker);
    }

    private static void allTopics(MessageBuilder request) {
        request.set("Topics", null);
    }

    private static Consumer<MessageBuilder> heartbeat(String group) {
        return request -> request.set("GroupId", group);
    }

    @Test
    void onlyRequestsWithTheApiVersionClientAndValuesOfThePatternMatch() throws IOException {
        broker.stubFor(request("Heartbeat")
                .atVersions(1, 2)
                .fromClient("wire-client")
                .where("GroupId", "g")
                .willReturn(asKafka().error(ErrorCode.REBALANCE_IN_PROGRESS)));
        broker.stubFor(
                request("Heartbeat").fromClient("another").willReturn(asKafka().error(ErrorCode.NOT_COORDINATOR)));

        assertThat(error(client.ask("Heartbeat", 1, heartbeat("g")))).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
        assertThat(error(client.ask("Heartbeat", 1, heartbeat("h")))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(error(client.ask("Heartbeat", 0, heartbeat("g")))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void nullIsAValue() throws IOException {
        broker.stubFor(
                request("Metadata").where("Topics", null).willReturn(asKafka().with("ControllerId", 99)));

        assertThat(client.ask("Metadata", 1, StubTest::allTopics).getInt("ControllerId"))
                .isEqualTo(99);
        assertThat(client.ask("Metadata", 1, request -> {}).getInt("ControllerId"))
                .isEqualTo(1);
    }

    @Test
    void aStubCanAnswerOnlyTheNthRequest() throws IOException {
        broker.stubFor(request("Heartbeat")
                .willReturn(asKafka().error(ErrorCode.NOT_COORDINATOR))
                .onNth(2));

        assertThat(error(client.ask("Heartbeat", 0, heartbeat("g")))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(error(client.ask("Heartbeat", 0, heartbeat("g")))).isEqualTo(ErrorCode.NOT_COORDINATOR);
        assertThat(error(client.ask("Heartbeat", 0, heartbeat("g")))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void theStubAddedLastTakesPrecedenceUntilItIsRemoved() throws IOException {
        broker.stubFor(anyRequest().willReturn(asKafka().error(ErrorCode.NOT_COORDINATOR)));
        Stub last = broker.stubFor(request("Heartbeat").willReturn(asKafka().error(ErrorCode.FENCED_INSTANCE_ID)));

        assertThat(error(client.ask("Heartbeat", 0, heartbeat("g")))).isEqualTo(ErrorCode.FENCED_INSTANCE_ID);
        broker.removeStub(last);
        assertThat(error(client.ask("Heartbeat", 0, heartbeat("g")))).isEqualTo(ErrorCode.NOT_COORDINATOR);
        broker.resetStubs();
        assertThat(error(client.ask("Heartbeat", 0, heartbeat("g")))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void fieldsAreSetByPathInOneEntryOrAll() throws IOException {
        broker.stubFor(request("Metadata")
                .willReturn(asKafka()
                        .with("Topics[0].Partitions[1].ErrorCode", "LEADER_NOT_AVAILABLE")
                        .with("Topics[*].Partitions[*].LeaderId", 42)
                        .with("Topics[Name=b].ErrorCode", ErrorCode.TOPIC_AUTHORIZATION_FAILED)
                        .with("ThrottleTimeMs", 5)));

        List<Message> topics = client.ask("Metadata", 1, StubTest::allTopics).getStructs("Topics");

        assertThat(topics)
                .extracting(Requests::error)
                .containsExactly(ErrorCode.NONE, ErrorCode.TOPIC_AUTHORIZATION_FAILED);
        assertThat(topics)
                .flatExtracting(topic -> topic.getStructs("Partitions"))
                .extracting(partition -> partition.getInt("LeaderId"))
                .containsExactly(42, 42, 42);
        assertThat(topics.get(0).getStructs("Partitions"))
                .extracting(Requests::error)
                .containsExactly(ErrorCode.NONE, ErrorCode.LEADER_NOT_AVAILABLE);
    }

    @Test
    void aFunctionRewritesTheWholeResponse() throws IOException {
        broker.stubFor(request("Metadata")
                .willReturn(asKafka()
                        .rewriting(response -> response.with(
                                "ControllerId", response.getStructs("Topics").size() + 40))));

        assertThat(client.ask("Metadata", 1, StubTest::allTopics).getInt("ControllerId"))
                .isEqualTo(42);
    }

    @Test
    void aPathThatNoVersionHasIsRefusedWhenTheStubIsMade() {
        assertThatThrownBy(() -> request("Metadata").willReturn(asKafka().with("Topics[0].Nme", 1)))
                .hasMessageContainingAll("Topics[0].Nme", "Metadata (3) response");
        assertThatThrownBy(() ->
                        request("Heartbeat").atVersion(0).willReturn(asKafka().omitting("ThrottleTimeMs")))
                .hasMessageContainingAll("ThrottleTimeMs", "versions 0");
        assertThatThrownBy(() -> request("Heartbeat").where("GroupName", "g")).hasMessageContaining("GroupName");
        assertThatThrownBy(() -> asKafka().omitting("Header.Size")).hasMessageContaining("Header.Size");
    }

    @Test
    void entriesAreRemovedAndAdded() throws IOException {
        broker.stubFor(request("ApiVersions")
                .willReturn(asKafka()
                        .without("ApiKeys[ApiKey=8]")
                        .without("ApiKeys[ApiKey=9]")
                        .adding("ApiKeys", Map.of("ApiKey", 77, "MinVersion", 0, "MaxVersion", 3))));

        assertThat(client.ask("ApiVersions", 0, request -> {}).getStructs("ApiKeys"))
                .extracting(api -> api.getInt("ApiKey"))
                .contains(77, 10)
                .doesNotContain(8, 9);
    }

    @Test
    void anErrorIsSetForTheWholeResponseOrInEveryEntry() throws IOException {
        broker.stubFor(request("Metadata").willReturn(asKafka().error(ErrorCode.TOPIC_AUTHORIZATION_FAILED)));

        assertThat(client.ask("Metadata", 1, StubTest::allTopics).getStructs("Topics"))
                .hasSize(2)
                .allMatch(topic -> error(topic) == ErrorCode.TOPIC_AUTHORIZATION_FAILED);
    }

    @Test
    void aRequestCanBeIgnoredOrChangedBeforeItIsHandled() throws IOException {
        broker.stubFor(request("CreateTopics").atVersion(2).willReturn(aResponse()));
        broker.stubFor(request("CreateTopics")
                .atVersion(3)
                .willReturn(asKafka().asIfAsked("Topics[0].Name", "other").with("Topics[0].Name", "new")));
        Consumer<MessageBuilder> create =
                request -> request.set("timeoutMs", 100).add("Topics", topic -> topic.set("Name", "new")
                        .set("NumPartitions", 1)
                        .set("ReplicationFactor", 1));

        assertThat(client.ask("CreateTopics", 2, create).getStructs("Topics")).isEmpty();
        assertThat(client.ask("CreateTopics", 3, create)
                        .getStructs("Topics")
                        .get(0)
                        .getString("Name"))
                .isEqualTo("new");
        assertThat(client.ask("Metadata", 1, StubTest::allTopics).getStructs("Topics"))
                .extracting(topic -> topic.getString("Name"))
                .containsExactly("a", "b", "other");
    }

    @Test
    void aDelayedResponseHoldsBackLaterOnes() throws IOException {
        broker.stubFor(request("Heartbeat").willReturn(asKafka().after(Duration.ofSeconds(3))));
        client.send("Heartbeat", 0, heartbeat("g"));
        int heartbeat = client.correlationId();
        client.send("ApiVersions", 0, request -> {});

        client.awaitArrival("Heartbeat");
        assertThat(client.hearsNothingFor(50)).isTrue();
        clock.advance(Duration.ofSeconds(3));
        assertThat(error(client.receive("Heartbeat", 0, heartbeat))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(client.receive("ApiVersions", 0).getInt("ErrorCode")).isZero();
    }

    @Test
    void aResponseCanBeOvertakenByTheNextOne() throws IOException {
        broker.stubFor(request("Heartbeat").willReturn(asKafka().overtaken()));
        client.send("Heartbeat", 0, heartbeat("g"));
        int heartbeat = client.correlationId();
        client.send("ApiVersions", 0, request -> {});

        assertThat(client.receive("ApiVersions", 0).getInt("ErrorCode")).isZero();
        assertThat(error(client.receive("Heartbeat", 0, heartbeat))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void aRequestThatKafkaRefusesCanBeAnsweredOrIgnored() throws IOException {
        Bytes unknownVersion = Bytes.fromHex("000c 0063 00000007 0001 61");
        broker.stubFor(request("Heartbeat")
                .onlyRefused()
                .willReturn(asKafka().withBody(Bytes.fromHex("0023")))
                .onNth(1));
        broker.stubFor(request("Heartbeat").onlyRefused().willReturn(silence()).onNth(2));

        client.sendFrame(unknownVersion);
        assertThat(client.receiveFrame()).isEqualTo(Bytes.fromHex("00000007 0023"));
        assertThat(error(client.ask("Heartbeat", 0, heartbeat("g")))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        client.sendFrame(unknownVersion);
        assertThat(client.ask("ApiVersions", 0, request -> {}).getInt("ErrorCode"))
                .isZero();
        client.sendFrame(unknownVersion);
        assertThat(client.receiveFrame()).isNull();
    }

    @Test
    void aRequestWithoutAResponseTakesEffectAndTheNextOneIsAnswered() throws IOException {
        broker.stubFor(request("DeleteTopics").willReturn(silence()));
        client.send("DeleteTopics", 1, request -> request.set("TopicNames", List.of("a"))
                .set("TimeoutMs", 100));

        assertThat(client.ask("Metadata", 1, StubTest::allTopics).getStructs("Topics"))
                .hasSize(1);
        assertThat(broker.journal(request("DeleteTopics")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.outcome()).isEqualTo(RequestOutcome.SILENT));
    }

    @Test
    void aConnectionIsClosedBeforeOrAfterTheRequestIsHandled() throws IOException {
        broker.stubFor(request("DeleteTopics").atVersion(1).willReturn(disconnect()));
        broker.stubFor(request("DeleteTopics").atVersion(2).willReturn(disconnectBeforeApplying()));
        try (WireClient second = new WireClient(broker);
                WireClient observer = new WireClient(broker)) {
            client.send("DeleteTopics", 1, request -> request.set("TopicNames", List.of("a"))
                    .set("TimeoutMs", 100));
            assertThat(client.receiveFrame()).isNull();
            second.send("DeleteTopics", 2, request -> request.set("TopicNames", List.of("b"))
                    .set("TimeoutMs", 100));
            assertThat(second.receiveFrame()).isNull();

            assertThat(observer.ask("Metadata", 1, StubTest::allTopics).getStructs("Topics"))
                    .extracting(topic -> topic.getString("Name"))
                    .containsExactly("b");
        }
    }

    @Test
    void aRequestThatKafkaNeverAnswersCanBeAnswered() throws IOException {
        broker.stubFor(request("Produce").willReturn(asKafka().evenWhereKafkaIsSilent()));

        Message answer = client.ask(
                "Produce",
                7,
                Requests.produce("a", 0, 0, Requests.batch(1).build().bytes()));

        assertThat(Requests.onlyPartition(answer, "Responses", "PartitionResponses")
                        .getLong("BaseOffset"))
                .isZero();
    }

    @Test
    void aStubThatDoesNotFitClosesTheConnectionAndTheJournalHasTheReason() throws IOException {
        broker.stubFor(new Stub(
                "misfit", request("Heartbeat"), Occurrences.ALL, asKafka().with("ErrorCode", "NO_SUCH_ERROR")));
        client.send("Heartbeat", 0, heartbeat("g"));

        assertThat(client.receiveFrame()).isNull();
        assertThat(broker.journal(request("Heartbeat"))).singleElement().satisfies(entry -> assertThat(entry.note())
                .contains("ErrorCode", "NO_SUCH_ERROR"));
    }

    @Test
    void aValueThatDoesNotFitIsRefusedWhenTheStubIsMade() {
        assertThatThrownBy(() -> request("Heartbeat").willReturn(asKafka().with("ErrorCode", "NO_SUCH_ERROR")))
                .hasMessageContainingAll("ErrorCode at version 0 of Heartbeat", "NO_SUCH_ERROR");
    }

    @Test
    void theJournalHasRequestsResponsesAndStubs() throws IOException {
        broker.stubFor(request("Heartbeat")
                .willReturn(asKafka().error(ErrorCode.NOT_COORDINATOR))
                .named("moved"));
        client.ask("Heartbeat", 0, heartbeat("g"));
        client.ask("ApiVersions", 0, request -> {});

        broker.verify(1, request("Heartbeat").where("GroupId", "g"));
        broker.verify(0, request("Heartbeat").where("GroupId", "h"));
        assertThatThrownBy(() -> broker.verify(2, request("Heartbeat")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("expected 2", "found 1", "Heartbeat v0");
        assertThat(broker.journal()).extracting(JournalEntry::stubs).containsExactly(List.of("moved"), List.of());
        assertThat(broker.journal()
                        .get(0)
                        .exchange(0)
                        .orElseThrow()
                        .decodeResponse()
                        .requireBody()
                        .getInt("ErrorCode"))
                .isEqualTo(ErrorCode.NOT_COORDINATOR.code());
    }

    @Test
    void theJournalDropsItsOldestEntries() throws IOException {
        try (MockBroker forgetful = MockBroker.builder().journal(2, 1 << 20).start();
                WireClient other = new WireClient(forgetful)) {
            for (int i = 0; i < 5; i++) {
                other.ask("ApiVersions", 0, request -> {});
            }

            assertThat(forgetful.journal()).extracting(JournalEntry::number).containsExactly(4L, 5L);
        }
    }
}
