package io.kspec.suite.checks.offset;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.group.GroupMember;
import io.kspec.suite.checks.group.GroupOffsets;
import io.kspec.suite.checks.group.InFlight;
import io.kspec.suite.checks.group.Position;
import io.kspec.suite.checks.group.StaticMemberChecks;
import io.kspec.suite.checks.log.PartitionClient;
import java.util.UUID;

/**
 * Checks of OffsetCommit: committed offsets are returned unchanged, and only members commit for a group that has
 * members.
 */
class OffsetCommitChecks {
    /** Needs more than 32 bits, and is also changed by truncation to 16. */
    private static final long LARGE = (1L << 33) + 7;

    private static final int FAR_TOO_LONG = 32_000;
    private static final int FIRST_WITH_NEW_ERRORS = 9;
    /** The errors on which a member rejoins. */
    private static final ErrorCode[] REJOIN = {ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.ILLEGAL_GENERATION};

    private static final ErrorCode[] REJOIN_OR_NO_GROUP = {
        ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.ILLEGAL_GENERATION, ErrorCode.GROUP_ID_NOT_FOUND
    };

    @ConformanceTest(
            id = "offset-commit.offset-survives",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"OffsetFetch", "CreateTopics", "JoinGroup", "SyncGroup"},
            requirement = "An offset that a member commits, even 2^33+7, is returned exactly, and so is its metadata.",
            source = "message definition OffsetCommitRequest: CommittedOffset is an int64",
            why = "Sarama's consumers started at the wrong position when offsets had 16 bits (Quafka).",
            harm = Harm.DATA_LOST)
    void aCommittedOffsetIsReturnedExactly(Case test) {
        try (Group group = new Group(test)) {
            Position position = Position.of(test.topic(1), 0, LARGE).withMetadata("präzise, \u2713");
            GroupMember member = group.member("member");
            group.settle(member);
            group.offsets().expectCommitted(member.commit(position), position);
            group.offsets().expectStored(position);
        }
    }

    @ConformanceTest(
            id = "offset-commit.every-partition-survives",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"OffsetFetch", "CreateTopics", "JoinGroup", "SyncGroup"},
            requirement =
                    "In a request for several topics and partitions, every partition is answered once and keeps its"
                            + " own offset and metadata.",
            source = "message definition OffsetCommitRequest",
            why = "Quafka read no topic names and wrote all partitions to one; on a missing one, Sarama fails with"
                    + " \"response did not contain all the expected topic/partition blocks\".",
            harm = Harm.DATA_LOST)
    void everyPartitionKeepsItsOwnOffset(Case test) {
        try (Group group = new Group(test)) {
            Position[] positions = four(test.topic(2), test.topic(2));
            GroupMember member = group.member("member");
            group.settle(member);
            Answer committed = member.commit(positions).expectSize("Topics", 2);
            committed.expectSize("Topics[0].Partitions", 2).expectSize("Topics[1].Partitions", 2);
            group.offsets().expectCommitted(committed, positions);
            group.offsets().expectStored(positions);
        }
    }

    /** Four distinct positions, in two partitions of each topic. */
    static Position[] four(String one, String other) {
        return new Position[] {
            Position.of(one, 0, 11).withMetadata("a"),
            Position.of(one, 1, LARGE).withMetadata(""),
            Position.of(other, 0, 0).withMetadata("c"),
            Position.of(other, 1, 44).withMetadata("d")
        };
    }

    @ConformanceTest(
            id = "offset-commit.last-one-counts",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"OffsetFetch", "CreateTopics"},
            requirement = "The last commit wins, even if its offset is lower than the one before.",
            source = "measured on Apache Kafka",
            why = "This is how an operator rewinds a group.",
            harm = Harm.DATA_LOST)
    void theLastCommitWins(Case test) {
        try (Group group = new Group(test)) {
            String topic = test.topic(1);
            group.offsets().commitAll(Position.of(topic, 0, 100).withMetadata("first"));
            Position last = Position.of(topic, 0, 5).withMetadata("last");
            group.offsets().commitAll(last);
            group.offsets().expectStored(last);
        }
    }

    @ConformanceTest(
            id = "offset-commit.without-members",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"OffsetFetch", "CreateTopics"},
            requirement =
                    "A group without members accepts commits with generation -1 and no member id, even if nobody has"
                            + " ever joined it.",
            source = "Kafka's GroupCoordinatorTest; Javadoc of KafkaConsumer.assign",
            why = "Consumers with manually assigned partitions, and tools that set offsets, commit this way.")
    void aGroupWithoutMembersAcceptsCommits(Case test) {
        try (Group group = new Group(test)) {
            Position position = Position.of(test.topic(1), 0, 42).withMetadata("set by hand");
            group.offsets().commitAll(position);
            group.offsets().expectStored(position);
        }
    }

    @ConformanceTest(
            id = "offset-commit.stranger-refused",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"OffsetFetch", "CreateTopics", "JoinGroup", "SyncGroup"},
            requirement =
                    "While a group has members, a commit without a member id, or with an unknown one, is rejected with"
                            + " UNKNOWN_MEMBER_ID, or with ILLEGAL_GENERATION, on which clients rejoin as well, and changes"
                            + " nothing.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka",
            why = "A consumer that was removed from the group would rewind it (pg_kafka accepted such commits).")
    void aNonMemberCannotCommit(Case test) {
        try (Group group = new Group(test)) {
            String topic = test.topic(1);
            GroupMember member = group.member("member");
            group.settle(member);
            Position stray = Position.of(topic, 0, 9);
            expectRefused(group, group.offsets().commit(stray), stray, REJOIN);
            Answer unknown = member.commit(body -> body.set("MemberId", "nobody"), stray);
            expectRefused(group, unknown, stray, REJOIN);
            group.offsets().expectNoOffset(topic, 0);
        }
    }

    @ConformanceTest(
            id = "offset-commit.other-generation-refused",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"OffsetFetch", "CreateTopics", "JoinGroup", "SyncGroup"},
            requirement =
                    "A commit with a generation other than the group's is rejected with ILLEGAL_GENERATION, or with"
                            + " UNKNOWN_MEMBER_ID, on which clients rejoin as well, and changes nothing.",
            source = "Kafka's GroupCoordinatorTest",
            why = "A consumer that missed a rebalance would overwrite the offsets of the partition's new owner"
                    + " (pg_kafka).")
    void aWrongGenerationIsRejected(Case test) {
        try (Group group = new Group(test)) {
            Position stray = Position.of(test.topic(1), 0, 9);
            GroupMember member = group.member("member");
            group.settle(member);
            for (int generation : member.otherGenerations()) {
                Answer answer = member.commit(body -> body.set("GenerationIdOrMemberEpoch", generation), stray);
                expectRefused(group, answer, stray, REJOIN);
            }
            group.offsets().expectNoOffset(stray.topic(), 0);
        }
    }

    @ConformanceTest(
            id = "offset-commit.unknown-group-refused",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"CreateTopics"},
            requirement =
                    "A commit with a member id and a generation to a group that does not exist is rejected with an error"
                            + " on which clients rejoin: ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID or, from version 9 on,"
                            + " GROUP_ID_NOT_FOUND.",
            source = "Kafka's GroupCoordinatorTest; KIP-848; measured on Apache Kafka",
            why = "A member of a removed group would bring the group back to life (pg_kafka).")
    void anUnknownGroupRejectsMemberCommits(Case test) {
        expectUnknownGroup(test, test.version() >= FIRST_WITH_NEW_ERRORS ? REJOIN_OR_NO_GROUP : REJOIN);
    }

    @ConformanceTest(
            id = "offset-commit.unknown-group-error",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "A commit with a member id and a generation to a group that does not exist is rejected with"
                    + " ILLEGAL_GENERATION or, from version 9 on, GROUP_ID_NOT_FOUND.",
            source = "Kafka's GroupCoordinatorTest; KIP-848; measured on Apache Kafka",
            why = "On UNKNOWN_MEMBER_ID a member drops its id and joins as a new one, which clients survive.")
    void anUnknownGroupIsToldFromAnUnknownMember(Case test) {
        expectUnknownGroup(
                test,
                test.version() >= FIRST_WITH_NEW_ERRORS
                        ? new ErrorCode[] {ErrorCode.ILLEGAL_GENERATION, ErrorCode.GROUP_ID_NOT_FOUND}
                        : new ErrorCode[] {ErrorCode.ILLEGAL_GENERATION});
    }

    private static void expectUnknownGroup(Case test, ErrorCode... errors) {
        try (Group group = new Group(test)) {
            Position stray = Position.of(test.topic(1), 0, 9);
            Answer answer = group.member("stranger")
                    .commit(body -> body.set("MemberId", "nobody").set("GenerationIdOrMemberEpoch", 3), stray);
            expectRefused(group, answer, stray, errors);
        }
    }

    @ConformanceTest(
            id = "offset-commit.before-sync-refused",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"OffsetFetch", "CreateTopics", "JoinGroup", "SyncGroup"},
            requirement =
                    "A commit by a member that has joined but not synced is rejected with REBALANCE_IN_PROGRESS, or with"
                            + " another error on which clients rejoin, and changes nothing.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka",
            why = "Nobody knows yet who owns the partition (pg_kafka accepted such commits).")
    void aMemberCannotCommitBeforeSyncing(Case test) {
        try (Group group = new Group(test)) {
            Position early = Position.of(test.topic(1), 0, 9);
            GroupMember member = group.member("member");
            member.join();
            expectRefused(
                    group,
                    member.commit(early),
                    early,
                    ErrorCode.REBALANCE_IN_PROGRESS,
                    ErrorCode.ILLEGAL_GENERATION,
                    ErrorCode.UNKNOWN_MEMBER_ID);
            group.sync(member);
            group.offsets().expectNoOffset(early.topic(), 0);
            group.offsets().expectCommitted(member.commit(early), early);
        }
    }

    @ConformanceTest(
            id = "offset-commit.while-others-join",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"OffsetFetch", "CreateTopics", "JoinGroup", "SyncGroup", "Heartbeat"},
            requirement = "While another client joins, a member of the current generation can still commit.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka",
            why = "Consumers commit when their partitions are revoked; otherwise the records would be read again.")
    void aMemberCanCommitDuringARebalance(Case test) {
        try (Group group = new Group(test)) {
            Position last = Position.of(test.topic(1), 0, 9);
            GroupMember member = group.member("member");
            group.settle(member);
            InFlight joining = group.member("newcomer").startJoin();
            member.awaitRebalance();
            group.offsets().expectCommitted(member.commit(last), last);
            group.rejoin(member);
            joining.answer();
            group.offsets().expectStored(last);
        }
    }

    @ConformanceTest(
            id = "offset-commit.fenced-instance-refused",
            api = "OffsetCommit",
            versions = "7+",
            needs = {"CreateTopics", "JoinGroup", "SyncGroup"},
            requirement =
                    "A commit by a static member that another one has replaced is rejected with FENCED_INSTANCE_ID.",
            source = "KIP-345; Kafka's GroupCoordinatorTest",
            why = "The older of two processes would rewind the newer one.")
    void aFencedInstanceCannotCommit(Case test) {
        try (Group group = new Group(test)) {
            Position stray = Position.of(test.topic(1), 0, 9);
            Answer answer = StaticMemberChecks.fenced(test, group).commit(stray);
            expectRefused(group, answer, stray, ErrorCode.FENCED_INSTANCE_ID);
        }
    }

    @ConformanceTest(
            id = "offset-commit.leader-epoch-survives",
            api = "OffsetCommit",
            versions = "6+",
            needs = {"OffsetFetch", "CreateTopics"},
            level = Level.SHOULD,
            requirement = "The leader epoch committed with an offset is returned by OffsetFetch.",
            source = "KIP-320",
            why = "Consumers use it to detect that the log was truncated below their offset; at -1 they do not look.")
    void theCommittedLeaderEpochIsReturned(Case test) {
        test.limit("OffsetFetch", new Versions(5, Short.MAX_VALUE));
        try (Group group = new Group(test)) {
            Position position = Position.of(test.topic(1), 0, 8).withLeaderEpoch(3);
            group.offsets().commitAll(position);
            Answer fetched = group.offsets().expectStored(position);
            fetched.expect(group.offsets().path(fetched, position) + "CommittedLeaderEpoch", 3);
        }
    }

    @ConformanceTest(
            id = "offset-commit.unknown-topic-refused",
            api = "OffsetCommit",
            versions = "1-9",
            needs = {"OffsetFetch", "CreateTopics"},
            requirement =
                    "Each topic or partition that does not exist is rejected with UNKNOWN_TOPIC_OR_PARTITION, and the"
                            + " existing ones in the same request are committed.",
            source = "measured on Apache Kafka",
            why = "A consumer of one deleted topic would lose its position in all others.")
    void anUnknownTopicIsRejected(Case test) {
        test.limit("OffsetFetch", new Versions(1, 9));
        try (Group group = new Group(test)) {
            String topic = test.topic(1);
            Position good = Position.of(topic, 0, 3);
            Position noPartition = Position.of(topic, PartitionClient.NO_SUCH_PARTITION, 3);
            Position noTopic = Position.of(test.name("no-topic"), 0, 3);
            Answer answer = group.offsets().commit(good, noPartition, noTopic);
            expectRefused(group, answer, noPartition, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            expectRefused(group, answer, noTopic, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            group.offsets().expectCommitted(answer, good);
            group.offsets().expectStored(good);
        }
    }

    @ConformanceTest(
            id = "offset-commit.unknown-topic-id-refused",
            api = "OffsetCommit",
            versions = "10+",
            needs = {"OffsetFetch", "CreateTopics", "Metadata"},
            requirement = "An unknown topic id is rejected with UNKNOWN_TOPIC_ID, and the existing topics in the same"
                    + " request are committed.",
            source = "KIP-848; measured on Apache Kafka",
            why = "A topic that was deleted and recreated must not inherit the offsets of its predecessor.")
    void anUnknownTopicIdIsRejected(Case test) {
        try (Group group = new Group(test)) {
            Position good = Position.of(test.topic(1), 0, 3);
            UUID unknown = new UUID(0x6b73706563L, 1);
            ClientRequest withStray = group.offsets()
                    .commitRequest(good)
                    .with(body -> body.add("Topics", data -> data.set("TopicId", unknown)
                            .add("Partitions", entry -> entry.set("PartitionIndex", 0)
                                    .set("CommittedOffset", 1L))));
            Answer answer = test.ask(group.connection(), withStray).expectSize("Topics", 2);
            int at = answer.get("Topics[0].TopicId").equals(unknown) ? 0 : 1;
            answer.expect("Topics[" + at + "].TopicId", unknown)
                    .expectError("Topics[" + at + "].Partitions[0].ErrorCode", ErrorCode.UNKNOWN_TOPIC_ID);
            group.offsets().expectCommitted(answer, good);
            group.offsets().expectStored(good);
        }
    }

    @ConformanceTest(
            id = "offset-commit.metadata-too-large",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"OffsetFetch", "CreateTopics"},
            level = Level.SHOULD,
            requirement =
                    "Metadata far larger than 4096 bytes is rejected with OFFSET_METADATA_TOO_LARGE, for its partition"
                            + " only.",
            source = "Kafka's offset.metadata.max.bytes; GroupCoordinatorTest",
            why = "A coordinator reads back all stored metadata when it starts.")
    void oversizedMetadataIsRejected(Case test) {
        try (Group group = new Group(test)) {
            String topic = test.topic(2);
            Position good = Position.of(topic, 0, 3).withMetadata("short");
            Position large = Position.of(topic, 1, 3).withMetadata("x".repeat(FAR_TOO_LONG));
            Answer answer = group.offsets().commit(good, large);
            expectRefused(group, answer, large, ErrorCode.OFFSET_METADATA_TOO_LARGE);
            group.offsets().expectCommitted(answer, good);
            group.offsets().expectStored(good);
            group.offsets().expectNoOffset(topic, 1);
        }
    }

    private static void expectRefused(Group group, Answer committed, Position position, ErrorCode... errors) {
        GroupOffsets offsets = group.offsets();
        committed.expectError(offsets.path(committed, "", position) + "ErrorCode", errors);
    }
}
