package io.kspec.suite.checks.streams;

import static io.kspec.suite.checks.streams.StreamsGroup.PROFILE;
import static io.kspec.suite.checks.streams.StreamsGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.GroupOffsets;
import io.kspec.suite.checks.group.NewerGroups;
import io.kspec.suite.checks.group.Position;

/** Checks of OffsetCommit and OffsetFetch for members of streams groups. */
class StreamsOffsetChecks {
    private static final String COMMITTED = "Topics[0].Partitions[0].ErrorCode";
    private static final String GROUP_ERROR = "Groups[0].ErrorCode";

    @ConformanceTest(
            id = "offset-commit.streams-member-commits",
            profile = PROFILE,
            api = "OffsetCommit",
            versions = "9+",
            needs = {"StreamsGroupHeartbeat", "OffsetFetch", "CreateTopics", "Metadata"},
            requirement = "A member of a streams group commits an offset in its epoch, and anyone reads it.",
            source = SOURCE,
            why = "The application would process again what it has processed.")
    void aMemberCommits(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            Position position = Position.of(test.topic(1), 0, 12);
            StreamsMember member = group.member("member", position.topic());
            member.join();
            commit(test, group, member.membership(), position).expectError(COMMITTED, ErrorCode.NONE);
            group.offsets().expectStored(position);
        }
    }

    private static Answer commit(Case test, StreamsGroup group, Membership member, Position position) {
        return test.ask(
                group.connection(),
                OffsetRequests.commit(member, group.offsets().offsets(position)));
    }

    @ConformanceTest(
            id = "offset-commit.streams-stale-epoch-refused",
            profile = PROFILE,
            api = "OffsetCommit",
            versions = "9+",
            needs = {"StreamsGroupHeartbeat", "OffsetFetch", "CreateTopics", "Metadata"},
            requirement =
                    "A member of a streams group that commits in another epoch than its own is rejected with STALE_MEMBER_EPOCH,"
                            + " and the offset does not change.",
            source = SOURCE,
            why = "A member that lost a task would commit over the one that has it.")
    void aStaleEpochIsRejected(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            Position position = Position.of(test.topic(1), 0, 12);
            StreamsMember member = group.member("member", position.topic());
            member.join();
            commit(test, group, member.membership(member.epoch() + 1), position)
                    .expectError(COMMITTED, ErrorCode.STALE_MEMBER_EPOCH);
            group.offsets().expectNoOffset(position.topic(), 0);
        }
    }

    @ConformanceTest(
            id = "offset-commit.stranger-to-streams-group-refused",
            profile = PROFILE,
            api = "OffsetCommit",
            versions = "9+",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "Who is no member of a streams group that has members cannot commit: UNKNOWN_MEMBER_ID or"
                    + " ILLEGAL_GENERATION.",
            source = SOURCE,
            why = "A tool that resets an application would do so while it runs.")
    void aStrangerIsRejected(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            Position position = Position.of(test.topic(1), 0, 12);
            StreamsMember member = group.member("member", position.topic());
            member.join();
            commit(test, group, Membership.of(group.id(), NewerGroups.memberId(test), member.epoch()), position)
                    .expectError(COMMITTED, ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.ILLEGAL_GENERATION);
        }
    }

    @ConformanceTest(
            id = "offset-fetch.streams-stale-epoch-refused",
            profile = PROFILE,
            api = "OffsetFetch",
            versions = "9+",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A member of a streams group that asks for offsets in another epoch than its own is rejected with"
                            + " STALE_MEMBER_EPOCH.",
            source = SOURCE,
            why = "It would go on where another member has not committed yet.")
    void aStaleEpochReadsNoOffsets(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            Position position = Position.of(test.topic(1), 0, 12);
            StreamsMember member = group.member("member", position.topic());
            member.join();
            GroupOffsets offsets = group.offsets();
            test.ask(
                            group.connection(),
                            OffsetRequests.fetchAs(member.membership(member.epoch() + 1), offsets.asked(position)))
                    .expectError(GROUP_ERROR, ErrorCode.STALE_MEMBER_EPOCH);
        }
    }
}
