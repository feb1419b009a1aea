package io.kspec.mock.api.group;

import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.only;
import static io.kspec.mock.Requests.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.mock.clock.ManualClock;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Group APIs over the wire. The behaviour of groups is covered by the tests of their state. */
class GroupFlowTest {
    private final ManualClock clock = ManualClock.at(Instant.EPOCH);

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient leader;

    @AutoClose
    private final WireClient follower;

    GroupFlowTest() throws IOException {
        broker = MockBroker.builder().clock(clock).topic("t", 2).topic("u", 2).start();
        leader = new WireClient(broker);
        follower = new WireClient(broker);
    }

    private static Consumer<MessageBuilder> join(String memberId, String metadata) {
        return request -> request.set("GroupId", "g")
                .set("SessionTimeoutMs", 10_000)
                .setIfPresent("RebalanceTimeoutMs", 20_000)
                .set("MemberId", memberId)
                .set("ProtocolType", "sr")
                .add("Protocols", protocol -> protocol.set("Name", "v0").set("Metadata", utf8(metadata)));
    }

    private static Consumer<MessageBuilder> sync(int generation, String memberId) {
        return request ->
                request.set("GroupId", "g").set("GenerationId", generation).set("MemberId", memberId);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 9})
    void aNewMemberFirstGetsAMemberId(int version) throws IOException {
        Message first = leader.ask("JoinGroup", version, join("", "m"));
        Message second = leader.ask("JoinGroup", version, join(first.getString("MemberId"), "m"));

        assertThat(error(first)).isEqualTo(ErrorCode.MEMBER_ID_REQUIRED);
        assertThat(first.isNull("ProtocolName")).isEqualTo(version >= 7);
        assertThat(error(second)).isEqualTo(ErrorCode.NONE);
        assertThat(second.getString("Leader")).isEqualTo(second.getString("MemberId"));
        assertThat(second.getString("ProtocolName")).isEqualTo("v0");
    }

    @Test
    void twoMembersMeetAtTheBarrierAndTheLeaderAssigns() throws IOException {
        String leaderId = leader.ask("JoinGroup", 3, join("", "one")).getString("MemberId");
        leader.ask("SyncGroup", 3, sync(1, leaderId));
        follower.send("JoinGroup", 3, join("", "two"));
        // A single thread serves all connections: once this is answered, the follower waits at the barrier.
        WireClient bystander = new WireClient(broker);
        bystander.ask("ApiVersions", 0, request -> {});
        Message leaderJoined = leader.ask("JoinGroup", 3, join(leaderId, "one"));
        Message followerJoined = follower.receive("JoinGroup", 3);
        String followerId = followerJoined.getString("MemberId");

        assertThat(leaderJoined.getInt("GenerationId")).isEqualTo(2);
        assertThat(leaderJoined.getStructs("Members"))
                .extracting(member -> member.getBytes("Metadata"))
                .containsExactlyInAnyOrder(utf8("one"), utf8("two"));
        assertThat(followerJoined.getStructs("Members")).isEmpty();

        follower.send("SyncGroup", 3, sync(2, followerId));
        bystander.ask("ApiVersions", 0, request -> {});
        Message leaderSynced = leader.ask("SyncGroup", 3, request -> {
            sync(2, leaderId).accept(request);
            request.add("Assignments", entry -> entry.set("MemberId", leaderId).set("Assignment", utf8("for one")));
            request.add(
                    "Assignments", entry -> entry.set("MemberId", followerId).set("Assignment", utf8("for two")));
        });

        assertThat(leaderSynced.getBytes("Assignment")).isEqualTo(utf8("for one"));
        assertThat(follower.receive("SyncGroup", 3).getBytes("Assignment")).isEqualTo(utf8("for two"));
        bystander.close();
    }

    @Test
    void aMemberIsRemovedWhenItsSessionExpires() throws IOException {
        String id = leader.ask("JoinGroup", 3, join("", "m")).getString("MemberId");
        leader.ask("SyncGroup", 3, sync(1, id));
        clock.advance(Duration.ofMillis(9_999));
        assertThat(error(leader.ask("Heartbeat", 0, sync(1, id)))).isEqualTo(ErrorCode.NONE);
        clock.advance(Duration.ofSeconds(10));

        assertThat(error(leader.ask("Heartbeat", 0, sync(1, id)))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6, 9})
    void aCommittedOffsetCanBeFetched(int version) throws IOException {
        long beyond32Bits = (1L << 33) + 7;
        Message committed = leader.ask("OffsetCommit", version, request -> {
            request.set("GroupId", "offsets");
            for (String topic : List.of("t", "u")) {
                request.add("Topics", entry -> {
                    entry.set("Name", topic);
                    for (int i = 0; i < 2; i++) {
                        int index = i;
                        entry.add("Partitions", partition -> partition
                                .set("PartitionIndex", index)
                                .set("CommittedOffset", beyond32Bits + index)
                                .set("CommittedMetadata", topic));
                    }
                });
            }
        });
        assertThat(committed.getStructs("Topics"))
                .flatExtracting(topic -> topic.getStructs("Partitions"))
                .hasSize(4)
                .allMatch(partition -> error(partition) == ErrorCode.NONE);

        Message fetched = leader.ask("OffsetFetch", 5, request -> request.set("GroupId", "offsets")
                .add("Topics", topic -> topic.set("Name", "u").set("PartitionIndexes", List.of(1, 0, 9)))
                .add("Topics", topic -> topic.set("Name", "nowhere").set("PartitionIndexes", List.of(0))));

        assertThat(fetched.getStructs("Topics").get(0).getStructs("Partitions"))
                .extracting(partition -> partition.getLong("CommittedOffset"))
                .containsExactly(beyond32Bits + 1, beyond32Bits, -1L);
        assertThat(only(fetched.getStructs("Topics").get(1).getStructs("Partitions"))
                        .getLong("CommittedOffset"))
                .isEqualTo(-1);
    }

    @Test
    void offsetsOfUnknownPartitionsAreRefusedIndividually() throws IOException {
        Message committed = leader.ask(
                "OffsetCommit", 8, request -> request.set("GroupId", "g").add("Topics", entry -> entry.set("Name", "t")
                        .add("Partitions", partition -> partition.set("PartitionIndex", 9))
                        .add("Partitions", partition -> partition.set("PartitionIndex", 0))));

        assertThat(only(committed.getStructs("Topics")).getStructs("Partitions"))
                .extracting(Requests::error)
                .containsExactly(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, ErrorCode.NONE);
    }

    @Test
    void aGroupIsDescribedListedLeftAndDeleted() throws IOException {
        String id = leader.ask("JoinGroup", 3, join("", "m")).getString("MemberId");
        leader.ask("SyncGroup", 3, request -> {
            sync(1, id).accept(request);
            request.add("Assignments", entry -> entry.set("MemberId", id).set("Assignment", Bytes.fromHex("0001")));
        });

        Message described = only(leader.ask("DescribeGroups", 4, request -> request.set("Groups", List.of("g")))
                .getStructs("Groups"));
        assertThat(described.getString("GroupState")).isEqualTo("Stable");
        assertThat(only(described.getStructs("Members")).getBytes("MemberAssignment"))
                .isEqualTo(Bytes.fromHex("0001"));
        assertThat(only(leader.ask("ListGroups", 5, request -> request.set("StatesFilter", List.of("stable")))
                                .getStructs("Groups"))
                        .getString("GroupType"))
                .isEqualTo("classic");
        assertThat(error(only(leader.ask("DeleteGroups", 2, request -> request.set("GroupsNames", List.of("g")))
                        .getStructs("Results"))))
                .isEqualTo(ErrorCode.NON_EMPTY_GROUP);
        Message left = leader.ask("LeaveGroup", 3, request -> request.set("GroupId", "g")
                .add("Members", member -> member.set("MemberId", id))
                .add("Members", member -> member.set("MemberId", "stranger")));
        assertThat(left.getStructs("Members"))
                .extracting(Requests::error)
                .containsExactly(ErrorCode.NONE, ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(error(only(leader.ask("DeleteGroups", 2, request -> request.set("GroupsNames", List.of("g")))
                        .getStructs("Results"))))
                .isEqualTo(ErrorCode.NONE);
        Message gone = only(leader.ask("DescribeGroups", 6, request -> request.set("Groups", List.of("g")))
                .getStructs("Groups"));
        assertThat(gone.getString("GroupState")).isEqualTo("Dead");
        assertThat(error(gone)).isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND);
    }

    @Test
    void theCoordinatorIsTheBrokerItself() throws IOException {
        Message one = leader.ask("FindCoordinator", 0, request -> request.set("Key", "g"));
        Message many = leader.ask("FindCoordinator", 4, request -> request.set("CoordinatorKeys", List.of("g", "h")));

        assertThat(one.getInt("Port")).isEqualTo(broker.port());
        assertThat(many.getStructs("Coordinators"))
                .extracting(entry -> entry.getString("Key"))
                .containsExactly("g", "h");
    }
}
