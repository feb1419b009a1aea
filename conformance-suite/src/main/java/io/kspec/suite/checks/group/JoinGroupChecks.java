package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks of JoinGroup: how clients become members of one generation, and who leads it. */
class JoinGroupChecks {
    private static final int SHORT_MS = 200;
    /** How long to watch whether a member waits for another one that may still rejoin. */
    private static final Duration WATCH = Duration.ofMillis(SHORT_MS / 4);

    private static final int LONG_MS = 5_000;

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
            requirement = "Two clients with the same client id are two members.",
            source = "KIP-35's request header: ClientId is for logs and quotas; measured on Apache Kafka",
            why = "Of two Sarama consumers with client id \"sarama\", one never got partitions (SeaweedFS).")
    void twoMembersCanShareAClientId(Case test) {
        try (Group group = new Group(test);
                Twin twin = Twin.of(test, "member", group.id())) {
            GroupMember first = group.member("member");
            group.settle(first);
            InFlight joining = group.member(twin.connection()).startJoin();
            group.rejoin(first);
            joining.answer()
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expect("MemberId", "is another than " + first.id(), id -> !id.equals(first.id()));
        }
    }

    @ConformanceTest(
            id = "join-group.three-members-one-leader",
            api = "JoinGroup",
            needs = {"SyncGroup", "Heartbeat"},
            requirement =
                    "No JoinGroup is answered before all members have joined: three members get the same generation,"
                            + " protocol and leader, and only the leader sees all three.",
            source = "Kafka's protocol guide; GroupCoordinatorTest",
            why = "When the first client to join completed the round alone, later members consumed nothing (Quafka,"
                    + " pg_kafka's test with librdkafka).",
            harm = Harm.CLIENTS_HANG)
    void oneOfThreeMembersLeads(Case test) {
        try (Group group = new Group(test)) {
            GroupMember first = group.member("first");
            GroupMember second = group.member("second");
            GroupMember third = group.member("third");
            group.gather(first, second);
            group.sync(first, second);
            InFlight newcomer = third.startJoin();
            first.awaitRebalance();
            second.awaitRebalance();
            expectWaiting(newcomer, "two members have not rejoined");
            InFlight again = second.startJoin();
            expectWaiting(newcomer, "one member has not rejoined");
            expectWaiting(again, "another member has not rejoined");
            List<Answer> joined = List.of(first.join(), again.answer(), newcomer.answer());
            Answer any = joined.get(0);
            for (Answer answer : joined) {
                answer.expectError("ErrorCode", ErrorCode.NONE)
                        .expect("GenerationId", any.number("GenerationId"))
                        .expect("ProtocolName", any.get("ProtocolName"))
                        .expect("Leader", any.text("Leader"))
                        .expectSize("Members", isLeaders(answer) ? 3 : 0);
            }
            any.expect(
                    joined.stream().filter(JoinGroupChecks::isLeaders).count() == 1,
                    "Leader",
                    "the id of one of the three members",
                    any.text("Leader"));
        }
    }

    private static void expectWaiting(InFlight joining, String meanwhile) {
        if (!joining.waits(WATCH)) {
            throw atOnce(joining, meanwhile);
        }
    }

    private static CheckFailure atOnce(InFlight joining, String meanwhile) {
        return joining.answer().failure("", "no answer to JoinGroup while " + meanwhile, "an answer at once");
    }

    private static boolean isLeaders(Answer joined) {
        return joined.text("Leader").equals(joined.text("MemberId"));
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
                    isLeaders(joined) ? joined : again,
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
            expectMembers(isLeaders(joined) ? joined : again, Map.of(modern.id(), first, old.id(), second));
        }
    }

    @ConformanceTest(
            id = "join-group.leader-rejoins",
            api = "JoinGroup",
            needs = {"SyncGroup", "Heartbeat"},
            requirement =
                    "A leader that rejoins starts a rebalance: all members get a new generation, and the one that the"
                            + " response names as the leader gets the list of all of them.",
            source = "Kafka's GroupCoordinatorTest",
            why = "A leader that is told to follow, with nobody else leading, waits for an assignment that nobody makes"
                    + " (pg_kafka).")
    void aRejoiningLeaderStartsARebalance(Case test) {
        try (Group group = new Group(test)) {
            GroupMember first = group.member("leader");
            GroupMember second = group.member("follower");
            group.settle(first, second);
            GroupMember leader = Group.leader(first, second);
            GroupMember follower = leader == first ? second : first;
            int before = leader.generation();
            InFlight leading = leader.startJoin();
            follower.awaitRebalance();
            Answer following = follower.join();
            Answer led = leading.answer()
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expect("GenerationId", "is later than " + before, later -> (int) later > before);
            led.expect("Leader", "is one of the members", id -> id.equals(leader.id()) || id.equals(follower.id()));
            following.expect("GenerationId", led.number("GenerationId")).expect("Leader", led.text("Leader"));
            (isLeaders(following) ? following : led).expectSize("Members", 2);
            group.sync(leader, follower);
        }
    }

    @ConformanceTest(
            id = "join-group.follower-rejoins-quietly",
            api = "JoinGroup",
            level = Level.SHOULD,
            needs = {"SyncGroup", "Heartbeat"},
            requirement =
                    "A follower of a stable group that rejoins with the same metadata gets the current generation, and"
                            + " no other member has to rejoin.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka",
            why = "A follower that missed the response would otherwise stop the whole group, which clients survive.")
    void aFollowerRejoinsWithoutARebalance(Case test) {
        try (Group group = new Group(test)) {
            GroupMember first = group.member("leader");
            GroupMember second = group.member("follower");
            group.settle(first, second);
            GroupMember leader = Group.leader(first, second);
            (leader == first ? second : first)
                    .join()
                    .expect("GenerationId", leader.generation())
                    .expect("Leader", leader.id())
                    .expect("Members", List.of());
            leader.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
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

    @ConformanceTest(
            id = "join-group.rebalance-timeout",
            api = "JoinGroup",
            versions = "1+",
            needs = {"SyncGroup", "Heartbeat"},
            requirement =
                    "A member that does not rejoin within its rebalance timeout is removed from the group, and the"
                            + " other members are answered without it.",
            source = "KIP-62; Kafka's GroupCoordinatorTest",
            why = "pg_kafka ignored the timeout, so a consumer that hangs in its application stops the whole group.")
    void aMemberThatDoesNotRejoinIsRemoved(Case test) {
        try (Group group = new Group(test)) {
            GroupMember hangs = settledInTime(group);
            GroupMember newcomer = group.member("newcomer").rebalanceTimeout(SHORT_MS);
            InFlight joining = newcomer.startJoin();
            if (!joining.waits(WATCH) && joining.answer().took().toMillis() < SHORT_MS) {
                throw atOnce(
                        joining,
                        "the other member has not rejoined and its rebalance timeout of " + SHORT_MS
                                + " ms has not passed");
            }
            newcomer.expectJoined(joining.answer()).expectSize("Members", 1).expect("Leader", newcomer.id());
            hangs.heartbeat().expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.ILLEGAL_GENERATION);
        }
    }

    /** A settled member with a short rebalance timeout, or a longer one if it cannot sync in time on a busy machine. */
    private static GroupMember settledInTime(Group group) {
        for (int timeout = SHORT_MS; ; timeout *= 2) {
            GroupMember member = group.member("hangs").rebalanceTimeout(timeout);
            member.join();
            Answer synced = member.startSync(Map.of(member.id(), member.expectedAssignment()))
                    .answer();
            if (synced.number("ErrorCode") != ErrorCode.UNKNOWN_MEMBER_ID.code() || timeout > LONG_MS) {
                synced.expectError("ErrorCode", ErrorCode.NONE);
                return member;
            }
        }
    }
}
