package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks of rebalances: how several members come into one generation, whatever happens while they join and sync. */
class RebalanceChecks {
    /** How long to watch whether a request waits for other members. */
    private static final Duration WATCH = Duration.ofMillis(50);

    /** Longer than any case waits for an answer, so that no rebalance ends because a member is late. */
    private static final int VERY_LONG_MS = 300_000;
    /** Long enough for a newcomer to sync on a busy machine. */
    private static final int SYNC_MS = 3_000;

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
            newcomer.expectWaiting(WATCH, "two members have not rejoined");
            InFlight again = second.startJoin();
            newcomer.expectWaiting(WATCH, "one member has not rejoined");
            again.expectWaiting(WATCH, "another member has not rejoined");
            expectOneLeader(first.join(), again.answer(), newcomer.answer());
        }
    }

    /** Expects that members joined one generation, and that the only leader sees all of them. */
    private static void expectOneLeader(Answer... joined) {
        Answer any = joined[0];
        for (Answer answer : joined) {
            answer.expectError("ErrorCode", ErrorCode.NONE)
                    .expect("GenerationId", any.number("GenerationId"))
                    .expect("ProtocolName", any.get("ProtocolName"))
                    .expect("Leader", any.text("Leader"))
                    .expectSize("Members", GroupMember.isLeaders(answer) ? joined.length : 0);
        }
        any.expect(
                Stream.of(joined).filter(GroupMember::isLeaders).count() == 1,
                "Leader",
                "the id of one of the " + joined.length + " members",
                any.text("Leader"));
    }

    @ConformanceTest(
            id = "join-group.overlapping-joins",
            api = "JoinGroup",
            needs = {"SyncGroup", "Heartbeat"},
            requirement =
                    "A client that joins while another one's JoinGroup is still open waits as well: both, and the member"
                            + " that both wait for, get the same generation and leader, and a heartbeat of each succeeds"
                            + " once they have synced.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka",
            why = "The consumers of a service start together: of two that overlapped, one was left in a generation of"
                    + " its own and got no partitions (Quafka, SeaweedFS).",
            harm = Harm.CLIENTS_HANG)
    void joinsThatOverlapEndInOneGeneration(Case test) {
        try (Group group = new Group(test)) {
            GroupMember first = group.member("first");
            GroupMember second = group.member("second");
            GroupMember third = group.member("third");
            group.settle(first);
            InFlight earlier = second.startJoin();
            earlier.expectWaiting(WATCH, "the only member has not rejoined");
            InFlight later = third.startJoin();
            first.awaitRebalance();
            later.expectWaiting(WATCH, "the only member has not rejoined");
            expectOneLeader(first.join(), earlier.answer(), later.answer());
            expectStable(group, first, second, third);
        }
    }

    /** Expects that members of one generation get their assignments and are told of no further rebalance. */
    private static void expectStable(Group group, GroupMember... members) {
        group.sync(members);
        for (GroupMember member : members) {
            member.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
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
            (GroupMember.isLeaders(following) ? following : led).expectSize("Members", 2);
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
            id = "sync-group.join-releases-followers",
            api = "SyncGroup",
            needs = {"JoinGroup", "Heartbeat"},
            requirement =
                    "A follower whose SyncGroup waits for the leader is answered with REBALANCE_IN_PROGRESS as soon as"
                            + " another client joins, and all of them get the next generation.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka",
            why = "A follower that waits for an assignment of the old generation does not rejoin, so the rebalance"
                    + " waits for it, and then removes it; without an error it took no partitions (SeaweedFS).",
            harm = Harm.CLIENTS_HANG)
    void aFollowerThatWaitsIsToldToRejoin(Case test) {
        try (Group group = new Group(test)) {
            GroupMember first = group.member("first");
            GroupMember second = group.member("second");
            GroupMember third = group.member("third");
            group.gather(first, second);
            GroupMember leader = Group.leader(first, second);
            GroupMember follower = leader == first ? second : first;
            InFlight waiting = follower.startSync(Map.of());
            InFlight joining = third.startJoin();
            waiting.answer().expectError("ErrorCode", ErrorCode.REBALANCE_IN_PROGRESS);
            InFlight again = follower.startJoin();
            leader.awaitRebalance();
            expectOneLeader(leader.join(), again.answer(), joining.answer());
            expectStable(group, leader, follower, third);
        }
    }

    @ConformanceTest(
            id = "leave-group.completes-open-join",
            api = "LeaveGroup",
            needs = {"JoinGroup", "SyncGroup"},
            requirement =
                    "When the only member that a newcomer's JoinGroup waits for leaves, the newcomer is answered at once:"
                            + " it is the only member and leads.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka",
            why = "In a rolling restart the new consumer joins while the old one leaves; a broker that only looks for"
                    + " the end of a rebalance when somebody joins leaves it without partitions for minutes.",
            harm = Harm.CLIENTS_HANG)
    void aMemberThatLeavesIsNotWaitedFor(Case test) {
        test.limit("JoinGroup", SilentMemberChecks.WITH_REBALANCE_TIMEOUT);
        try (Group group = new Group(test)) {
            GroupMember leaves = group.member("leaves").rebalanceTimeout(VERY_LONG_MS);
            GroupMember newcomer = group.member("newcomer").rebalanceTimeout(SYNC_MS);
            group.settle(leaves);
            InFlight joining = newcomer.startJoin();
            joining.expectWaiting(WATCH, "the only member has not rejoined");
            leaves.leave().expectError("ErrorCode", ErrorCode.NONE);
            newcomer.expectJoined(joining.answer()).expectSize("Members", 1).expect("Leader", newcomer.id());
            expectStable(group, newcomer);
        }
    }
}
