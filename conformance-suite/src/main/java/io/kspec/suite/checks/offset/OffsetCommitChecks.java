package io.kspec.suite.checks.offset;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Level;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.group.GroupMember;
import io.kspec.suite.checks.group.GroupOffsets;
import io.kspec.suite.checks.group.InFlight;
import io.kspec.suite.checks.group.Position;
import io.kspec.suite.checks.group.StaticMemberChecks;
import java.util.UUID;
import java.util.function.Consumer;

/** Checks of OffsetCommit: what a group commits is what it finds again, and only members commit for a group that has some. */
class OffsetCommitChecks {
    /** Needs more than 32 bits, and its lower 16 are not all there is. */
    private static final long LARGE = (1L << 33) + 7;

    private static final int FAR_TOO_LONG = 32_000;
    private static final int FIRST_WITH_NEW_ERRORS = 9;

    @ConformanceTest(
            id = "offset-commit.offset-survives",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"OffsetFetch", "CreateTopics", "JoinGroup", "SyncGroup"},
            requirement =
                    "An offset that a member commits is fetched again exactly, 2^33+7 too, and so is its metadata.",
            source = "message definition OffsetCommitRequest: CommittedOffset is an int64",
            why = "Sarama's consumers began at the wrong place where offsets had 16 bits (Quafka).")
    void anOffsetSurvives(Case it) {
        try (Group group = new Group(it)) {
            Position position = Position.of(it.topic(1), 0, LARGE).withMetadata("präzise, \u2713");
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
                    "Of several topics and partitions in one request each is answered once, and each keeps its own offset"
                            + " and metadata.",
            source = "message definition OffsetCommitRequest",
            why = "Quafka read no topic names and wrote all partitions to one; Sarama: \"response did not contain all"
                    + " the expected topic/partition blocks\" for one left out.")
    void everyPartitionSurvives(Case it) {
        try (Group group = new Group(it)) {
            Position[] positions = four(it.topic(2), it.topic(2));
            GroupMember member = group.member("member");
            group.settle(member);
            Answer committed = member.commit(positions).expectSize("Topics", 2);
            committed.expectSize("Topics[0].Partitions", 2).expectSize("Topics[1].Partitions", 2);
            group.offsets().expectCommitted(committed, positions);
            group.offsets().expectStored(positions);
        }
    }

    /** Positions that have nothing in common, in two partitions each of two topics. */
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
            requirement = "The last commit counts, even if its offset is lower than the one before.",
            source = "measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "It is how an operator has a group read again.")
    void theLastCommitCounts(Case it) {
        try (Group group = new Group(it)) {
            String topic = it.topic(1);
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
                    "A group without members takes commits with generation -1 and no member id, also if nobody has ever"
                            + " joined it.",
            source = "Kafka's GroupCoordinatorTest; Javadoc of KafkaConsumer.assign",
            why = "Consumers with partitions of their own choice, and tools that set offsets, commit so.")
    void aGroupWithoutMembersTakesCommits(Case it) {
        try (Group group = new Group(it)) {
            Position position = Position.of(it.topic(1), 0, 42).withMetadata("set by hand");
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
                    "While a group has members, a commit without a member id, or with an unknown one, is refused with"
                            + " UNKNOWN_MEMBER_ID, and changes nothing.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "A consumer that was thrown out would set the group back (pg_kafka took such commits).")
    void aStrangerMayNotCommit(Case it) {
        try (Group group = new Group(it)) {
            String topic = it.topic(1);
            GroupMember member = group.member("member");
            group.settle(member);
            Position stray = Position.of(topic, 0, 9);
            expectRefused(group, group.offsets().commit(stray), stray, ErrorCode.UNKNOWN_MEMBER_ID);
            Answer unknown = member.commit(body -> body.set("MemberId", "nobody"), stray);
            expectRefused(group, unknown, stray, ErrorCode.UNKNOWN_MEMBER_ID);
            group.offsets().expectStored(Position.none(topic, 0));
        }
    }

    @ConformanceTest(
            id = "offset-commit.other-generation-refused",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"OffsetFetch", "CreateTopics", "JoinGroup", "SyncGroup"},
            requirement =
                    "A generation that is not the group's is refused with ILLEGAL_GENERATION, and changes nothing.",
            source = "Kafka's GroupCoordinatorTest",
            why = "A consumer that missed a rebalance would overwrite the offsets of the one after it (pg_kafka).")
    void anotherGenerationIsRefused(Case it) {
        try (Group group = new Group(it)) {
            Position stray = Position.of(it.topic(1), 0, 9);
            GroupMember member = group.member("member");
            group.settle(member);
            for (int generation : new int[] {member.generation() - 1, member.generation() + 1}) {
                Answer answer = member.commit(body -> body.set("GenerationIdOrMemberEpoch", generation), stray);
                expectRefused(group, answer, stray, ErrorCode.ILLEGAL_GENERATION);
            }
            group.offsets().expectStored(Position.none(stray.topic(), 0));
        }
    }

    @ConformanceTest(
            id = "offset-commit.unknown-group-refused",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"CreateTopics"},
            requirement = "A commit with a member id and a generation for a group that does not exist is refused with"
                    + " ILLEGAL_GENERATION, or from version 9 on with GROUP_ID_NOT_FOUND.",
            source =
                    "Kafka's GroupCoordinatorTest; KIP-848; measured on Apache Kafka 3.9.2 (ILLEGAL_GENERATION at every"
                            + " version) and 4.3.1 (GROUP_ID_NOT_FOUND from version 9 on)",
            why = "A member whose group was removed would bring it back to life (pg_kafka).")
    void anUnknownGroupHasNoGenerations(Case it) {
        try (Group group = new Group(it)) {
            Position stray = Position.of(it.topic(1), 0, 9);
            Answer answer = group.member("stranger")
                    .commit(body -> body.set("MemberId", "nobody").set("GenerationIdOrMemberEpoch", 3), stray);
            if (it.version() >= FIRST_WITH_NEW_ERRORS) {
                expectRefused(group, answer, stray, ErrorCode.ILLEGAL_GENERATION, ErrorCode.GROUP_ID_NOT_FOUND);
            } else {
                expectRefused(group, answer, stray, ErrorCode.ILLEGAL_GENERATION);
            }
        }
    }

    @ConformanceTest(
            id = "offset-commit.before-sync-refused",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"OffsetFetch", "CreateTopics", "JoinGroup", "SyncGroup"},
            requirement =
                    "A member that has joined but not synced is refused with REBALANCE_IN_PROGRESS, and changes nothing.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Nobody knows yet whose the partition is (pg_kafka took such commits).")
    void beforeSyncingNobodyMayCommit(Case it) {
        try (Group group = new Group(it)) {
            Position early = Position.of(it.topic(1), 0, 9);
            GroupMember member = group.member("member");
            member.join();
            expectRefused(group, member.commit(early), early, ErrorCode.REBALANCE_IN_PROGRESS);
            group.sync(member);
            group.offsets().expectStored(Position.none(early.topic(), 0));
            group.offsets().expectCommitted(member.commit(early), early);
        }
    }

    @ConformanceTest(
            id = "offset-commit.while-others-join",
            api = "OffsetCommit",
            versions = "1+",
            needs = {"OffsetFetch", "CreateTopics", "JoinGroup", "SyncGroup", "Heartbeat"},
            requirement =
                    "While another client joins, a member of the generation that ends may still commit what it has read.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Consumers commit when their partitions are revoked; what they read would be read again.")
    void whileOthersJoinAMemberMayCommit(Case it) {
        try (Group group = new Group(it)) {
            Position last = Position.of(it.topic(1), 0, 9);
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
            requirement = "A static member whose place another one took is refused with FENCED_INSTANCE_ID.",
            source = "KIP-345; Kafka's GroupCoordinatorTest",
            why = "The elder of two processes would set the younger one back.")
    void aFencedInstanceMayNotCommit(Case it) {
        try (Group group = new Group(it)) {
            Position stray = Position.of(it.topic(1), 0, 9);
            Answer answer = StaticMemberChecks.fenced(it, group).commit(stray);
            expectRefused(group, answer, stray, ErrorCode.FENCED_INSTANCE_ID);
        }
    }

    @ConformanceTest(
            id = "offset-commit.leader-epoch-survives",
            api = "OffsetCommit",
            versions = "6+",
            needs = {"OffsetFetch", "CreateTopics"},
            requirement = "The leader epoch that is committed with an offset is fetched again.",
            source = "KIP-320",
            why = "Consumers find by it whether the log was cut off below their offset.")
    void theLeaderEpochSurvives(Case it) {
        it.limit("OffsetFetch", new Versions(5, Short.MAX_VALUE));
        try (Group group = new Group(it)) {
            Position position = Position.of(it.topic(1), 0, 8).withLeaderEpoch(3);
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
                    "A topic or partition that does not exist is refused with UNKNOWN_TOPIC_OR_PARTITION, each by itself;"
                            + " what exists in the same request is committed.",
            source = "measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "A consumer with one deleted topic would otherwise lose its place in all others.")
    void anUnknownTopicIsRefused(Case it) {
        it.limit("OffsetFetch", new Versions(1, 9));
        try (Group group = new Group(it)) {
            String topic = it.topic(1);
            Position good = Position.of(topic, 0, 3);
            Position noPartition = Position.of(topic, 1, 3);
            Position noTopic = Position.of(it.name("no-topic"), 0, 3);
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
            requirement =
                    "A topic id that no topic has is refused with UNKNOWN_TOPIC_ID; what exists in the same request is"
                            + " committed.",
            source = "KIP-848; measured on Apache Kafka 4.3.1",
            why = "A topic that was deleted and made anew must not get the offsets of the one before it.")
    void anUnknownTopicIdIsRefused(Case it) {
        try (Group group = new Group(it)) {
            Position good = Position.of(it.topic(1), 0, 3);
            UUID unknown = new UUID(0x6b73706563L, 1);
            Consumer<MessageBuilder> stray = body -> body.add("Topics", data -> data.set("TopicId", unknown)
                    .add("Partitions", entry -> entry.set("PartitionIndex", 0).set("CommittedOffset", 1L)));
            Answer answer =
                    group.offsets().commit(group.connection(), stray, good).expectSize("Topics", 2);
            int at =
                    answer.body().getStructs("Topics").get(0).getUuid("TopicId").equals(unknown) ? 0 : 1;
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
                    "Metadata far above 4096 bytes is refused with OFFSET_METADATA_TOO_LARGE, of its partition alone.",
            source = "Kafka's offset.metadata.max.bytes; GroupCoordinatorTest",
            why = "Stored metadata is read back whole when a coordinator starts.")
    void metadataThatIsTooLargeIsRefused(Case it) {
        try (Group group = new Group(it)) {
            String topic = it.topic(2);
            Position good = Position.of(topic, 0, 3).withMetadata("short");
            Position large = Position.of(topic, 1, 3).withMetadata("x".repeat(FAR_TOO_LONG));
            Answer answer = group.offsets().commit(good, large);
            expectRefused(group, answer, large, ErrorCode.OFFSET_METADATA_TOO_LARGE);
            group.offsets().expectCommitted(answer, good);
            group.offsets().expectStored(good, Position.none(topic, 1));
        }
    }

    private static void expectRefused(Group group, Answer committed, Position position, ErrorCode... errors) {
        GroupOffsets offsets = group.offsets();
        committed.expectError(offsets.path(committed, "", position) + "ErrorCode", errors);
    }
}
