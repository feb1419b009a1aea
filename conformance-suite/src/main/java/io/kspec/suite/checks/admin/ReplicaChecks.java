package io.kspec.suite.checks.admin;

import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.ReplicaRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.MetadataEntries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of ElectLeaders, AlterPartitionReassignments and ListPartitionReassignments that move no replica. */
class ReplicaChecks {
    private static final String ELECTED = "ReplicaElectionResults[0].";
    private static final String REASSIGNED = "Responses[0].";

    @ConformanceTest(
            id = "elect-leaders.preferred-leader-stays",
            api = "ElectLeaders",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "Electing the preferred leader of a partition that has it is answered with ELECTION_NOT_NEEDED.",
            source = "KIP-183, KIP-460",
            why = "kafka-leader-election takes this error for success, and any other for a failure.")
    void thePreferredLeaderStays(Case test) {
        String topic = test.topic(1);
        expectElected(elect(test, topic, 0), topic, 0, ErrorCode.ELECTION_NOT_NEEDED);
    }

    @ConformanceTest(
            id = "elect-leaders.unknown-partition-answered",
            api = "ElectLeaders",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A partition that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "KIP-183; measured on Apache Kafka",
            why = "kafka-leader-election prints the result of each partition that is answered: a missing one"
                    + " looks as if all were well.")
    void anUnknownPartitionIsReported(Case test) {
        String topic = test.topic(1);
        expectElected(
                elect(test, topic, NO_SUCH_PARTITION), topic, NO_SUCH_PARTITION, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ConformanceTest(
            id = "elect-leaders.null-means-all",
            api = "ElectLeaders",
            needs = {"CreateTopics", "Metadata"},
            alone = true,
            requirement =
                    "A request without a list of partitions is about all of them, and those that have their preferred"
                            + " leader are left out or answered with ELECTION_NOT_NEEDED.",
            source = "KIP-183; message definition ElectLeadersRequest: TopicPartitions is null to elect all",
            why =
                    "kafka-leader-election --all-topic-partitions, which administrators use after a restart of brokers, sends"
                            + " no list.")
    void noListMeansAllPartitionsOfAnElection(Case test) {
        String topic = test.topic(1);
        Answer elected = test.ask(ReplicaRequests.electAll(ReplicaRequests.PREFERRED));
        if (elected.has("ErrorCode")) {
            elected.expectError("ErrorCode", ErrorCode.NONE);
        }
        elected.entry("ReplicaElectionResults[Topic=" + topic + "]")
                .map(entry -> entry + "PartitionResult")
                .ifPresent(results -> {
                    for (int i = 0; i < elected.list(results).size(); i++) {
                        elected.expectError(results + "[" + i + "].ErrorCode", ErrorCode.ELECTION_NOT_NEEDED);
                    }
                });
    }

    private static Answer elect(Case test, String topic, int partition) {
        return test.ask(ReplicaRequests.elect(ReplicaRequests.PREFERRED, topic, partition)
                .with(body -> body.set("TimeoutMs", 5_000)));
    }

    private static void expectElected(Answer elected, String topic, int partition, ErrorCode error) {
        if (elected.has("ErrorCode")) {
            elected.expectError("ErrorCode", ErrorCode.NONE);
        }
        elected.expectSize("ReplicaElectionResults", 1)
                .expect(ELECTED + "Topic", topic)
                .expectSize(ELECTED + "PartitionResult", 1)
                .expect(ELECTED + "PartitionResult[0].PartitionId", partition)
                .expectError(ELECTED + "PartitionResult[0].ErrorCode", error);
    }

    @ConformanceTest(
            id = "alter-partition-reassignments.nothing-to-cancel",
            api = "AlterPartitionReassignments",
            needs = {"CreateTopics", "Metadata"},
            requirement = "Cancelling the reassignment of a partition that has none is answered with"
                    + " NO_REASSIGNMENT_IN_PROGRESS.",
            source = "KIP-455",
            why = "Cruise Control takes this error for a reassignment that has ended, and any other for a"
                    + " failure.")
    void thereIsNothingToCancel(Case test) {
        String topic = test.topic(1);
        expectReassigned(reassign(test, topic, 0, null), topic, 0, ErrorCode.NO_REASSIGNMENT_IN_PROGRESS);
    }

    @ConformanceTest(
            id = "alter-partition-reassignments.unknown-broker-refused",
            api = "AlterPartitionReassignments",
            needs = {"CreateTopics", "Metadata", "ListPartitionReassignments"},
            requirement = "Moving a partition to a broker that does not exist is rejected with"
                    + " INVALID_REPLICA_ASSIGNMENT, and no reassignment begins.",
            source = "KIP-455",
            why = "The partition would wait for a replica that never comes.")
    void anUnknownBrokerIsRejected(Case test) {
        String topic = test.topic(1);
        List<Integer> nobody = List.of(ClusterRequests.NO_SUCH_BROKER);
        expectReassigned(reassign(test, topic, 0, nobody), topic, 0, ErrorCode.INVALID_REPLICA_ASSIGNMENT);
        expectNoReassignment(test, topic);
    }

    @ConformanceTest(
            id = "alter-partition-reassignments.impossible-replicas-refused",
            api = "AlterPartitionReassignments",
            needs = {"CreateTopics", "Metadata", "ListPartitionReassignments"},
            level = Level.SHOULD,
            requirement = "Moving a partition to no broker, or to one broker twice, is rejected with"
                    + " INVALID_REPLICA_ASSIGNMENT, and no reassignment begins.",
            source = "KIP-455; measured on Apache Kafka",
            why = "The partition would have no leader, or fewer copies than its owner believes.")
    void impossibleReplicasAreRejected(Case test) {
        String topic = test.topic(1);
        Answer metadata = test.ask(MetadataRequests.topics(topic));
        int leader = (int) metadata.number(MetadataEntries.partition(metadata, topic, 0) + "LeaderId");
        for (List<Integer> impossible : List.of(List.<Integer>of(), List.of(leader, leader))) {
            expectReassigned(reassign(test, topic, 0, impossible), topic, 0, ErrorCode.INVALID_REPLICA_ASSIGNMENT);
        }
        expectNoReassignment(test, topic);
    }

    @ConformanceTest(
            id = "alter-partition-reassignments.unknown-partition-answered",
            api = "AlterPartitionReassignments",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A partition that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "KIP-455; measured on Apache Kafka",
            why = "If it is missing, the Java admin client fails the whole request with \"The server returned too less"
                    + " results\", or waits forever for this partition where another one failed.")
    void anUnknownPartitionOfAReassignmentIsReported(Case test) {
        String topic = test.topic(1);
        expectReassigned(
                reassign(test, topic, NO_SUCH_PARTITION, null),
                topic,
                NO_SUCH_PARTITION,
                ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    private static Answer reassign(Case test, String topic, int partition, @Nullable List<Integer> replicas) {
        return test.ask(ReplicaRequests.reassign(topic, partition, replicas));
    }

    private static void expectReassigned(Answer reassigned, String topic, int partition, ErrorCode error) {
        reassigned
                .expectError("ErrorCode", ErrorCode.NONE)
                .expectSize("Responses", 1)
                .expect(REASSIGNED + "Name", topic)
                .expectSize(REASSIGNED + "Partitions", 1)
                .expect(REASSIGNED + "Partitions[0].PartitionIndex", partition)
                .expectError(REASSIGNED + "Partitions[0].ErrorCode", error);
    }

    @ConformanceTest(
            id = "list-partition-reassignments.none-in-progress",
            api = "ListPartitionReassignments",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A partition that is not being reassigned is not listed.",
            source = "KIP-455",
            why = "kafka-reassign-partitions --verify and Cruise Control wait until nothing is listed.")
    void aPartitionAtRestIsNotListed(Case test) {
        expectNoReassignment(test, test.topic(1));
    }

    @ConformanceTest(
            id = "list-partition-reassignments.null-means-all",
            api = "ListPartitionReassignments",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A request without a list of topics is about all of them, and those at rest are not listed.",
            source = "KIP-455; message definition ListPartitionReassignmentsRequest: Topics is null to list everything",
            why = "kafka-reassign-partitions --list and Cruise Control ask so for what moves.")
    void noListMeansAllReassignments(Case test) {
        String topic = test.topic(1);
        Answer listed = test.ask(ReplicaRequests.listReassignments()).expectError("ErrorCode", ErrorCode.NONE);
        listed.entry("Topics[Name=" + topic + "]").ifPresent(entry -> {
            throw listed.failure("Topics", "no entry for " + topic + ", which is not being reassigned", "one");
        });
    }

    private static void expectNoReassignment(Case test, String topic) {
        test.ask(ReplicaRequests.listReassignments(topic, 0))
                .expectError("ErrorCode", ErrorCode.NONE)
                .expectSize("Topics", 0);
    }
}
