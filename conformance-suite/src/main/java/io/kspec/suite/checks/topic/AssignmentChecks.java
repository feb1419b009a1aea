package io.kspec.suite.checks.topic;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.TopicRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.MetadataEntries;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks of topics and partitions whose replicas the client places itself. */
class AssignmentChecks {
    private static final int TIMEOUT_MS = 5_000;

    @ConformanceTest(
            id = "create-topics.assigned",
            api = "CreateTopics",
            needs = {"Metadata"},
            requirement =
                    "A topic that is created with assignments has one partition for each of them, with its replicas"
                            + " on these brokers in this order.",
            source = "message definition CreateTopicsRequest: Assignments",
            why = "Tools that copy or balance clusters place replicas this way; on the wrong brokers, two replicas can"
                    + " be lost together.")
    void replicasAreWhereTheyWereAssigned(Case test) {
        Ends brokers = Ends.of(test);
        Map<Integer, List<Integer>> replicas = brokers.areOne()
                ? Map.of(0, List.of(brokers.first), 1, List.of(brokers.first))
                : Map.of(0, List.of(brokers.first, brokers.last), 1, List.of(brokers.last, brokers.first));
        NewTopic topic = NewTopic.withDefaults(test.name("assigned")).assigned(replicas);
        create(test, topic, ErrorCode.NONE);
        Eventually.inMetadata(test, topic.name(), 2);
        expectReplicas(test, topic.name(), replicas);
    }

    @ConformanceTest(
            id = "create-topics.impossible-assignment-refused",
            api = "CreateTopics",
            needs = {"Metadata"},
            level = Level.SHOULD,
            requirement =
                    "An assignment to a broker that does not exist, one that names a broker twice, and assignments"
                            + " that leave out a partition are rejected with INVALID_REPLICA_ASSIGNMENT.",
            source = "Apache Kafka's CreateTopicsRequestTest; measured on Apache Kafka",
            why = "The topic would have partitions without a leader, or fewer copies than its owner believes.")
    void impossibleAssignmentsAreRejected(Case test) {
        int broker = Ends.of(test).first;
        for (Map<Integer, List<Integer>> impossible : List.of(
                Map.of(0, List.of(ClusterRequests.NO_SUCH_BROKER)),
                Map.of(0, List.of(broker, broker)),
                Map.of(0, List.of(broker), 2, List.of(broker)))) {
            create(
                    test,
                    NewTopic.withDefaults(test.name("impossible")).assigned(impossible),
                    ErrorCode.INVALID_REPLICA_ASSIGNMENT);
        }
    }

    @ConformanceTest(
            id = "create-topics.count-and-assignment-refused",
            api = "CreateTopics",
            needs = {"Metadata"},
            level = Level.SHOULD,
            requirement = "Assignments together with a number of partitions or a replication factor are rejected with"
                    + " INVALID_REQUEST.",
            source =
                    "message definition CreateTopicsRequest: NumPartitions, ReplicationFactor and Assignments; measured on"
                            + " Apache Kafka",
            why = "If the two disagree, the client cannot know which one counts.")
    void countsNextToAssignmentsAreRejected(Case test) {
        int broker = Ends.of(test).first;
        NewTopic assigned = NewTopic.withDefaults(test.name("counted")).assignedTo(broker);
        create(test, assigned.replicas(1), ErrorCode.INVALID_REQUEST);
        create(test, NewTopic.of(assigned.name(), 1).replicas(-1).assignedTo(broker), ErrorCode.INVALID_REQUEST);
    }

    private static void create(Case test, NewTopic topic, ErrorCode error) {
        test.ask(TopicRequests.create(TIMEOUT_MS, topic))
                .expectSize("Topics", 1)
                .expect("Topics[0].Name", topic.name())
                .expectError("Topics[0].ErrorCode", error);
    }

    @ConformanceTest(
            id = "create-partitions.assigned",
            api = "CreatePartitions",
            needs = {"CreateTopics", "Metadata"},
            requirement = "New partitions that are assigned to brokers have their replicas there, in the order of the"
                    + " assignments.",
            source = "KIP-195; message definition CreatePartitionsRequest: Assignments",
            why = "Tools that balance clusters place replicas this way; the load would be on another broker than"
                    + " planned.")
    void newPartitionsAreWhereTheyWereAssigned(Case test) {
        Ends brokers = Ends.of(test);
        String topic = test.topicOfExactly(1);
        List<List<Integer>> replicas = List.of(List.of(brokers.last), List.of(brokers.first));
        grow(test, LogRequests.createPartitions(topic, 3, replicas), ErrorCode.NONE);
        Eventually.inMetadata(test, topic, 3);
        expectReplicas(test, topic, Map.of(1, replicas.get(0), 2, replicas.get(1)));
    }

    @ConformanceTest(
            id = "create-partitions.assignment-count-refused",
            api = "CreatePartitions",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A number of assignments other than the number of new partitions is rejected with"
                    + " INVALID_REPLICA_ASSIGNMENT.",
            source = "KIP-195; measured on Apache Kafka",
            why = "Partitions would be on brokers that nobody has chosen, and cannot be removed again.")
    void assignmentsForOtherThanTheNewPartitionsAreRejected(Case test) {
        List<Integer> broker = List.of(Ends.of(test).first);
        String topic = test.topicOfExactly(1);
        ErrorCode refused = ErrorCode.INVALID_REPLICA_ASSIGNMENT;
        grow(test, LogRequests.createPartitions(topic, 3, List.of(broker)), refused);
        grow(test, LogRequests.createPartitions(topic, 2, List.of(broker, broker)), refused);
    }

    @ConformanceTest(
            id = "create-partitions.other-topics-grow",
            api = "CreatePartitions",
            needs = {"CreateTopics", "Metadata"},
            requirement = "Of several topics each gets as many partitions as requested for it, even if another one is"
                    + " rejected.",
            source = "KIP-195: each topic is changed, or fails, by itself",
            why = "Deployment tools repeat only those that were rejected.")
    void otherTopicsGrow(Case test) {
        String unknown = test.name("missing");
        String first = test.topicOfExactly(1);
        String second = test.topicOfExactly(1);
        Answer created = test.ask(LogRequests.createPartitions(unknown, 2, null)
                        .and(LogRequests.createPartitions(first, 2, null))
                        .and(LogRequests.createPartitions(second, 3, null)))
                .expectSize("Results", 3);
        for (int i = 0; i < 3; i++) {
            String at = "Results[" + i + "].";
            boolean isUnknown = created.text(at + "Name").equals(unknown);
            created.expectError(at + "ErrorCode", isUnknown ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.NONE);
        }
        Eventually.inMetadata(test, first, 2);
        Eventually.inMetadata(test, second, 3);
    }

    private static void grow(Case test, ClientRequest create, ErrorCode error) {
        test.ask(create).expectSize("Results", 1).expectError("Results[0].ErrorCode", error);
    }

    private static void expectReplicas(Case test, String topic, Map<Integer, List<Integer>> replicas) {
        Answer metadata = test.ask(MetadataRequests.topics(topic));
        new TreeMap<>(replicas)
                .forEach((partition, brokers) -> metadata.expect(
                        MetadataEntries.partition(metadata, topic, partition) + "ReplicaNodes", brokers));
    }

    /** The lowest and the highest node id of a broker; the same if there is only one broker. */
    private record Ends(int first, int last) {
        static Ends of(Case test) {
            int[] ids = test
                    .need("the brokers", List.of("Metadata"), () -> test.ask(MetadataRequests.noTopics())
                            .expect("Brokers", "is not empty", brokers -> !((List<?>) brokers).isEmpty()))
                    .body()
                    .getStructs("Brokers")
                    .stream()
                    .mapToInt(broker -> broker.getInt("NodeId"))
                    .sorted()
                    .toArray();
            return new Ends(ids[0], ids[ids.length - 1]);
        }

        boolean areOne() {
            return first == last;
        }
    }
}
