package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.Payload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks of JoinGroup: how clients become members, and what the leader is told of them. */
class JoinGroupChecks {
    @ConformanceTest(
            id = "join-group.first-member-leads",
            api = "JoinGroup",
            requirement =
                    "The only member of a group leads it: Leader is its own member id, Members contains only itself"
                            + " with the metadata it sent, and the protocol is the one it offered.",
            source = "message definition JoinGroupResponse; Kafka's protocol guide; KIP-559 (ProtocolType)",
            why = "Sarama failed with \"unable to find selected strategy: \" when the protocol was empty (Quafka);"
                    + " kafka-go never synced when a version's layout was wrong (SeaweedFS).")
    void theFirstMemberLeads(Case test) {
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            Answer joined = member.join();
            joined.expect("GenerationId", "is 0 or more", generation -> (int) generation >= 0)
                    .expect("ProtocolName", GroupMember.RANGE)
                    .expect("Leader", member.id())
                    .expectSize("Members", 1)
                    .expect("Members[0].MemberId", member.id())
                    .expect("Members[0].Metadata", Subscription.to("topic"));
            GroupMember.expectProtocolType(joined, "consumer");
        }
    }

    @ConformanceTest(
            id = "join-group.new-member-gets-id",
            api = "JoinGroup",
            versions = "0-3",
            requirement = "A client that joins without a member id becomes a member at once and gets an id.",
            source = "KIP-394: only from JoinGroup v4 on must a client request its id first",
            why = "Clients that send these versions do not know MEMBER_ID_REQUIRED, and give up on it.")
    void aNewMemberGetsAnId(Case test) {
        try (Group group = new Group(test)) {
            group.member("member")
                    .askToJoin()
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expect("MemberId", "is not empty", id -> !id.equals(""));
        }
    }

    @ConformanceTest(
            id = "join-group.member-id-required",
            api = "JoinGroup",
            versions = "4+",
            level = Level.SHOULD,
            requirement =
                    "A client that joins without a member id is rejected with MEMBER_ID_REQUIRED and gets an id, with"
                            + " which it can then join.",
            source = "KIP-394; Kafka's GroupCoordinatorTest",
            why = "A client whose first request timed out and was resent leaves members behind, and every rebalance"
                    + " waits for them. Clients also accept being admitted at once.")
    void aMemberIdIsRequired(Case test) {
        try (Group group = new Group(test)) {
            GroupMember member = withGivenId(group);
            String given = member.id();
            Answer joined = member.askToJoin();
            if (joined.number("ErrorCode") == ErrorCode.UNKNOWN_MEMBER_ID.code()) {
                // Apache Kafka 3 forgets the id if any topic is deleted meanwhile; not twice in a row, though.
                GroupMember second = withGivenId(group);
                given = second.id();
                joined = second.askToJoin();
            }
            joined.expectError("ErrorCode", ErrorCode.NONE).expect("MemberId", given);
        }
    }

    /** A client that was told its id, and has not joined with it yet. */
    private static GroupMember withGivenId(Group group) {
        GroupMember member = group.member("member");
        member.askToJoin()
                .expectError("ErrorCode", ErrorCode.MEMBER_ID_REQUIRED)
                .expect("MemberId", "is not empty", id -> !id.equals(""))
                .expect("Members", List.of());
        return member;
    }

    @ConformanceTest(
            id = "join-group.rejoin-keeps-id",
            api = "JoinGroup",
            needs = "SyncGroup",
            requirement = "A member that rejoins with its id keeps it, and the group gets no second member.",
            source = "Kafka's GroupCoordinatorTest",
            why = "kafka-go never got to SyncGroup when every JoinGroup returned a new id (SeaweedFS).")
    void rejoiningKeepsTheMemberId(Case test) {
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            group.settle(member);
            String id = member.id();
            int generation = member.generation();
            member.join()
                    .expect("MemberId", id)
                    .expect("Leader", id)
                    .expectSize("Members", 1)
                    .expect("GenerationId", "is not before " + generation, later -> (int) later >= generation);
        }
    }

    @ConformanceTest(
            id = "join-group.one-client-id-two-members",
            api = "JoinGroup",
            needs = {"SyncGroup", "Heartbeat"},
            requirement = "Two clients with the same client id are two members, and the leader sees both.",
            source = "KIP-35's request header: ClientId is for logs and quotas; measured on Apache Kafka",
            why = "Of two Sarama consumers with client id \"sarama\", one never got partitions (SeaweedFS).")
    void twoMembersCanShareAClientId(Case test) {
        try (Group group = new Group(test);
                Twin twin = Twin.of(test, "member", group.id())) {
            GroupMember first = group.member("member");
            group.settle(first);
            InFlight joining = group.member(twin.connection()).startJoin();
            Answer again = group.rejoin(first).get(0);
            Answer joined = joining.answer()
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expect("MemberId", "is another than " + first.id(), id -> !id.equals(first.id()));
            (GroupMember.isLeaders(joined) ? joined : again).expectSize("Members", 2);
        }
    }

    @ConformanceTest(
            id = "join-group.metadata-of-each-member",
            api = "JoinGroup",
            needs = {"SyncGroup", "Heartbeat"},
            requirement = "The leader receives, unchanged, the bytes that each member sent for the chosen protocol.",
            source = "message definition JoinGroupResponse: Members.Metadata",
            why = "kafka-go failed with \"reading a response left 61 unread bytes\" and \"unable to read metadata"
                    + " for member\" (SeaweedFS).")
    void theLeaderReceivesAllMemberMetadata(Case test) {
        try (Group group = new Group(test)) {
            GroupMember leader = group.member("leader").offer("range", Subscription.bytes(0, "a", null));
            GroupMember follower = group.member("follower").offer("range", Subscription.bytes(3, "b", Bytes.EMPTY));
            group.settle(leader);
            InFlight joining = follower.startJoin();
            leader.awaitRebalance();
            Answer again = leader.join();
            Answer joined = joining.answer().expectError("ErrorCode", ErrorCode.NONE);
            expectMembers(
                    GroupMember.isLeaders(joined) ? joined : again,
                    Map.of(
                            leader.id(),
                            Subscription.bytes(0, "a", null),
                            follower.id(),
                            Subscription.bytes(3, "b", Bytes.EMPTY)));
        }
    }

    private static void expectMembers(Answer joined, Map<String, Bytes> expected) {
        Map<String, Bytes> found = new TreeMap<>();
        for (Message member : joined.body().getStructs("Members")) {
            found.put(member.getString("MemberId"), member.getBytes("Metadata"));
        }
        joined.expect(found.equals(expected), "Members", "the members " + new TreeMap<>(expected), found);
    }

    @ConformanceTest(
            id = "join-group.metadata-is-opaque",
            api = "JoinGroup",
            requirement =
                    "A member's metadata is opaque to the broker: it accepts every subscription version, null, empty"
                            + " and non-empty user data and, from members that are not consumers, any bytes.",
            source = "KIP-429, KIP-792, KIP-881: only the members read the embedded protocol",
            why = "kafka-go's null user data was rejected with \"unreasonable user data length: 4294967295\""
                    + " (SeaweedFS).")
    void memberMetadataIsOpaque(Case test) {
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            for (int version = 0; version <= 3; version++) {
                expectEcho(member, Subscription.bytes(version, "topic", null));
                expectEcho(member, Subscription.bytes(version, "topic", Bytes.EMPTY));
                expectEcho(member, Subscription.bytes(version, "topic", Payload.text("user data")));
            }
        }
        try (Group group = new Group(test)) {
            GroupMember worker = group.member("worker").protocolType("connect");
            expectEcho(worker, Bytes.EMPTY);
            expectEcho(worker, Bytes.fromHex("ffffffff"));
        }
    }

    private static void expectEcho(GroupMember member, Bytes metadata) {
        member.offer("range", metadata).join().expectSize("Members", 1).expect("Members[0].Metadata", metadata);
    }

    @ConformanceTest(
            id = "join-group.any-protocol-type",
            api = "JoinGroup",
            requirement = "Any protocol type and protocol name is accepted, not only those of consumers.",
            source = "Kafka's protocol guide; Schema Registry's and Connect's groups",
            why = "Schema Registry elects its leader in a group of type \"sr\", Connect in one of type \"connect\".")
    void anyProtocolTypeIsAccepted(Case test) {
        try (Group group = new Group(test)) {
            Bytes identity = Payload.text("{\"host\":\"registry\",\"port\":8081,\"master_eligibility\":true}");
            Answer joined = group.member("registry")
                    .protocolType("sr")
                    .offer("v0", identity)
                    .join();
            joined.expect("ProtocolName", "v0").expectSize("Members", 1).expect("Members[0].Metadata", identity);
            GroupMember.expectProtocolType(joined, "sr");
        }
    }

    @ConformanceTest(
            id = "join-group.common-protocol-chosen",
            api = "JoinGroup",
            needs = {"SyncGroup", "Heartbeat"},
            requirement = "The chosen protocol is one that every member offers.",
            source = "Kafka's protocol guide; GroupCoordinatorTest; measured on Apache Kafka",
            why = "The Java client fails with \"Coordinator selected invalid assignment protocol\"; pg_kafka took"
                    + " the leader's first.")
    void aCommonProtocolIsChosen(Case test) {
        try (Group group = new Group(test)) {
            Bytes first = Subscription.bytes(1, "topic", Payload.text("first"));
            Bytes second = Subscription.bytes(1, "topic", Payload.text("second"));
            GroupMember modern = group.member("modern").alsoOffer("sticky", first);
            GroupMember old = group.member("old").offer("sticky", second);
            group.settle(modern);
            InFlight joining = old.startJoin();
            modern.awaitRebalance();
            Answer again = modern.join().expect("ProtocolName", "sticky");
            Answer joined =
                    joining.answer().expectError("ErrorCode", ErrorCode.NONE).expect("ProtocolName", "sticky");
            expectMembers(GroupMember.isLeaders(joined) ? joined : again, Map.of(modern.id(), first, old.id(), second));
        }
    }

    @ConformanceTest(
            id = "join-group.generation-outlives-members",
            api = "JoinGroup",
            needs = {"LeaveGroup", "OffsetCommit", "CreateTopics"},
            requirement =
                    "A group that has committed offsets and has lost all its members continues with a later generation"
                            + " when a new member joins.",
            source = "Kafka's GroupCoordinatorTest",
            why = "A zombie of the first generation could commit for the next one (pg_kafka).")
    void generationsOutliveMembers(Case test) {
        try (Group group = new Group(test)) {
            group.outliveMembers();
            GroupMember first = group.member("first");
            first.join();
            first.leave().expectError("ErrorCode", ErrorCode.NONE);
            int before = first.generation();
            group.member("second")
                    .join()
                    .expect("GenerationId", "is later than " + before, generation -> (int) generation > before);
        }
    }
}
