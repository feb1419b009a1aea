package io.kspec.suite.checks.share;

import static io.kspec.suite.checks.share.ShareGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import java.util.List;
import java.util.Map;

/** Checks of DescribeShareGroupOffsets, AlterShareGroupOffsets and DeleteShareGroupOffsets. */
class ShareOffsetsChecks {
    private static final String DESCRIBED = "Groups[0].Topics[0].Partitions[0].";
    private static final String START = DESCRIBED + "StartOffset";
    private static final int NONE = -1;

    @ConformanceTest(
            id = "describe-share-group-offsets.start-offset",
            api = "DescribeShareGroupOffsets",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "ShareAcknowledge",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            requirement =
                    "Once the first records of a partition were accepted, the group begins after them, at the latest when the"
                            + " next record was accepted too.",
            source = SOURCE,
            why = "kafka-share-groups --describe --offsets shows how far a group has come.")
    void theStartOffsetIsDescribed(Case test) {
        try (SharedLog log = SharedLog.of(test, 3)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            reader.acknowledgeAll(0, 1, ShareReader.ACCEPT);
            reader.acknowledgeAll(2, 2, ShareReader.ACCEPT);
            log.group()
                    .describeOffset(log.topic(), 0)
                    .expect("Groups[0].Topics[0].TopicName", log.topic())
                    .expect("Groups[0].Topics[0].TopicId", log.topicId())
                    .expectError(DESCRIBED + "ErrorCode", ErrorCode.NONE)
                    .expect(START, "is 2 or 3", offset -> offset.equals(2L) || offset.equals(3L));
        }
    }

    @ConformanceTest(
            id = "describe-share-group-offsets.all-topics",
            api = "DescribeShareGroupOffsets",
            needs = {"AlterShareGroupOffsets", "CreateTopics", "Metadata"},
            requirement =
                    "Who asks for no topics in particular is told all partitions for which the group has an offset.",
            source = SOURCE,
            why = "Tools ask like this, since they do not know what the group reads.")
    void allTopicsAreDescribed(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            String topic = test.topic(1);
            group.beginAt(topic, 0, 0);
            test.ask(group.connection(), ShareRequests.describeOffsets(group.id(), null))
                    .expectSize("Groups", 1)
                    .expectError("Groups[0].ErrorCode", ErrorCode.NONE)
                    .expectSize("Groups[0].Topics", 1)
                    .expect("Groups[0].Topics[0].TopicName", topic)
                    .expectSize("Groups[0].Topics[0].Partitions", 1)
                    .expect(DESCRIBED + "PartitionIndex", 0)
                    .expect(START, 0);
        }
    }

    @ConformanceTest(
            id = "describe-share-group-offsets.nothing-read",
            api = "DescribeShareGroupOffsets",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A group that has read nothing of a partition has the offset -1 for it, and no error.",
            source = SOURCE,
            why = "Tools show a dash; from 0 they would compute a lag of the whole log.")
    void aGroupThatReadNothingHasNoOffset(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            group.describeOffset(test.topic(1), 0)
                    .expectError(DESCRIBED + "ErrorCode", ErrorCode.NONE)
                    .expect(START, NONE);
        }
    }

    /** Apache Kafka 4.3.1 takes some 30 s until it answers for a partition that its topic does not have. */
    @ConformanceTest(
            id = "describe-share-group-offsets.unknown-topic",
            api = "DescribeShareGroupOffsets",
            needs = {"AlterShareGroupOffsets", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A topic that does not exist is answered, with the offset -1, and so are the others.",
            source = SOURCE,
            why = "A tool would fail for all topics because one was deleted.")
    void anUnknownTopicIsAnswered(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            String topic = test.topic(1);
            String missing = test.name("missing");
            group.beginAt(topic, 0, 0);
            Answer described = test.ask(
                            group.connection(),
                            ShareRequests.describeOffsets(group.id(), Map.of(topic, List.of(0), missing, List.of(0))))
                    .expectSize("Groups", 1)
                    .expectError("Groups[0].ErrorCode", ErrorCode.NONE)
                    .expectSize("Groups[0].Topics", 2);
            described
                    .expect(path(described, missing) + "StartOffset", NONE)
                    .expect(path(described, topic) + "StartOffset", 0);
        }
    }

    /** The path of the first partition of a topic. */
    private static String path(Answer described, String topic) {
        return described
                        .entry("Groups[0].Topics[TopicName=" + topic + "]")
                        .orElseThrow(() -> described.failure("Groups[0].Topics", "an entry for " + topic, "none"))
                + "Partitions[0].";
    }

    @ConformanceTest(
            id = "describe-share-group-offsets.lag",
            api = "DescribeShareGroupOffsets",
            versions = "1+",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "ShareAcknowledge",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            level = Level.SHOULD,
            requirement = "The lag is the number of records that are not done with, and the leader epoch that of the"
                    + " partition.",
            source = "KIP-1226; measured on Apache Kafka",
            why = "Groups are scaled by it.")
    void theLagIsDescribed(Case test) {
        try (SharedLog log = SharedLog.of(test, 5)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            reader.acknowledgeAll(0, 1, ShareReader.ACCEPT);
            log.group()
                    .describeOffset(log.topic(), 0)
                    .expect(DESCRIBED + "Lag", 3)
                    .expect(DESCRIBED + "LeaderEpoch", log.log().leaderEpoch());
        }
    }

    @ConformanceTest(
            id = "alter-share-group-offsets.begins-there",
            api = "AlterShareGroupOffsets",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "DescribeShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            requirement =
                    "A group without members begins at the offset that is set: it is described, and the first record that is"
                            + " delivered has it.",
            source = SOURCE,
            why = "kafka-share-groups --reset-offsets lets an application process records again.")
    void theGroupBeginsThere(Case test) {
        try (SharedLog log = SharedLog.of(test, 4)) {
            log.group()
                    .beginAt(log.topic(), 0, 2)
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expectSize("Responses", 1)
                    .expect("Responses[0].TopicName", log.topic())
                    .expect("Responses[0].TopicId", log.topicId());
            log.group().describeOffset(log.topic(), 0).expect(START, 2);
            log.reader("reader").fetchFrom(2);
        }
    }

    @ConformanceTest(
            id = "alter-share-group-offsets.group-in-use-refused",
            api = "AlterShareGroupOffsets",
            needs = {"ShareGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "The offsets of a group with members are not altered: NON_EMPTY_GROUP.",
            source = SOURCE,
            why = "Members would go on with records that were reset under their hands.")
    void aGroupInUseIsNotAltered(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            String topic = test.topic(1);
            group.member("member").join(topic);
            group.alter(topic, 0, 0).expectError("ErrorCode", ErrorCode.NON_EMPTY_GROUP);
        }
    }

    @ConformanceTest(
            id = "alter-share-group-offsets.unknown-topic-refused",
            api = "AlterShareGroupOffsets",
            needs = {"DescribeShareGroupOffsets", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "Of a topic or partition that does not exist no offset is altered: UNKNOWN_TOPIC_OR_PARTITION.",
            source = SOURCE,
            why = "An administrator would take it that a misspelled topic was reset.")
    void anUnknownTopicIsNotAltered(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            expectUnknown(test, group, test.name("missing"), 0);
            expectUnknown(test, group, test.topic(1), PartitionClient.NO_SUCH_PARTITION);
        }
    }

    private static void expectUnknown(Case test, ShareGroup group, String topic, int partition) {
        test.ask(group.connection(), ShareRequests.alterOffset(group.id(), topic, partition, 0))
                .expectSize("Responses", 1)
                .expect("Responses[0].TopicName", topic)
                .expectSize("Responses[0].Partitions", 1)
                .expect("Responses[0].Partitions[0].PartitionIndex", partition)
                .expectError("Responses[0].Partitions[0].ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ConformanceTest(
            id = "delete-share-group-offsets.forgets",
            api = "DeleteShareGroupOffsets",
            needs = {"AlterShareGroupOffsets", "DescribeShareGroupOffsets", "CreateTopics", "Metadata"},
            requirement = "A group without members forgets a topic, and has no offset for it any more.",
            source = SOURCE,
            why = "A topic that the application does not read any more would stay in its lag forever.")
    void aTopicIsForgotten(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            String topic = test.topic(1);
            group.beginAt(topic, 0, 0);
            delete(test, group, topic)
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expectSize("Responses", 1)
                    .expect("Responses[0].TopicName", topic)
                    .expect("Responses[0].TopicId", new PartitionClient(test, topic, 0).topicId())
                    .expectError("Responses[0].ErrorCode", ErrorCode.NONE);
            group.describeOffset(topic, 0).expect(START, NONE);
        }
    }

    private static Answer delete(Case test, ShareGroup group, String... topics) {
        return test.ask(group.connection(), ShareRequests.deleteOffsets(group.id(), topics));
    }

    @ConformanceTest(
            id = "delete-share-group-offsets.group-in-use-refused",
            api = "DeleteShareGroupOffsets",
            needs = {"ShareGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A group with members forgets nothing: NON_EMPTY_GROUP.",
            source = SOURCE,
            why = "Members would lose what they have acknowledged.")
    void aGroupInUseForgetsNothing(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            String topic = test.topic(1);
            group.member("member").join(topic);
            delete(test, group, topic).expectError("ErrorCode", ErrorCode.NON_EMPTY_GROUP);
        }
    }

    @ConformanceTest(
            id = "delete-share-group-offsets.unknown-refused",
            api = "DeleteShareGroupOffsets",
            needs = {"AlterShareGroupOffsets", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A group that does not exist is answered GROUP_ID_NOT_FOUND, and a topic that does not exist"
                    + " UNKNOWN_TOPIC_OR_PARTITION.",
            source = SOURCE,
            why = "An administrator would take it that a misspelled topic was forgotten.")
    void whatDoesNotExistIsNotForgotten(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            String topic = test.topic(1);
            delete(test, group, topic).expectError("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
            group.beginAt(topic, 0, 0);
            delete(test, group, test.name("missing"))
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expectError("Responses[0].ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
    }
}
