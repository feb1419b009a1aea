package io.kspec.suite.checks.consumer;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.NewerGroups;
import io.kspec.suite.checks.group.Position;

/** Checks of OffsetCommit and OffsetFetch for members of consumer groups. */
class ConsumerOffsetChecks {
    private static final String PROFILE = "consumer-protocol";
    private static final String COMMITTED = "Topics[0].Partitions[0].ErrorCode";
    private static final String GROUP_ERROR = "Groups[0].ErrorCode";
    private static final String SOURCE = ConsumerGroup.SOURCE;

    @ConformanceTest(
            id = "offset-commit.consumer-member-commits",
            profile = PROFILE,
            api = "OffsetCommit",
            versions = "9+",
            needs = {"ConsumerGroupHeartbeat", "OffsetFetch", "CreateTopics", "Metadata"},
            requirement = "A member of a consumer group commits an offset in its epoch, and anyone reads it.",
            source = SOURCE,
            why = "The consumer would begin again where it began before.")
    void aMemberCommits(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            Position position = Position.of(test.topic(1), 0, 12);
            ConsumerMember member = group.member("member", position.topic());
            member.join();
            commit(test, group, member.membership(), position).expectError(COMMITTED, ErrorCode.NONE);
            group.offsets().expectStored(position);
        }
    }

    private static Answer commit(Case test, ConsumerGroup group, Membership member, Position position) {
        return test.ask(
                group.connection(),
                OffsetRequests.commit(member, group.offsets().offsets(position)));
    }

    @ConformanceTest(
            id = "offset-commit.stale-member-epoch-refused",
            profile = PROFILE,
            api = "OffsetCommit",
            versions = "9+",
            needs = {"ConsumerGroupHeartbeat", "OffsetFetch", "CreateTopics", "Metadata"},
            requirement =
                    "A member that commits in another epoch than its own is rejected with STALE_MEMBER_EPOCH, and the offset"
                            + " does not change.",
            source = SOURCE,
            why =
                    "A consumer that lost a partition would commit over its new owner; with this error it learns its epoch and"
                            + " commits again.")
    void aStaleEpochIsRejected(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            Position position = Position.of(test.topic(1), 0, 12);
            ConsumerMember member = group.member("member", position.topic());
            member.join();
            commit(test, group, member.membership(member.epoch() + 1), position)
                    .expectError(COMMITTED, ErrorCode.STALE_MEMBER_EPOCH);
            group.offsets().expectNoOffset(position.topic(), 0);
        }
    }

    @ConformanceTest(
            id = "offset-commit.stranger-to-consumer-group-refused",
            profile = PROFILE,
            api = "OffsetCommit",
            versions = "9+",
            needs = {"ConsumerGroupHeartbeat", "OffsetFetch", "CreateTopics", "Metadata"},
            requirement = "Who is no member of a consumer group that has members cannot commit: UNKNOWN_MEMBER_ID or"
                    + " ILLEGAL_GENERATION.",
            source = SOURCE,
            why = "A tool that resets offsets would do so under the hands of running consumers.")
    void aStrangerIsRejected(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            Position position = Position.of(test.topic(1), 0, 12);
            group.member("member", position.topic()).join();
            group.offsets()
                    .commit(position)
                    .expectError(COMMITTED, ErrorCode.ILLEGAL_GENERATION, ErrorCode.UNKNOWN_MEMBER_ID);
            group.offsets().expectNoOffset(position.topic(), 0);
        }
    }

    @ConformanceTest(
            id = "offset-commit.empty-consumer-group",
            profile = PROFILE,
            api = "OffsetCommit",
            versions = "2+",
            needs = {"ConsumerGroupHeartbeat", "OffsetFetch", "CreateTopics", "Metadata"},
            requirement = "Once the members of a consumer group have left, tools commit offsets for it.",
            source = SOURCE,
            why = "kafka-consumer-groups --reset-offsets works on groups that are empty.")
    void toolsCommitForAnEmptyGroup(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            Position position = Position.of(test.topic(1), 0, 12);
            ConsumerMember member = group.member("member", position.topic());
            member.join();
            member.leaveIfJoined();
            group.offsets().expectCommitted(group.offsets().commit(position), position);
            group.offsets().expectStored(position);
        }
    }

    @ConformanceTest(
            id = "offset-commit.old-version-of-consumer-member",
            profile = PROFILE,
            api = "OffsetCommit",
            versions = "2-8",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A member of a consumer group cannot commit by a version that knows nothing of member epochs:"
                    + " UNSUPPORTED_VERSION.",
            source = SOURCE,
            why = "The client could not be told STALE_MEMBER_EPOCH, which these versions do not have.")
    void oldVersionsAreRejected(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            Position position = Position.of(test.topic(1), 0, 12);
            ConsumerMember member = group.member("member", position.topic());
            member.join();
            commit(test, group, member.membership(), position).expectError(COMMITTED, ErrorCode.UNSUPPORTED_VERSION);
        }
    }

    @ConformanceTest(
            id = "offset-fetch.member-in-its-epoch",
            profile = PROFILE,
            api = "OffsetFetch",
            versions = "9+",
            needs = {"ConsumerGroupHeartbeat", "OffsetCommit", "CreateTopics", "Metadata"},
            requirement = "A member that tells its id and epoch is told what the group has committed.",
            source = SOURCE,
            why = "Consumers ask like this when they are assigned a partition.")
    void aMemberIsToldTheOffsets(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            Position position = Position.of(test.topic(1), 0, 12);
            group.offsets().commitAll(position);
            ConsumerMember member = group.member("member", position.topic());
            member.join();
            group.offsets().expectFetched(fetch(test, group, position, member.membership()), position);
        }
    }

    private static Answer fetch(Case test, ConsumerGroup group, Position position, Membership member) {
        return test.ask(
                group.connection(),
                OffsetRequests.fetchAs(member, group.offsets().asked(position)));
    }

    @ConformanceTest(
            id = "offset-fetch.stale-member-epoch-refused",
            profile = PROFILE,
            api = "OffsetFetch",
            versions = "9+",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A member that asks in another epoch than its own is rejected with STALE_MEMBER_EPOCH.",
            source = SOURCE,
            why = "A consumer would begin where another one, which has its partition by now, has not committed yet.")
    void aStaleEpochIsNotToldOffsets(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            Position position = Position.of(test.topic(1), 0, 12);
            ConsumerMember member = group.member("member", position.topic());
            member.join();
            fetch(test, group, position, member.membership(member.epoch() + 1))
                    .expectError(GROUP_ERROR, ErrorCode.STALE_MEMBER_EPOCH);
        }
    }

    @ConformanceTest(
            id = "offset-fetch.unknown-member-refused",
            profile = PROFILE,
            api = "OffsetFetch",
            versions = "9+",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "Who asks with an id that no member of the consumer group has is rejected with UNKNOWN_MEMBER_ID.",
            source = SOURCE,
            why = "The consumer learns that it must join again before it reads.")
    void anUnknownMemberIsNotToldOffsets(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            Position position = Position.of(test.topic(1), 0, 12);
            ConsumerMember member = group.member("member", position.topic());
            member.join();
            Membership stranger = Membership.of(group.id(), NewerGroups.memberId(test), member.epoch());
            fetch(test, group, position, stranger).expectError(GROUP_ERROR, ErrorCode.UNKNOWN_MEMBER_ID);
        }
    }
}
