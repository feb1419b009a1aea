package io.kspec.mock.api.offset;

import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Deleting the offsets that a group has committed. */
class OffsetDeleteTest {
    /** Version 0, one topic of one character, {@code t}, no user data. */
    private static final Bytes SUBSCRIBED_TO_T = Bytes.fromHex("0000 00000001 0001 74 ffffffff".replace(" ", ""));

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    OffsetDeleteTest() throws IOException {
        broker = MockBroker.builder().topic("t", 2).topic("u", 1).start();
        client = new WireClient(broker);
    }

    private Message delete(String group, String topic, Integer... partitions) throws IOException {
        return client.ask("OffsetDelete", 0, request -> request.set("GroupId", group)
                .add("Topics", entry -> entry.set("Name", topic)
                        .setEach(
                                "Partitions",
                                List.of(partitions),
                                (deleted, index) -> deleted.set("PartitionIndex", index))));
    }

    private List<String> results(String group, String topic, Integer... partitions) throws IOException {
        Message response = delete(group, topic, partitions);
        assertThat(error(response)).isEqualTo(ErrorCode.NONE);
        return only(response.getStructs("Topics")).getStructs("Partitions").stream()
                .map(partition -> partition.getInt("PartitionIndex") + " " + error(partition))
                .toList();
    }

    private void commit(String group, String topic, int partition) throws IOException {
        client.ask("OffsetCommit", 5, request -> request.set("GroupId", group)
                .set("GenerationIdOrMemberEpoch", -1)
                .add("Topics", entry -> entry.set("Name", topic).add("Partitions", committed -> committed
                        .set("PartitionIndex", partition)
                        .set("CommittedOffset", 1))));
    }

    private int committedTopics(String group) throws IOException {
        Message response = client.ask(
                "OffsetFetch", 5, request -> request.set("GroupId", group).set("Topics", null));
        return response.getStructs("Topics").size();
    }

    private void join(String group, String protocolType, Bytes metadata) throws IOException {
        Message joined = client.ask("JoinGroup", 3, request -> request.set("GroupId", group)
                .set("SessionTimeoutMs", 30_000)
                .set("RebalanceTimeoutMs", 30_000)
                .set("ProtocolType", protocolType)
                .add("Protocols", protocol -> protocol.set("Name", "range").set("Metadata", metadata)));
        client.ask("SyncGroup", 2, request -> request.set("GroupId", group)
                .set("GenerationId", joined.getInt("GenerationId"))
                .set("MemberId", joined.getString("MemberId")));
    }

    @Test
    void offsetsOfAGroupWithoutMembersAreDeleted() throws IOException {
        commit("g", "t", 0);
        commit("g", "u", 0);

        assertThat(results("g", "t", 0, 1, 7)).containsExactly("7 UNKNOWN_TOPIC_OR_PARTITION", "0 NONE", "1 NONE");
        assertThat(committedTopics("g")).isEqualTo(1);
        assertThat(results("g", "missing", 0)).containsExactly("0 UNKNOWN_TOPIC_OR_PARTITION");
    }

    @Test
    void aGroupThatDoesNotExistIsRefused() throws IOException {
        assertThat(error(delete("missing", "t", 0))).isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND);
        assertThat(error(delete("", "t", 0))).isEqualTo(ErrorCode.INVALID_GROUP_ID);
    }

    @Test
    void offsetsOfSubscribedTopicsStay() throws IOException {
        commit("g", "t", 0);
        commit("g", "u", 0);
        join("g", "consumer", SUBSCRIBED_TO_T);

        assertThat(results("g", "t", 0)).containsExactly("0 GROUP_SUBSCRIBED_TO_TOPIC");
        assertThat(results("g", "u", 0)).containsExactly("0 NONE");
        assertThat(committedTopics("g")).isEqualTo(1);
    }

    @Test
    void unreadableMetadataCountsAsASubscriptionToAllTopics() throws IOException {
        join("g", "consumer", Bytes.fromHex("000000"));

        assertThat(results("g", "u", 0)).containsExactly("0 GROUP_SUBSCRIBED_TO_TOPIC");
    }

    @Test
    void aGroupOfOtherMembersThanConsumersIsRefused() throws IOException {
        join("g", "connect", Bytes.fromHex("00"));

        assertThat(error(delete("g", "t", 0))).isEqualTo(ErrorCode.NON_EMPTY_GROUP);
    }
}
