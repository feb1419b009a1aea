package io.kspec.recorder.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.recorder.CallEnding;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedFrame;
import io.kspec.recorder.RecordedSession;
import io.kspec.recorder.SessionHeader;
import io.kspec.recorder.WireClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ScenarioTextTest {
    private final List<RecordedCall> calls = new ArrayList<>();

    private void called(String api, int version, Consumer<MessageBuilder> request, Consumer<MessageBuilder> response) {
        long order = calls.size() * 2L + 1;
        calls.add(new RecordedCall(
                1,
                "broker-1:9092",
                new RecordedCall.Moment(order, 0),
                RecordedFrame.of(WireClient.request(api, version, 7, request)),
                CallEnding.ANSWERED,
                new RecordedCall.Moment(order + 1, 1),
                RecordedFrame.of(WireClient.response(api, version, 7, response))));
    }

    private ScenarioText text() {
        SessionHeader header = new SessionHeader("test", "broker-1:9092", "2026-11-29T22:00:00Z", false);
        ScenarioText text =
                ScenarioText.of(new RecordedSession(header, calls, List.of(), "stopped"), ScenarioLabel.of("made"));
        assertThat(text.scenario("made.yaml").name()).isEqualTo("made");
        return text;
    }

    private void metadata() {
        called(
                "Metadata",
                9,
                body -> body.add("Topics", topic -> topic.set("Name", "orders")),
                body -> body.add("Topics", topic -> topic.set("Name", "orders")
                        .add("Partitions", partition -> partition.set("PartitionIndex", 0))));
    }

    private void fetch(long offset, Bytes records) {
        called(
                "Fetch",
                11,
                body -> body.set("MinBytes", 1)
                        .add("Topics", topic -> topic.set("Topic", "orders").add("Partitions", partition -> partition
                                .set("Partition", 0)
                                .set("FetchOffset", offset))),
                body -> body.add(
                        "Responses", topic -> topic.set("Topic", "orders").add("Partitions", partition -> partition
                                .set("PartitionIndex", 0)
                                .set("Records", records))));
    }

    private static Bytes batch(long baseOffset, String... values) {
        var builder = RecordBatch.builder().baseOffset(baseOffset);
        for (String value : values) {
            builder.append(5, null, Bytes.wrap(value.getBytes(StandardCharsets.UTF_8)));
        }
        return builder.build().bytes();
    }

    @Test
    void recordsFromBeforeTheSessionAreWrittenFirstAndOffsetsBeginAtZero() {
        metadata();
        called(
                "ListOffsets",
                5,
                body -> body.add("Topics", topic -> topic.set("Name", "orders")
                        .add("Partitions", partition -> partition.set("Timestamp", -2L))),
                body -> body.add("Topics", topic -> topic.set("Name", "orders")
                        .add("Partitions", partition -> partition.set("Offset", 1005L))));
        fetch(1005, batch(1005, "first", "second"));
        fetch(1007, batch(1007, "third"));
        fetch(1008, Bytes.EMPTY);

        assertThat(text().yaml())
                .contains("name: write what was in the log before", "value: {utf8: first}", "value: {utf8: second}")
                .contains(
                        "capture: {offset: 'Topics[0].Partitions[0].Offset'}",
                        "ListOffsets: 1-5",
                        "{FetchOffset: '${offset}'}")
                .contains("{FetchOffset: 2}")
                .doesNotContain("1005", "1007", "1008");
    }

    @Test
    void idsThatBrokersChooseBecomeVariablesAlsoInTexts() {
        called("JoinGroup", 9, body -> body.set("GroupId", "readers"), body -> body.set(
                        "ErrorCode", ErrorCode.MEMBER_ID_REQUIRED.code())
                .set("MemberId", "client-4711-abc"));
        called(
                "JoinGroup",
                9,
                body -> body.set("GroupId", "readers")
                        .set("MemberId", "client-4711-abc")
                        .set("Reason", "again as client-4711-abc"),
                body -> body.set("MemberId", "client-4711-abc").set("GenerationId", 5));
        called(
                "Heartbeat",
                4,
                body -> body.set("GroupId", "readers")
                        .set("MemberId", "client-4711-abc")
                        .set("GenerationId", 5),
                body -> {});

        assertThat(text().yaml())
                .contains("names: [readers]", "capture: {member: MemberId}", "capture: {generation: GenerationId}")
                .contains("'Reason?': 'again as ${member}'")
                .contains("GenerationId: '${generation}'")
                .doesNotContain("4711");
    }

    @Test
    void whatDependsOnTimeIsLeftOutAndThatIsTold() {
        metadata();
        metadata();
        called(
                "FindCoordinator",
                4,
                body -> body.set("CoordinatorKeys", List.of("readers")),
                body -> body.add(
                        "Coordinators",
                        coordinator -> coordinator.set("ErrorCode", ErrorCode.COORDINATOR_NOT_AVAILABLE.code())));

        ScenarioText text = text();

        assertThat(text.yaml()).containsOnlyOnce("request: Metadata").doesNotContain("FindCoordinator");
        assertThat(text.remarks())
                .containsExactly(
                        "left out: Metadata that was sent before",
                        "left out: FindCoordinator whose error is gone when it is sent again");
    }

    @Test
    void aTopicThatTheClientCreatesIsNotCreatedBefore() {
        called(
                "CreateTopics",
                7,
                body -> body.add("Topics", topic -> topic.set("Name", "orders").set("NumPartitions", 3)),
                body -> body.add("Topics", topic -> topic.set("Name", "orders")
                        .set("TopicId", new UUID(7, 11))
                        .set("NumPartitions", 3)));
        called(
                "Metadata",
                12,
                body -> body.add("Topics", topic -> topic.set("TopicId", new UUID(7, 11))),
                body -> body.add("Topics", topic -> topic.set("Name", "orders")
                        .set("TopicId", new UUID(7, 11))
                        .add("Partitions", partition -> partition.set("PartitionIndex", 0))));

        assertThat(text().yaml())
                .contains("orders: {create: false}", "capture: {orders-id: 'Topics[0].TopicId?'}")
                .contains("'TopicId?': '${orders-id}'");
    }

    @Test
    void whatAnAnswerThatListsAllTopicsSaysOfTheFirstOneIsNotExpected() {
        called(
                "Metadata",
                9,
                body -> body.set("Topics", null),
                body -> body.add("Topics", topic -> topic.set("Name", "orders")));

        assertThat(text().yaml()).contains("Topics: null").doesNotContain("expect");
    }

    @Test
    void aRequestIsAlsoSentAtLowerVersionsThatCanSayTheSame() {
        called("ListOffsets", 11, body -> body.set("TimeoutMs", 5), body -> {});
        called("FindCoordinator", 6, body -> body.set("CoordinatorKeys", List.of("readers")), body -> {});

        assertThat(text().yaml()).contains("ListOffsets: 0-11", "FindCoordinator: 4-6", "'TimeoutMs?': 5");
    }

    @Test
    void aRequestIsNotSentAtVersionsThatMeanSomethingElse() {
        UUID id = UUID.fromString("8b475264-5e76-439e-81a8-0123456789ab");
        called(
                "Metadata",
                13,
                body -> body.add("Topics", topic -> topic.set("TopicId", id).set("Name", null)),
                body -> {});
        called("Produce", 13, body -> body.set("TransactionalId", "payments").set("Acks", -1), body -> {});

        heartbeat("member-1", 0, 1);
        called(
                "OffsetCommit",
                9,
                body -> body.set("GroupId", "readers")
                        .set("MemberId", "member-1")
                        .set("GenerationIdOrMemberEpoch", 1),
                body -> {});

        assertThat(text().yaml()).contains("Metadata: 12-13", "Produce: 12-13", "OffsetCommit: '9'");
    }

    @Test
    void aRecordIsExpectedAtItsOffsetWhateverComesBeforeIt() {
        metadata();
        fetch(1, batch(0, "first", "second"));

        assertThat(text().yaml())
                .contains("Records[Offset=1].Value: {utf8: second}")
                .doesNotContain("Records[0]");
    }

    @Test
    void aMemberMayBeTakenInAtOnce() {
        called("JoinGroup", 5, body -> body.set("GroupId", "readers").set("ProtocolType", "consumer"), body -> body.set(
                        "ErrorCode", 79)
                .set("MemberId", "member-1"));

        assertThat(text().yaml()).contains("one-of: [MEMBER_ID_REQUIRED, NONE]");
    }

    @Test
    void theEpochWithWhichAMemberLeavesIsItsOwnAndItsIdToo() {
        for (String member : List.of("first", "second")) {
            heartbeat(member, 0, 3);
            heartbeat(member, 3, 3);
            heartbeat(member, -1, -1);
        }

        assertThat(text().yaml())
                .contains("ConsumerGroupHeartbeat: '1'", "MemberId: first", "MemberId: second", "MemberEpoch: -1")
                .contains("MemberEpoch: '${generation}'")
                .doesNotContain("generation-2");
    }

    private void heartbeat(String member, int epoch, int told) {
        called(
                "ConsumerGroupHeartbeat",
                1,
                body -> body.set("GroupId", "readers").set("MemberId", member).set("MemberEpoch", epoch),
                body -> body.set("MemberId", member).set("MemberEpoch", told));
    }

    @Test
    void aSessionWithoutStepsIsRefused() {
        assertThatThrownBy(this::text)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a recording with requests that scenarios can play, found none among 0");
    }
}
