package io.kspec.suite.checks.topic;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.MetadataEntries;
import java.util.List;

/** Checks of CreatePartitions. */
class PartitionChecks {
    private static final int MORE = 3;
    private static final String CREATED = "Results[0].";

    @ConformanceTest(
            id = "create-partitions.grows",
            api = "CreatePartitions",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A topic gets as many partitions as requested, and the new ones get leaders, at once or soon"
                    + " after.",
            source = "KIP-195",
            why = "Producers wait for the leader of a partition that Metadata lists without one.")
    void aTopicGetsMorePartitions(Case test) {
        String topic = test.topicOfExactly(1);
        ask(test, topic, create(topic, MORE), ErrorCode.NONE);
        Eventually.inMetadata(test, topic, MORE);
        Answer metadata = Eventually.await(test, topic, answer -> haveLeaders(answer, topic));
        for (int partition = 0; partition < MORE; partition++) {
            String at = MetadataEntries.partition(metadata, topic, partition);
            metadata.expectError(at + "ErrorCode", ErrorCode.NONE)
                    .expect(at + "LeaderId", "is a broker", leader -> ((Number) leader).intValue() >= 0);
        }
    }

    private static boolean haveLeaders(Answer metadata, String topic) {
        return metadata.list(MetadataEntries.topic(metadata, topic) + "Partitions").stream()
                .map(Message.class::cast)
                .allMatch(partition ->
                        partition.getShort("ErrorCode") == ErrorCode.NONE.code() && partition.getInt("LeaderId") >= 0);
    }

    @ConformanceTest(
            id = "create-partitions.no-more-refused",
            api = "CreatePartitions",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A number of partitions that is not higher than before is rejected with INVALID_PARTITIONS.",
            source = "KIP-195",
            why = "A tool would report that a topic was changed which cannot be (pg_kafka).")
    void notMorePartitionsAreRejected(Case test) {
        String topic = test.topicOfExactly(2);
        ask(test, topic, create(topic, 2), ErrorCode.INVALID_PARTITIONS);
        ask(test, topic, create(topic, 1), ErrorCode.INVALID_PARTITIONS);
        Eventually.inMetadata(test, topic, 2);
    }

    @ConformanceTest(
            id = "create-partitions.validate-only",
            api = "CreatePartitions",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A request with ValidateOnly is answered as if it were executed, but creates nothing.",
            source = "KIP-195; message definition CreatePartitionsRequest: ValidateOnly",
            why = "Partitions cannot be removed again.")
    void validateOnlyCreatesNothing(Case test) {
        String topic = test.topicOfExactly(1);
        ask(test, topic, create(topic, MORE).with(body -> body.set("ValidateOnly", true)), ErrorCode.NONE);
        // A partition that was created before those of another topic is shown before them.
        String other = test.topicOfExactly(1);
        ask(test, other, create(other, 2), ErrorCode.NONE);
        Eventually.inMetadata(test, other, 2);
        Answer metadata = test.ask(MetadataRequests.topics(topic));
        metadata.expectSize(MetadataEntries.topic(metadata, topic) + "Partitions", 1);
    }

    @ConformanceTest(
            id = "create-partitions.unknown-topic-refused",
            api = "CreatePartitions",
            requirement = "Partitions of a topic that does not exist are rejected with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "KIP-195; measured on Apache Kafka",
            why = "A misspelled topic would be reported as changed.")
    void anUnknownTopicIsRejected(Case test) {
        String topic = test.name("missing");
        ask(test, topic, create(topic, 2), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ConformanceTest(
            id = "create-partitions.impossible-assignment-refused",
            api = "CreatePartitions",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A new partition that is assigned to a broker which does not exist is rejected with"
                    + " INVALID_REPLICA_ASSIGNMENT.",
            source = "KIP-195; measured on Apache Kafka",
            why = "The partition would never get a leader, and cannot be removed again.")
    void anAssignmentToNobodyIsRejected(Case test) {
        String topic = test.topicOfExactly(1);
        ask(
                test,
                topic,
                LogRequests.createPartitions(topic, 2, List.of(List.of(ClusterRequests.NO_SUCH_BROKER))),
                ErrorCode.INVALID_REPLICA_ASSIGNMENT);
    }

    private static ClientRequest create(String topic, int count) {
        return LogRequests.createPartitions(topic, count, null);
    }

    private static void ask(Case test, String topic, ClientRequest create, ErrorCode error) {
        test.ask(create)
                .expectSize("Results", 1)
                .expect(CREATED + "Name", topic)
                .expectError(CREATED + "ErrorCode", error);
    }
}
