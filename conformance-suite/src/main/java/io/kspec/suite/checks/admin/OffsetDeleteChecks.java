package io.kspec.suite.checks.admin;

import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.LogRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.group.GroupMember;
import io.kspec.suite.checks.group.Position;
import io.kspec.suite.checks.group.Subscription;

/** Checks of OffsetDelete: committed offsets that no consumer uses can be deleted one by one. */
class OffsetDeleteChecks {
    private static final String DELETED = "Topics[0].Partitions[0].";

    @ConformanceTest(
            id = "offset-delete.offset-is-gone",
            api = "OffsetDelete",
            needs = {"CreateTopics", "Metadata", "OffsetCommit", "OffsetFetch"},
            requirement =
                    "The offset that a group without members committed for a partition can be deleted, and those of"
                            + " other partitions stay.",
            source = "KIP-496",
            why = "kafka-consumer-groups --delete-offsets would report success, and the group go on from there.")
    void anOffsetIsDeleted(Case test) {
        try (Group group = new Group(test)) {
            String topic = test.topic(2);
            Position kept = Position.of(topic, 1, 8);
            group.offsets().commitAll(Position.of(topic, 0, 7), kept);
            expectDeleted(delete(test, group, topic, 0), topic, ErrorCode.NONE);
            group.offsets().expectNoOffset(topic, 0);
            group.offsets().expectStored(kept);
        }
    }

    @ConformanceTest(
            id = "offset-delete.subscribed-topic-refused",
            api = "OffsetDelete",
            needs = {"CreateTopics", "Metadata", "OffsetCommit", "OffsetFetch", "JoinGroup", "SyncGroup"},
            requirement = "Deleting the offset of a topic that a member of the group subscribes to is rejected with"
                    + " GROUP_SUBSCRIBED_TO_TOPIC, and the offset stays.",
            source = "KIP-496",
            why = "A running consumer would begin again at the start, or skip to the end.")
    void theOffsetOfASubscribedTopicIsKept(Case test) {
        try (Group group = new Group(test)) {
            Position position = Position.of(test.topic(1), 0, 7);
            group.offsets().commitAll(position);
            settle(group, position.topic());
            expectDeleted(
                    delete(test, group, position.topic(), 0), position.topic(), ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC);
            group.offsets().expectStored(position);
        }
    }

    @ConformanceTest(
            id = "offset-delete.other-topic-of-a-live-group",
            api = "OffsetDelete",
            needs = {"CreateTopics", "Metadata", "OffsetCommit", "OffsetFetch", "JoinGroup", "SyncGroup"},
            level = Level.SHOULD,
            requirement =
                    "The offset of a topic that no member of the group subscribes to can be deleted while the group"
                            + " is in use.",
            source = "KIP-496",
            why = "KIP-496 was made for groups that dropped a topic: kafka-consumer-groups reports its lag forever.")
    void theOffsetOfAnotherTopicIsDeleted(Case test) {
        try (Group group = new Group(test)) {
            String dropped = test.topic(1);
            group.offsets().commitAll(Position.of(dropped, 0, 7));
            settle(group, test.topic(1));
            expectDeleted(delete(test, group, dropped, 0), dropped, ErrorCode.NONE);
            group.offsets().expectNoOffset(dropped, 0);
        }
    }

    @ConformanceTest(
            id = "offset-delete.unknown-group-refused",
            api = "OffsetDelete",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "Deleting offsets of a group that does not exist is rejected with GROUP_ID_NOT_FOUND.",
            source = "KIP-496; measured on Apache Kafka",
            why = "kafka-consumer-groups would report success for a misspelled group.")
    void anUnknownGroupIsRejected(Case test) {
        try (Group group = new Group(test)) {
            delete(test, group, test.topic(1), 0).expectError("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
        }
    }

    @ConformanceTest(
            id = "offset-delete.unknown-partition-spares-others",
            api = "OffsetDelete",
            needs = {"CreateTopics", "Metadata", "OffsetCommit", "OffsetFetch"},
            level = Level.SHOULD,
            requirement =
                    "Of several partitions one that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION, and the"
                            + " offsets of the others are deleted.",
            source = "KIP-496; measured on Apache Kafka",
            why = "kafka-consumer-groups --delete-offsets shows the outcome of each partition.")
    void anUnknownPartitionDoesNotKeepTheOthers(Case test) {
        try (Group group = new Group(test)) {
            String topic = test.topic(1);
            group.offsets().commitAll(Position.of(topic, 0, 7));
            Answer deleted = test.ask(
                            group.connection(), LogRequests.deleteOffsets(group.id(), topic, NO_SUCH_PARTITION, 0))
                    .expectError("ErrorCode", ErrorCode.NONE);
            deleted.expectError(partition(deleted, topic, NO_SUCH_PARTITION), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
                    .expectError(partition(deleted, topic, 0), ErrorCode.NONE);
            group.offsets().expectNoOffset(topic, 0);
        }
    }

    /** The path of a partition's error. */
    private static String partition(Answer deleted, String topic, int partition) {
        return deleted.entry("Topics[Name=" + topic + "].Partitions[PartitionIndex=" + partition + "]")
                        .orElseThrow(() -> deleted.failure(
                                "Topics", "an entry for partition " + partition + " of " + topic, "none"))
                + "ErrorCode";
    }

    private static void settle(Group group, String topic) {
        GroupMember member = group.member("member").offer(GroupMember.RANGE, Subscription.to(topic));
        group.settle(member);
    }

    private static Answer delete(Case test, Group group, String topic, int partition) {
        return test.ask(group.connection(), LogRequests.deleteOffsets(group.id(), topic, partition));
    }

    private static void expectDeleted(Answer deleted, String topic, ErrorCode error) {
        deleted.expectError("ErrorCode", ErrorCode.NONE)
                .expectSize("Topics", 1)
                .expect("Topics[0].Name", topic)
                .expectSize("Topics[0].Partitions", 1)
                .expect(DELETED + "PartitionIndex", 0)
                .expectError(DELETED + "ErrorCode", error);
    }
}
