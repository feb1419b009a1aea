package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Harm;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.time.Duration;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** Checks of groups with a member that no longer says anything: the others go on without it. */
class SilentMemberChecks {
    /** The versions of JoinGroup that have a rebalance timeout (KIP-62). */
    static final Versions WITH_REBALANCE_TIMEOUT = new Versions(1, Short.MAX_VALUE);

    /** The shortest session timeout that Apache Kafka allows by default: its group.min.session.timeout.ms. */
    private static final int SESSION_MS = 6_000;

    private static final Duration SESSION = Duration.ofMillis(SESSION_MS);

    /** How often a member looks whether another one is missed: within any session timeout, and not filling the log. */
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofMillis(200);

    private static final int SHORT_MS = 200;
    /** How long to watch whether a member waits for another one that may still rejoin. */
    private static final Duration WATCH = Duration.ofMillis(SHORT_MS / 4);

    private static final int LONG_MS = 5_000;
    /** Long enough for a follower to sync on a busy machine before it would be removed as well. */
    private static final int SYNC_MS = 1_500;

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
                throw joining.atOnce("the other member has not rejoined and its rebalance timeout of " + SHORT_MS
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

    @ConformanceTest(
            id = "sync-group.leader-never-syncs",
            profile = "consumer-group",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat"},
            requirement =
                    "A leader that joins but does not sync is removed when its rebalance timeout or its session ends:"
                            + " the followers that wait in SyncGroup are told to rejoin, by REBALANCE_IN_PROGRESS or"
                            + " ILLEGAL_GENERATION, and get a generation and assignments without it.",
            source = "Kafka's GroupMetadataManager: pending members of SyncGroup; measured on Apache Kafka",
            why = "A leader that hangs while it computes the assignment would stop every consumer of the group until"
                    + " somebody restarts it.",
            harm = Harm.CLIENTS_HANG)
    void theOthersGoOnWithoutALeaderThatNeverSyncs(Case test) {
        test.limit("JoinGroup", WITH_REBALANCE_TIMEOUT);
        demandShortSessions(test);
        try (Group group = new Group(test)) {
            GroupMember first = group.member("first").sessionTimeout(SESSION_MS);
            GroupMember second = group.member("second").sessionTimeout(SESSION_MS);
            group.settle(first, second);
            GroupMember starter = Group.leader(first, second).rebalanceTimeout(SYNC_MS);
            GroupMember other = (starter == first ? second : first).rebalanceTimeout(SYNC_MS);
            InFlight joining = starter.startJoin();
            group.rejoin(other);
            starter.expectJoined(joining.answer());
            GroupMember leader = Group.leader(first, second);
            GroupMember follower = leader == first ? second : first;
            follower.startSync(Map.of())
                    .answer()
                    .expectError("ErrorCode", ErrorCode.REBALANCE_IN_PROGRESS, ErrorCode.ILLEGAL_GENERATION);
            expectAlone(group, follower, leader);
        }
    }

    /** Expects that a member which was told to rejoin becomes the only member of a stable group, and another one is unknown. */
    private static void expectAlone(Group group, GroupMember member, GroupMember removed) {
        int before = member.generation();
        member.join()
                .expectSize("Members", 1)
                .expect("Leader", member.id())
                .expect("GenerationId", "is later than " + before, later -> (int) later > before);
        group.sync(member);
        member.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
        removed.heartbeat().expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.ILLEGAL_GENERATION);
    }

    @ConformanceTest(
            id = "heartbeat.dead-member-is-missed",
            profile = "consumer-group",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat"},
            requirement =
                    "When a member of a stable group has sent nothing for its session timeout, heartbeats tell the others"
                            + " to rejoin, and the next generation does not include it.",
            source = "Kafka's protocol guide: SessionTimeoutMs; GroupCoordinatorTest; measured on Apache Kafka",
            why = "Nobody reads the partitions of a consumer that was killed, until somebody restarts the group.",
            waits = true,
            harm = Harm.CLIENTS_HANG)
    void theOthersAreToldOfADeadMember(Case test) {
        demandShortSessions(test);
        try (Group group = new Group(test)) {
            GroupMember stays = group.member("stays");
            GroupMember dies = group.member("dies").sessionTimeout(SESSION_MS);
            group.settle(stays, dies);
            stays.awaitRebalance(SESSION.plus(test.stage().settings().readTimeout()), HEARTBEAT_INTERVAL);
            expectAlone(group, stays, dies);
        }
    }

    /** Skips the case on a target that allows no session as short as these checks wait for. */
    private static void demandShortSessions(Case test) {
        try (Group group = new Group(test)) {
            Answer joined = group.member("short").sessionTimeout(SESSION_MS).askToJoin();
            if (joined.number("ErrorCode") == ErrorCode.INVALID_SESSION_TIMEOUT.code()) {
                throw new TestAbortedException(
                        "needs a session timeout of " + SESSION_MS + " ms, which the target rejects");
            }
        }
    }
}
