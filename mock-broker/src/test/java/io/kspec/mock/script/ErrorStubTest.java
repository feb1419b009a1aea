package io.kspec.mock.script;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.fetch;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.mock.api.Handlers;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stub's error is what Kafka's error is: nothing is applied, and everything that was asked for is answered with it. */
class ErrorStubTest {
    private static final Bytes RECORD = batch(1).build().bytes();

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    ErrorStubTest() throws IOException {
        broker = MockBroker.builder()
                .topic("a", 2)
                .topic("b", 1)
                .clientTelemetry(true)
                .start();
        client = new WireClient(broker);
    }

    static Stream<Arguments> everyPair() {
        return Handlers.versions().ranges().entrySet().stream().flatMap(answered -> IntStream.rangeClosed(
                        answered.getValue().lowest(), answered.getValue().highest())
                .mapToObj(version -> Arguments.of(answered.getKey(), version)));
    }

    @ParameterizedTest(name = "{0} v{1}")
    @MethodSource("everyPair")
    void everyApiAnswersAnErrorAtEveryVersion(ApiSpec api, int version) throws IOException {
        broker.stubFor(request(api.name()).willReturn(asKafka().error(ErrorCode.UNKNOWN_SERVER_ERROR)));

        Message response = client.ask(api.name(), version, request -> {
            if (request.has("Acks")) {
                request.set("Acks", 1);
            }
        });

        assertThat(response.id().version()).isEqualTo(version);
        if (response.has("ErrorCode")) {
            assertThat(error(response)).isEqualTo(ErrorCode.UNKNOWN_SERVER_ERROR);
        }
    }

    private long endOffset(String topic, int partition) throws IOException {
        Message response = client.ask("ListOffsets", 1, request -> request.set("ReplicaId", -1)
                .add("Topics", entry -> entry.set("Name", topic)
                        .add("Partitions", at -> at.set("PartitionIndex", partition)
                                .set("Timestamp", -1))));
        return onlyPartition(response, "Topics", "Partitions").getLong("Offset");
    }

    private static void produceToAll(MessageBuilder request) {
        request.set("Acks", 1)
                .set("TimeoutMs", 1000)
                .add("TopicData", topic -> topic.set("Name", "a")
                        .add("PartitionData", data -> data.set("Index", 0).set("Records", RECORD))
                        .add("PartitionData", data -> data.set("Index", 1).set("Records", RECORD)))
                .add("TopicData", topic -> topic.set("Name", "b")
                        .add("PartitionData", data -> data.set("Index", 0).set("Records", RECORD)));
    }

    /** Topic, partition and error of each answered partition. */
    private static List<String> answered(Message response, String topics, String partitions) {
        return response.getStructs(topics).stream()
                .flatMap(topic -> topic.getStructs(partitions).stream()
                        .map(partition -> topic.getString("Name") + "-"
                                + partition.getInt(partition.has("Index") ? "Index" : "PartitionIndex") + " "
                                + error(partition)))
                .toList();
    }

    @Test
    void aRefusedProduceAppendsNothingAndAnswersEveryPartition() throws IOException {
        broker.stubFor(request("Produce").willReturn(asKafka().error(ErrorCode.NOT_LEADER_OR_FOLLOWER)));

        assertThat(answered(client.ask("Produce", 7, ErrorStubTest::produceToAll), "Responses", "PartitionResponses"))
                .containsExactly(
                        "a-0 NOT_LEADER_OR_FOLLOWER", "a-1 NOT_LEADER_OR_FOLLOWER", "b-0 NOT_LEADER_OR_FOLLOWER");
        assertThat(endOffset("a", 0)).isZero();
    }

    @Test
    void onlyThePartitionThatTheConditionsSelectIsRefused() throws IOException {
        broker.stubFor(request("Produce")
                .where("TopicData[*].Name", "a")
                .where("TopicData[*].PartitionData[*].Index", 1)
                .willReturn(asKafka().error(ErrorCode.NOT_LEADER_OR_FOLLOWER)));

        assertThat(answered(client.ask("Produce", 7, ErrorStubTest::produceToAll), "Responses", "PartitionResponses"))
                .containsExactly("a-0 NONE", "a-1 NOT_LEADER_OR_FOLLOWER", "b-0 NONE");
        assertThat(endOffset("a", 0)).isEqualTo(1);
        assertThat(endOffset("a", 1)).isZero();
        assertThat(endOffset("b", 0)).isEqualTo(1);
    }

    @Test
    void conditionsOnOneArrayMustHoldForTheSameEntry() throws IOException {
        broker.stubFor(request("Produce")
                .where("TopicData[*].Name", "b")
                .where("TopicData[*].PartitionData[*].Index", 1)
                .willReturn(asKafka().error(ErrorCode.NOT_LEADER_OR_FOLLOWER)));

        assertThat(answered(client.ask("Produce", 7, ErrorStubTest::produceToAll), "Responses", "PartitionResponses"))
                .containsExactly("a-0 NONE", "a-1 NONE", "b-0 NONE");
        assertThat(broker.unfiredStubs()).hasSize(1);
    }

    @Test
    void anErrorCanFollowTheEffect() throws IOException {
        broker.stubFor(request("Produce")
                .willReturn(asKafka().error(ErrorCode.REQUEST_TIMED_OUT).afterApplying()));

        assertThat(answered(client.ask("Produce", 7, ErrorStubTest::produceToAll), "Responses", "PartitionResponses"))
                .containsExactly("a-0 REQUEST_TIMED_OUT", "a-1 REQUEST_TIMED_OUT", "b-0 REQUEST_TIMED_OUT");
        assertThat(endOffset("a", 1)).isEqualTo(1);
    }

    @Test
    void aRefusedProduceThatExpectsNoResponseClosesTheConnection() throws IOException {
        broker.stubFor(request("Produce").willReturn(asKafka().error(ErrorCode.NOT_LEADER_OR_FOLLOWER)));
        client.send("Produce", 7, produce("a", 0, 0, RECORD));

        assertThat(client.receiveFrame()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRefusedCommitIsAnsweredForEachPartitionAndLeavesNoOffset(boolean explicit) throws IOException {
        ResponseDefinition start = explicit ? aResponse() : asKafka();
        broker.stubFor(request("OffsetCommit").willReturn(start.error(ErrorCode.REBALANCE_IN_PROGRESS)));

        Message response = client.ask("OffsetCommit", 2, request -> request.set("GroupId", "g")
                .set("GenerationIdOrMemberEpoch", -1)
                .add("Topics", topic -> topic.set("Name", "a")
                        .add("Partitions", at -> at.set("PartitionIndex", 0).set("CommittedOffset", 5))
                        .add("Partitions", at -> at.set("PartitionIndex", 1).set("CommittedOffset", 5))));

        assertThat(answered(response, "Topics", "Partitions"))
                .containsExactly("a-0 REBALANCE_IN_PROGRESS", "a-1 REBALANCE_IN_PROGRESS");
        Message fetched = client.ask("OffsetFetch", 1, request -> request.set("GroupId", "g")
                .add("Topics", topic -> topic.set("Name", "a").set("PartitionIndexes", List.of(0))));
        assertThat(onlyPartition(fetched, "Topics", "Partitions").getLong("CommittedOffset"))
                .isEqualTo(-1);
    }

    @Test
    void metadataNamesItsBrokersNextToErrorsAndCreatesNothing() throws IOException {
        broker.stubFor(request("Metadata").willReturn(asKafka().error(ErrorCode.LEADER_NOT_AVAILABLE)));

        Message response =
                client.ask("Metadata", 1, request -> request.add("Topics", topic -> topic.set("Name", "new")));
        Message all = client.ask("Metadata", 0, request -> {});

        assertThat(response.getStructs("Brokers")).hasSize(1);
        assertThat(error(Requests.only(response.getStructs("Topics")))).isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE);
        assertThat(all.getStructs("Topics"))
                .extracting(topic -> topic.getString("Name"))
                .containsExactly("a", "b");
    }

    @Test
    void fetchReportsErrorsOfPartitionsInThePartitionsAndThoseOfTheSessionAtTheTop() throws IOException {
        broker.stubFor(request("Fetch")
                .willReturn(asKafka().error(ErrorCode.OFFSET_OUT_OF_RANGE))
                .onNth(1));
        broker.stubFor(request("Fetch")
                .willReturn(asKafka().error(ErrorCode.INVALID_FETCH_SESSION_EPOCH))
                .onNth(2));

        Message first = client.ask("Fetch", 13, fetchById(id("a")));
        Message second = client.ask("Fetch", 13, fetchById(id("a")));

        assertThat(error(first)).isEqualTo(ErrorCode.NONE);
        assertThat(error(onlyPartition(first, "Responses", "Partitions"))).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(error(second)).isEqualTo(ErrorCode.INVALID_FETCH_SESSION_EPOCH);
        assertThat(second.getStructs("Responses")).isEmpty();
    }

    @Test
    void anErrorConcernsThePartitionsOfASessionThatARequestDoesNotName() throws IOException {
        UUID id = id("a");
        int session = client.ask("Fetch", 13, request -> {
                    fetchById(id).accept(request);
                    request.set("SessionId", 0).set("SessionEpoch", 0).set("MaxWaitMs", 0);
                })
                .getInt("SessionId");
        broker.stubFor(request("Fetch")
                .where("Topics[*].Topic", "a")
                .willReturn(asKafka().error(ErrorCode.NOT_LEADER_OR_FOLLOWER))
                .onFirst(1));

        Message refused = client.ask("Fetch", 13, request -> request.set("SessionId", session)
                .set("SessionEpoch", 1)
                .set("MaxWaitMs", 0));
        Message next = client.ask("Fetch", 13, request -> request.set("SessionId", session)
                .set("SessionEpoch", 2)
                .set("MaxWaitMs", 0));

        assertThat(refused.getInt("SessionId")).isEqualTo(session);
        assertThat(error(onlyPartition(refused, "Responses", "Partitions")))
                .isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        assertThat(error(next)).isEqualTo(ErrorCode.NONE);
    }

    /** A fetch that would wait for a minute. */
    private static Consumer<MessageBuilder> fetchById(UUID topic) {
        return request -> request.set("MaxWaitMs", 60_000).set("MinBytes", 1).add("Topics", entry -> entry.set(
                        "TopicId", topic)
                .add("Partitions", at -> at.set("Partition", 0).set("PartitionMaxBytes", 1000)));
    }

    private UUID id(String topic) throws IOException {
        return Requests.only(
                        client.ask("Metadata", 12, request -> request.add("Topics", entry -> entry.set("Name", topic)))
                                .getStructs("Topics"))
                .getUuid("TopicId");
    }

    @Test
    void aTopicIsFoundByItsNameWhereRequestAndResponseHaveItsId() throws IOException {
        broker.stubFor(request("Fetch")
                .where("Topics[*].Topic", "b")
                .willReturn(asKafka().with("Responses[Topic=b].Partitions[*].HighWatermark", 77)));
        broker.stubFor(
                request("Fetch").willReturn(asKafka().with("Responses[Topic=c].Partitions[*].HighWatermark", 1)));
        UUID id = id("b");

        Message response = client.ask(
                "Fetch", 13, request -> request.set("MaxWaitMs", 0).add("Topics", topic -> topic.set("TopicId", id)
                        .add("Partitions", at -> at.set("Partition", 0).set("PartitionMaxBytes", 1000))));

        assertThat(onlyPartition(response, "Responses", "Partitions").getLong("HighWatermark"))
                .isEqualTo(77);
        assertThat(broker.unfiredStubs()).hasSize(1);
    }

    @Test
    void aTopicIsFoundByItsIdWhereRequestAndResponseHaveItsName() throws IOException {
        UUID id = id("b");
        broker.stubFor(request("Fetch")
                .where("Topics[*].TopicId", id)
                .willReturn(asKafka().with("Responses[0].TopicId", id("a"))));

        Message response = client.ask("Fetch", 11, fetch("b", 0, 0, 0, 0));

        assertThat(Requests.only(response.getStructs("Responses")).getString("Topic"))
                .isEqualTo("a");
    }

    @Test
    void theRefusalOfAVersionOfApiVersionsCanBeChanged() throws IOException {
        broker.stubFor(request("ApiVersions")
                .onlyRefused()
                .willReturn(asKafka()
                        .error(ErrorCode.INVALID_REQUEST)
                        .with("ApiKeys[*].MaxVersion", 2)
                        .adding("ApiKeys", Map.of("ApiKey", 3))));
        client.sendFrame(Bytes.fromHex("0012 0063 00000007 0001 61 00"));

        Bytes frame = client.receiveFrame();

        assertThat(frame).isEqualTo(Bytes.fromHex("00000007 002a 00000002 0012 0000 0002 0003 0000 0000"));
        assertThat(client.ask("ApiVersions", 0, request -> {}).getInt("ErrorCode"))
                .isZero();
    }
}
