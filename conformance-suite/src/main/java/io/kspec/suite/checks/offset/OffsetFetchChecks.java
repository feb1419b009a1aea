package io.kspec.suite.checks.offset;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Target;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.group.GroupMember;
import io.kspec.suite.checks.group.GroupOffsets;
import io.kspec.suite.checks.group.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks of OffsetFetch: where a group was. */
class OffsetFetchChecks {
    private static final long LARGE = (1L << 33) + 7;
    /** The versions of FindCoordinator that answer for one key. */
    private static final Versions ONE_KEY = new Versions(0, 3);

    @ConformanceTest(
            id = "offset-fetch.offset-survives",
            api = "OffsetFetch",
            versions = "1+",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement = "The offset and the metadata that were committed are fetched exactly, 2^33+7 too.",
            source = "message definition OffsetFetchResponse: CommittedOffset is an int64",
            why = "Sarama's consumers began at the wrong place where offsets had 16 bits, and could not read version 2"
                    + " without the group's error code (Quafka).")
    void anOffsetSurvives(Case it) {
        try (Group group = new Group(it)) {
            Position position = Position.of(it.topic(1), 0, LARGE).withMetadata("präzise, \u2713");
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
            requirement = "The broker that FindCoordinator names for a group answers for it at once.",
            source = "message definition FindCoordinatorResponse; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "A coordinator that was named before it was ready failed the first OffsetFetch, and Sarama gave up"
                    + " (Quafka).")
    void theNamedCoordinatorAnswers(Case it) {
        try (Group group = new Group(it)) {
            Position none = Position.none(it.topic(1), 0);
            it.limit("FindCoordinator", ONE_KEY);
            Message named = it.ask("FindCoordinator", body -> body.set("Key", group.id()))
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .body();
            Target coordinator = new Target(named.getString("Host"), named.getInt("Port"));
            Connection connection = it.role("reader").connectionTo(coordinator);
            group.offsets().expectFetched(group.offsets().fetch(connection, body -> {}, none), none);
        }
    }

    @ConformanceTest(
            id = "offset-fetch.uncommitted-is-minus-one",
            api = "OffsetFetch",
            versions = "1+",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement =
                    "Every partition that is asked for is answered once: one without a committed offset with -1, empty"
                            + " metadata and no error, also of a group that does not exist.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Sarama gave up, and franz-go: \"broker repeatedly omitted a requested partition from an OffsetFetch"
                    + " response\" (Quafka).")
    void whatIsNotCommittedIsMinusOne(Case it) {
        try (Group group = new Group(it)) {
            String topic = it.topic(3);
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
            id = "offset-fetch.every-partition",
            api = "OffsetFetch",
            versions = "1+",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement = "Of several topics and partitions each is answered with its own offset and metadata.",
            source = "message definition OffsetFetchResponse",
            why = "SeaweedFS answered one topic and partition, whatever was asked; Sarama read no further.")
    void everyPartitionIsAnswered(Case it) {
        try (Group group = new Group(it)) {
            Position[] positions = OffsetCommitChecks.four(it.topic(2), it.topic(2));
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
                    "Without topics, that is with null, all that the group has committed is answered, and no more.",
            source = "message definition OffsetFetchRequest: Topics, null for all",
            why = "Tools that show a group's lag ask so.")
    void allTopicsAreAnswered(Case it) {
        try (Group group = new Group(it)) {
            Position[] positions = OffsetCommitChecks.four(it.topic(2), it.topic(3));
            group.offsets().commitAll(positions);
            Answer fetched = ask(it, group, null);
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
            requirement = "An empty list of topics asks for nothing: the answer has no topics, and no error.",
            source = "message definition OffsetFetchRequest: Topics; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "A consumer without partitions would take all of the group's for its own.")
    void noTopicsAreNotAll(Case it) {
        try (Group group = new Group(it)) {
            group.offsets().commitAll(Position.of(it.topic(1), 0, 5));
            Answer fetched = ask(it, group, List.of());
            expectNoError(fetched, 0);
            fetched.expectSize(GroupOffsets.at(fetched, 0) + "Topics", 0);
        }
    }

    private static Answer ask(Case it, Group group, @Nullable List<?> topics) {
        return it.ask(group.connection(), "OffsetFetch", body -> {
            if (body.has("Groups")) {
                body.add("Groups", entry -> entry.set("GroupId", group.id()).set("Topics", topics));
            } else {
                body.set("GroupId", group.id()).set("Topics", topics);
            }
        });
    }

    @ConformanceTest(
            id = "offset-fetch.several-groups",
            api = "OffsetFetch",
            versions = "8+",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement = "Several groups are all answered, each once and with its own offsets.",
            source = "KIP-709",
            why = "The Java client's admin asks for all groups of a coordinator with one request.")
    void severalGroupsAreAnswered(Case it) {
        try (Group one = new Group(it);
                Group other = new Group(it)) {
            String topic = it.topic(1);
            Position first = Position.of(topic, 0, 1).withMetadata("one");
            Position second = Position.of(topic, 0, 2).withMetadata("other");
            one.offsets().commitAll(first);
            other.offsets().commitAll(second);
            Answer fetched = one.offsets()
                    .fetch(
                            one.connection(),
                            body -> body.add("Groups", entry -> other.offsets().addTo(entry, second)),
                            first)
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
            requirement = "The leader epoch that was committed is fetched, and -1 where none was.",
            source = "KIP-320",
            why = "Consumers find by it whether the log was cut off below their offset.")
    void theLeaderEpochIsFetched(Case it) {
        it.limit("OffsetCommit", new Versions(6, Short.MAX_VALUE));
        try (Group group = new Group(it)) {
            String topic = it.topic(3);
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
                    "A topic id that no topic has is answered with UNKNOWN_TOPIC_ID for each partition; what exists in"
                            + " the same request with its offset.",
            source = "KIP-848; measured on Apache Kafka 4.3.1",
            why = "A consumer would begin a topic that was made anew where it was in the one before it.")
    void anUnknownTopicIdIsRefused(Case it) {
        try (Group group = new Group(it)) {
            Position good = Position.of(it.topic(1), 0, 3);
            group.offsets().commitAll(good);
            UUID unknown = new UUID(0x6b73706563L, 1);
            Consumer<MessageBuilder> both =
                    body -> body.set("Groups", List.of()).add("Groups", entry -> {
                        group.offsets().addTo(entry, good);
                        entry.add("Topics", data -> data.set("TopicId", unknown).set("PartitionIndexes", List.of(0)));
                    });
            Answer fetched =
                    group.offsets().fetch(group.connection(), both, good).expectSize("Groups[0].Topics", 2);
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
            requirement = "What a member committed is still there when all members have left.",
            source = "KIP-211",
            why = "Consumers begin where they were before they were stopped.")
    void offsetsOutliveMembers(Case it) {
        try (Group group = new Group(it)) {
            Position position = Position.of(it.topic(1), 0, 21).withMetadata("left");
            GroupMember member = group.member("member");
            group.settle(member);
            group.offsets().expectCommitted(member.commit(position), position);
            member.leave().expectError("ErrorCode", ErrorCode.NONE);
            group.offsets().expectStored(position);
        }
    }
}
