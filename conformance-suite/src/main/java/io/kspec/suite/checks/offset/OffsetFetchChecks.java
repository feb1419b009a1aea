package io.kspec.suite.checks.offset;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Target;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorResponses;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.GroupPartitions.TopicPartitions;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.TopicIdentity;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.group.GroupMember;
import io.kspec.suite.checks.group.GroupOffsets;
import io.kspec.suite.checks.group.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Checks of OffsetFetch: where a group resumes. */
class OffsetFetchChecks {
    private static final long LARGE = (1L << 33) + 7;
    /** The versions of OffsetCommit that name the member. */
    private static final Versions COMMIT_BY_MEMBERS = Versions.parse("1+");

    @ConformanceTest(
            id = "offset-fetch.offset-survives",
            api = "OffsetFetch",
            versions = "1+",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement = "A committed offset, even 2^33+7, and its metadata are returned exactly.",
            source = "message definition OffsetFetchResponse: CommittedOffset is an int64",
            why = "Sarama's consumers started at the wrong position when offsets had 16 bits, and could not read"
                    + " version 2 without the group's error code (Quafka).",
            harm = Harm.DATA_LOST)
    void aCommittedOffsetIsReturnedExactly(Case test) {
        try (Group group = new Group(test)) {
            Position position = Position.of(test.topic(1), 0, LARGE).withMetadata("präzise, \u2713");
            group.offsets().commitAll(position);
            Answer fetched = group.offsets().expectStored(position);
            expectNoError(fetched, 0);
        }
    }

    private static void expectNoError(Answer fetched, int group) {
        String base = GroupOffsets.at(fetched, group);
        if (!base.isEmpty() || fetched.has("ErrorCode")) {
            fetched.expectError(base + "ErrorCode", ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "offset-fetch.named-coordinator-answers",
            api = "OffsetFetch",
            versions = "1+",
            needs = {"FindCoordinator", "CreateTopics"},
            requirement = "The broker that FindCoordinator names for a group answers for that group at once.",
            source = "message definition FindCoordinatorResponse; measured on Apache Kafka",
            why = "A coordinator that was named before it was ready failed the first OffsetFetch, and Sarama gave up"
                    + " (Quafka).",
            harm = Harm.CLIENTS_HANG)
    void theNamedCoordinatorIsReady(Case test) {
        try (Group group = new Group(test)) {
            Position none = Position.none(test.topic(1), 0);
            Answer named = test.ask(CoordinatorRequests.find(CoordinatorType.GROUP, group.id()));
            String at = CoordinatorResponses.firstPath(named.body());
            named.expectError(at + "ErrorCode", ErrorCode.NONE);
            Target coordinator = new Target(named.text(at + "Host"), (int) named.number(at + "Port"));
            Connection connection = test.role("reader").connectionTo(coordinator);
            Answer fetched =
                    test.ask(connection, OffsetRequests.fetch(group.offsets().asked(none)));
            expectNoError(fetched, 0);
            fetched.expectError(group.offsets().path(fetched, none) + "ErrorCode", ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "offset-fetch.uncommitted-is-minus-one",
            api = "OffsetFetch",
            versions = "1+",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement =
                    "Every requested partition is answered once; without a committed offset it has offset -1 and no"
                            + " error, even if the group does not exist.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka",
            why = "Sarama gave up, and franz-go failed with \"broker repeatedly omitted a requested partition from"
                    + " an OffsetFetch response\" (Quafka).",
            harm = Harm.CLIENTS_HANG)
    void anUncommittedOffsetIsMinusOne(Case test) {
        try (Group group = new Group(test)) {
            String topic = test.topic(3);
            Position[] none = {Position.none(topic, 0), Position.none(topic, 1), Position.none(topic, 2)};
            Answer fetched = group.offsets().expectStored(none);
            expectNoError(fetched, 0);
            fetched.expectSize(GroupOffsets.at(fetched, 0) + "Topics[0].Partitions", 3);
            Position committed = Position.of(topic, 1, 7).withMetadata("seven");
            group.offsets().commitAll(committed);
            group.offsets().expectStored(none[0], committed, none[2]);
        }
    }

    @ConformanceTest(
            id = "offset-fetch.groups-kept-apart",
            api = "OffsetFetch",
            versions = "1+",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement = "A group does not see the offsets that another group committed for the same partition.",
            source = "message definition OffsetFetchRequest: GroupId",
            why = "A second application that reads the same topic would skip all records that the first one has read.",
            harm = Harm.DATA_LOST)
    void groupsDoNotShareOffsets(Case test) {
        try (Group one = new Group(test);
                Group other = new Group(test)) {
            Position committed = Position.of(test.topic(1), 0, 5);
            one.offsets().commitAll(committed);
            other.offsets().expectStored(Position.none(committed.topic(), 0));
            one.offsets().expectStored(committed);
        }
    }

    @ConformanceTest(
            id = "offset-fetch.metadata-is-not-null",
            api = "OffsetFetch",
            versions = "6+",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "The metadata of a partition without a committed offset is empty, not null.",
            source = "measured on Apache Kafka; the definition allows null",
            why =
                    "Sarama 1.31 panicked with \"slice bounds out of range\" on null in these versions; today's takes it.")
    void theMetadataOfAnUncommittedOffsetIsEmpty(Case test) {
        try (Group group = new Group(test)) {
            Position none = Position.none(test.topic(1), 0);
            Answer fetched = group.offsets().fetch(none);
            fetched.expect(group.offsets().path(fetched, none) + "Metadata", "");
        }
    }

    @ConformanceTest(
            id = "offset-fetch.every-partition",
            api = "OffsetFetch",
            versions = "1+",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement =
                    "In a request for several topics and partitions, every partition is answered with its own offset"
                            + " and metadata.",
            source = "message definition OffsetFetchResponse",
            why = "SeaweedFS answered one topic and partition, whatever was requested, and Sarama read no further.",
            harm = Harm.DATA_LOST)
    void everyPartitionReturnsItsOwnOffset(Case test) {
        try (Group group = new Group(test)) {
            Position[] positions = OffsetCommitChecks.four(test.topic(2), test.topic(2));
            group.offsets().commitAll(positions);
            Answer fetched = group.offsets().expectStored(positions);
            String base = GroupOffsets.at(fetched, 0);
            fetched.expectSize(base + "Topics", 2)
                    .expectSize(base + "Topics[0].Partitions", 2)
                    .expectSize(base + "Topics[1].Partitions", 2);
        }
    }

    @ConformanceTest(
            id = "offset-fetch.all-topics",
            api = "OffsetFetch",
            versions = "2+",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement =
                    "A null topics array is answered with everything that the group has committed, and nothing else.",
            source = "message definition OffsetFetchRequest: Topics, null for all",
            why = "Tools that show a group's lag ask this way.")
    void nullReturnsAllCommittedOffsets(Case test) {
        try (Group group = new Group(test)) {
            Position[] positions = OffsetCommitChecks.four(test.topic(2), test.topic(3));
            group.offsets().commitAll(positions);
            Answer fetched = ask(test, group, GroupPartitions.all(group.id()));
            group.offsets().expectFetched(fetched, positions);
            String base = GroupOffsets.at(fetched, 0);
            fetched.expectSize(base + "Topics", 2)
                    .expectSize(base + "Topics[0].Partitions", 2)
                    .expectSize(base + "Topics[1].Partitions", 2);
        }
    }

    @ConformanceTest(
            id = "offset-fetch.no-topics",
            api = "OffsetFetch",
            versions = "2+",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement = "An empty topics array is answered with no topics and no error.",
            source = "message definition OffsetFetchRequest: Topics; measured on Apache Kafka",
            why = "A consumer without partitions would treat all of the group's partitions as its own.")
    void anEmptyArrayReturnsNoOffsets(Case test) {
        try (Group group = new Group(test)) {
            group.offsets().commitAll(Position.of(test.topic(1), 0, 5));
            Answer fetched = ask(test, group, group.offsets().asked());
            expectNoError(fetched, 0);
            fetched.expectSize(GroupOffsets.at(fetched, 0) + "Topics", 0);
        }
    }

    private static Answer ask(Case test, Group group, GroupPartitions... asked) {
        return test.ask(group.connection(), OffsetRequests.fetch(asked));
    }

    @ConformanceTest(
            id = "offset-fetch.several-groups",
            api = "OffsetFetch",
            versions = "8+",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement = "Each of several requested groups is answered exactly once, with its own offsets.",
            source = "KIP-709",
            why = "The Java admin client asks for all groups of a coordinator in one request.")
    void everyRequestedGroupIsAnswered(Case test) {
        try (Group one = new Group(test);
                Group other = one.another()) {
            String topic = test.topic(1);
            Position first = Position.of(topic, 0, 1).withMetadata("one");
            Position second = Position.of(topic, 0, 2).withMetadata("other");
            one.offsets().commitAll(first);
            other.offsets().commitAll(second);
            Answer fetched = ask(
                            test,
                            one,
                            one.offsets().asked(first),
                            other.offsets().asked(second))
                    .expectSize("Groups", 2);
            Set<String> answered = new HashSet<>();
            for (int i = 0; i < 2; i++) {
                expectNoError(fetched, i);
                String id = fetched.text("Groups[" + i + "].GroupId");
                answered.add(id);
                String at = one.offsets().path(fetched, GroupOffsets.at(fetched, i), first);
                fetched.expect(at + "Metadata", id.equals(one.id()) ? "one" : "other");
            }
            fetched.expect(
                    answered.equals(Set.of(one.id(), other.id())),
                    "Groups",
                    "the groups " + one.id() + " and " + other.id(),
                    answered);
        }
    }

    @ConformanceTest(
            id = "offset-fetch.leader-epoch",
            api = "OffsetFetch",
            versions = "5+",
            needs = {"OffsetCommit", "CreateTopics"},
            level = Level.SHOULD,
            requirement = "The committed leader epoch is returned, or -1 if none was committed.",
            source = "KIP-320",
            why = "Consumers use it to detect that the log was truncated below their offset; at -1 they do not look.")
    void theLeaderEpochIsReturned(Case test) {
        test.limit("OffsetCommit", new Versions(6, Short.MAX_VALUE));
        try (Group group = new Group(test)) {
            String topic = test.topic(3);
            Position with = Position.of(topic, 0, 8).withLeaderEpoch(3);
            Position without = Position.of(topic, 1, 8);
            group.offsets().commitAll(with, without);
            Position none = Position.none(topic, 2);
            Answer fetched = group.offsets().expectStored(with, without, none);
            for (Position position : List.of(with, without, none)) {
                fetched.expect(
                        group.offsets().path(fetched, position) + "CommittedLeaderEpoch", position.leaderEpoch());
            }
        }
    }

    @ConformanceTest(
            id = "offset-fetch.unknown-topic-id-refused",
            api = "OffsetFetch",
            versions = "10+",
            needs = {"OffsetCommit", "CreateTopics", "Metadata"},
            requirement =
                    "Every partition of an unknown topic id is answered with UNKNOWN_TOPIC_ID, and existing topics in"
                            + " the same request with their offsets.",
            source = "KIP-848; measured on Apache Kafka",
            why = "A consumer of a recreated topic would start at its position in the deleted one.")
    void anUnknownTopicIdIsRejected(Case test) {
        try (Group group = new Group(test)) {
            Position good = Position.of(test.topic(1), 0, 3);
            group.offsets().commitAll(good);
            UUID unknown = new UUID(0x6b73706563L, 1);
            List<TopicPartitions> both = new ArrayList<>(
                    Objects.requireNonNull(group.offsets().asked(good).topics()));
            both.add(new TopicPartitions(TopicIdentity.withId(unknown), List.of(0)));
            Answer fetched =
                    ask(test, group, new GroupPartitions(group.id(), both)).expectSize("Groups[0].Topics", 2);
            group.offsets().expectFetched(fetched, good);
            String first = "Groups[0].Topics[0].";
            String at = fetched.get(first + "TopicId").equals(unknown) ? first : "Groups[0].Topics[1].";
            fetched.expect(at + "TopicId", unknown)
                    .expectError(at + "Partitions[0].ErrorCode", ErrorCode.UNKNOWN_TOPIC_ID);
        }
    }

    @ConformanceTest(
            id = "offset-fetch.outlives-members",
            api = "OffsetFetch",
            versions = "1+",
            needs = {"OffsetCommit", "CreateTopics", "JoinGroup", "SyncGroup", "LeaveGroup"},
            requirement = "Offsets that a member committed remain after all members have left.",
            source = "KIP-211",
            why = "After a restart, consumers resume where they stopped.",
            harm = Harm.DATA_LOST)
    void offsetsOutliveMembers(Case test) {
        test.limit("OffsetCommit", COMMIT_BY_MEMBERS);
        try (Group group = new Group(test)) {
            Position position = Position.of(test.topic(1), 0, 21).withMetadata("left");
            GroupMember member = group.member("member");
            group.settle(member);
            group.offsets().expectCommitted(member.commit(position), position);
            member.leave().expectError("ErrorCode", ErrorCode.NONE);
            group.offsets().expectStored(position);
        }
    }
}
