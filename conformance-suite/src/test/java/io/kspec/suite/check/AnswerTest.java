package io.kspec.suite.check;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.OffsetQuery;
import io.kspec.stage.requests.TopicIdentity;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What an expectation that fails says. */
class AnswerTest {
    private static final ClientRequest FETCH =
            FetchRequests.fetch(FetchPosition.of(TopicIdentity.named("orders"), 2, 12));

    @Test
    void aPartitionThatIsNotInTheAnswerIsSaidToBeAbsent() {
        Answer empty = answer(FETCH, 4, body -> {});

        assertThatThrownBy(() -> empty.expectError("Responses[0].Partitions[0].ErrorCode", ErrorCode.NONE))
                .hasMessage("expected Responses[0].Partitions[0].ErrorCode = 0 NONE, found Responses is empty: topic"
                        + " \"orders\", partition 2 is not in the answer");
        assertThatThrownBy(() -> empty.number("Responses[0].Partitions[0].HighWatermark"))
                .hasMessageEndingWith("Responses is empty: topic \"orders\", partition 2 is not in the answer");
        assertThatThrownBy(() -> empty.expectSize("Responses[0].Partitions", 1))
                .hasMessageStartingWith("expected 1 entry in Responses[0].Partitions, found Responses is");
    }

    @Test
    void theFirstArrayThatLacksTheEntryIsNamed() {
        Answer answer = answer(
                FETCH,
                4,
                body -> body.setEach("Responses", List.of(1), (topic, one) -> topic.set("Topic", "orders")
                        .setEach("Partitions", List.of(), (partition, none) -> {})));

        assertThatThrownBy(() -> answer.expect("Responses[0].Partitions[0].HighWatermark", 8L))
                .hasMessageContaining("found Responses[0].Partitions is empty: topic");
        assertThatThrownBy(() -> answer.expect("Responses[1].Topic", "orders"))
                .hasMessageEndingWith("found Responses has 1 entry");
    }

    @Test
    void anEmptyArrayIsNotNull() {
        Answer listed = answer(
                ListOffsetsRequests.list(OffsetQuery.of("orders", 0, 1_700_000_000_000L)),
                0,
                body -> body.setEach("Topics", List.of(1), (topic, one) -> topic.set("Name", "orders")
                        .setEach("Partitions", List.of(1), (partition, two) -> partition.set("PartitionIndex", 0))));

        assertThatThrownBy(() -> listed.expect("Topics[0].Partitions[0].OldStyleOffsets[0]", 0L))
                .hasMessage("expected Topics[0].Partitions[0].OldStyleOffsets[0] = 0, found"
                        + " Topics[0].Partitions[0].OldStyleOffsets is empty");
        assertThatThrownBy(
                        () -> listed.expectError("Topics[0].Partitions[0].ErrorCode", ErrorCode.UNKNOWN_SERVER_ERROR))
                .hasMessageEndingWith("found 0 NONE for timestamp 1700000000000 2023-11-14T22:13:20Z");
    }

    /** Without the name of a class, with names of errors, and with what a text that is empty is. */
    @Test
    void entriesAreShownFieldByField() {
        Answer described = answer(
                ClientRequest.of("DescribeGroups", body -> body.set("Groups", List.of("g"))),
                0,
                body -> body.setEach("Groups", List.of("g"), (group, id) -> group.set("GroupId", id)));

        assertThatThrownBy(() -> described.expect("Groups", "are two", groups -> ((List<?>) groups).size() == 2))
                .hasMessage("expected Groups are two, found [{ErrorCode=0 NONE, GroupId=g, GroupState=\"\","
                        + " ProtocolType=\"\", ProtocolData=\"\", Members=[]}]");
    }

    @Test
    void anEmptyTextIsShown() {
        Answer described = answer(
                ClientRequest.of("DescribeGroups", body -> body.set("Groups", List.of("g"))),
                0,
                body -> body.setEach("Groups", List.of("g"), (group, id) -> group.set("GroupId", id)));

        assertThatThrownBy(() -> described.expect("Groups[0].GroupState", "Dead"))
                .hasMessage("expected Groups[0].GroupState = Dead, found \"\"");
        assertThatThrownBy(() -> described.expect("Groups[0].GroupId", ""))
                .hasMessage("expected Groups[0].GroupId = \"\", found g");
        assertThatThrownBy(() -> described.expect(false, "Groups[0].ProtocolType", "a protocol type", ""))
                .hasMessage("expected a protocol type, found \"\"");
        assertThatThrownBy(() -> described.expect("Groups[1].GroupState", "Dead"))
                .hasMessageEndingWith("found Groups has 1 entry");
    }

    static Answer answer(ClientRequest request, int version, Consumer<MessageBuilder> fill) {
        MessageBuilder body = Message.builder(request.api().response(version));
        fill.accept(body);
        return Answer.of(new Exchange(
                "client",
                request.api(),
                version,
                Frames.encodeRequest(request.api(), version, 7, "kspec", request.at(version)),
                Frames.encodeResponse(request.api(), version, 7, body.build()),
                Duration.ZERO,
                Duration.ZERO));
    }
}
