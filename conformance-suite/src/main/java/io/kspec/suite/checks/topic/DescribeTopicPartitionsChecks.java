package io.kspec.suite.checks.topic;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.ReplicaRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.MetadataEntries;
import io.kspec.suite.checks.log.PartitionClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Checks of DescribeTopicPartitions. */
class DescribeTopicPartitionsChecks {
    private static final int PARTITIONS = 3;
    /** The first version of Metadata that tells the epochs of leaders. */
    private static final int FIRST_WITH_EPOCH = 7;

    @ConformanceTest(
            id = "describe-topic-partitions.as-metadata",
            api = "DescribeTopicPartitions",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "The partitions of a topic have the leaders, their epochs, the replicas and the in-sync replicas that"
                            + " Metadata shows, each once, and the topic is no more internal than there.",
            source = "KIP-966",
            why = "The Java admin client since 3.8 describes topics by it where brokers have it, else by Metadata.")
    void aTopicIsDescribedAsInMetadata(Case test) {
        String topic = test.topicOfExactly(PARTITIONS);
        Answer metadata = test.ask(MetadataRequests.topics(topic));
        Answer described = test.ask(ReplicaRequests.describeTopics(topic))
                .expectSize("Topics", 1)
                .expect("Topics[0].Name", topic)
                .expectError("Topics[0].ErrorCode", ErrorCode.NONE)
                .expectSize("Topics[0].Partitions", PARTITIONS);
        if (metadata.body().getStructs("Topics").get(0).has("IsInternal")) {
            described.expect("Topics[0].IsInternal", metadata.get("Topics[0].IsInternal"));
        }
        for (int i = 0; i < PARTITIONS; i++) {
            String at = MetadataEntries.partition(described, topic, i);
            String shown = MetadataEntries.partition(metadata, topic, i);
            described
                    .expectError(at + "ErrorCode", ErrorCode.NONE)
                    .expect(at + "LeaderId", metadata.get(shown + "LeaderId"));
            for (String nodes : List.of("ReplicaNodes", "IsrNodes")) {
                Set<Object> expected = new TreeSet<>(metadata.list(shown + nodes));
                described.expect(
                        at + nodes,
                        "are the brokers " + expected + ", each once",
                        found -> ((List<?>) found).size() == expected.size()
                                && new HashSet<>((List<?>) found).equals(expected));
            }
            expectSameEpoch(described, at, metadata, shown);
        }
    }

    @ConformanceTest(
            id = "describe-topic-partitions.replicas-make-sense",
            api = "DescribeTopicPartitions",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "Eligible and last known eligible leaders are replicas that are not in sync, and offline replicas"
                            + " are replicas of which none leads.",
            source = "KIP-966; message definition DescribeTopicPartitionsResponse; measured on Apache Kafka",
            why = "kafka-topics --describe shows by it which replicas may lead, or do not live.")
    void replicasMakeSense(Case test) {
        String topic = test.topic(1);
        Answer described = test.ask(ReplicaRequests.describeTopics(topic)).expectSize("Topics", 1);
        String at = MetadataEntries.partition(described, topic, 0);
        List<?> replicas = described.list(at + "ReplicaNodes");
        for (String eligible : List.of("EligibleLeaderReplicas", "LastKnownElr")) {
            List<?> found = described.list(at + eligible);
            described.expect(
                    replicas.containsAll(found) && found.stream().noneMatch(described.list(at + "IsrNodes")::contains),
                    at + eligible,
                    "replicas that are not in sync",
                    found);
        }
        List<?> offline = described.list(at + "OfflineReplicas");
        described.expect(
                replicas.containsAll(offline) && !offline.contains(described.get(at + "LeaderId")),
                at + "OfflineReplicas",
                "replicas of which none leads",
                offline);
    }

    /** Where both tell an epoch: -1 is none. */
    private static void expectSameEpoch(Answer described, String at, Answer metadata, String shown) {
        boolean told =
                metadata.body().id().version() >= FIRST_WITH_EPOCH && metadata.number(shown + "LeaderEpoch") >= 0;
        if (told && described.number(at + "LeaderEpoch") != -1) {
            described.expect(at + "LeaderEpoch", metadata.get(shown + "LeaderEpoch"));
        }
    }

    @ConformanceTest(
            id = "describe-topic-partitions.cursor",
            api = "DescribeTopicPartitions",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "If a response is limited to one partition, a client that follows its cursor until it is null gets"
                            + " every partition of the requested topics once.",
            source = "KIP-966; message definition DescribeTopicPartitionsResponse: NextCursor",
            why =
                    "The Java admin client follows the cursor until it is null: it would miss partitions, or ask forever.")
    void theCursorLeadsThroughAllPartitions(Case test) {
        String[] topics = {test.topicOfExactly(2), test.topicOfExactly(1)};
        Set<String> expected = new TreeSet<>(List.of(topics[0] + " 0", topics[0] + " 1", topics[1] + " 0"));
        List<String> found = new ArrayList<>();
        ClientRequest page = ReplicaRequests.describeTopics(topics).with(body -> body.set("ResponsePartitionLimit", 1));
        Answer described = test.ask(page);
        found.addAll(partitions(described));
        for (int i = 1; i < expected.size() && described.find("NextCursor").isPresent(); i++) {
            String topic = described.text("NextCursor.TopicName");
            long partition = described.number("NextCursor.PartitionIndex");
            described = test.ask(page.with(body -> body.setStruct(
                    "Cursor", cursor -> cursor.set("TopicName", topic).set("PartitionIndex", (int) partition))));
            found.addAll(partitions(described));
        }
        described
                .expect(
                        found.size() == expected.size() && Set.copyOf(found).equals(expected),
                        "Topics",
                        "each of the partitions " + expected + " once",
                        found)
                .expect("NextCursor", null);
    }

    /** The partitions of a page: {@code orders 0}. */
    private static List<String> partitions(Answer page) {
        List<Message> topics = page.body().getStructs("Topics");
        List<String> found = new ArrayList<>();
        IntStream.range(0, topics.size()).forEach(i -> {
            page.expectError("Topics[" + i + "].ErrorCode", ErrorCode.NONE);
            String name = topics.get(i).getNullableString("Name");
            topics.get(i)
                    .getStructs("Partitions")
                    .forEach(partition -> found.add(name + " " + partition.getInt("PartitionIndex")));
        });
        return found;
    }

    @ConformanceTest(
            id = "describe-topic-partitions.unknown-topic-answered",
            api = "DescribeTopicPartitions",
            requirement = "A topic that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "KIP-966; measured on Apache Kafka",
            why = "The Java admin client's describeTopics() passes the error on to its caller, who creates"
                    + " the topic.")
    void anUnknownTopicIsReported(Case test) {
        String topic = test.name("missing");
        test.ask(ReplicaRequests.describeTopics(topic))
                .expectSize("Topics", 1)
                .expect("Topics[0].Name", topic)
                .expectError("Topics[0].ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ConformanceTest(
            id = "describe-topic-partitions.limit-is-kept",
            api = "DescribeTopicPartitions",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A response has at most as many partitions as requested, and its cursor names the first one"
                    + " that is left out.",
            source = "KIP-966; message definition DescribeTopicPartitionsRequest: ResponsePartitionLimit",
            why = "Clients limit the size of responses this way.")
    void thePartitionLimitIsKept(Case test) {
        String topic = test.topicOfExactly(PARTITIONS);
        test.ask(ReplicaRequests.describeTopics(topic).with(body -> body.set("ResponsePartitionLimit", PARTITIONS - 1)))
                .expectSize("Topics", 1)
                .expectSize("Topics[0].Partitions", PARTITIONS - 1)
                .expect("NextCursor.TopicName", topic)
                .expect("NextCursor.PartitionIndex", PARTITIONS - 1);
    }

    @ConformanceTest(
            id = "describe-topic-partitions.topic-id",
            api = "DescribeTopicPartitions",
            needs = {"CreateTopics", "Metadata"},
            requirement = "The id of a topic is the one that Metadata shows.",
            source = "KIP-966, KIP-516",
            why = "The Java admin client's describeTopics() takes the id from here, with which applications fetch or"
                    + " delete the topic.")
    void theTopicHasTheIdOfMetadata(Case test) {
        String topic = test.topic(1);
        test.ask(ReplicaRequests.describeTopics(topic))
                .expectSize("Topics", 1)
                .expect("Topics[0].TopicId", new PartitionClient(test, topic, 0).topicId());
    }
}
