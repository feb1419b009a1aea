package io.kspec.suite.checks.cluster;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.stage.requests.ReplicaRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/** Checks of replicas that move between brokers, and of leaders that move back. */
class ReassignmentChecks {
    private static final int BATCHES = 3;
    /** Just below what Apache Kafka takes by default, and follows in one fetch. */
    private static final int BATCH_SIZE = 900_000;

    @ConformanceTest(
            id = "cluster.election-of-all",
            api = "ElectLeaders",
            profile = "cluster",
            alone = true,
            needs = {"CreateTopics", "Metadata", "AlterPartitionReassignments"},
            requirement =
                    "An election without a list of partitions makes the preferred replica of each partition its leader,"
                            + " and the answer lists those that got another leader.",
            source =
                    "KIP-183; message definition ElectLeadersRequest: TopicPartitions is null to elect all; measured on"
                            + " Apache Kafka",
            why =
                    "After a restart of brokers, kafka-leader-election --all-topic-partitions spreads the load again; if null"
                            + " were read as none, all leaders would stay on the brokers that were not restarted.")
    void anElectionOfAllPartitionsElects(Case test) {
        List<ListedBroker> brokers = ListedBroker.several(test);
        int first = brokers.get(0).id();
        int second = brokers.get(1).id();
        MovedReplicas replicas = MovedReplicas.on(test, List.of(first, second), Map.of());
        replicas.to(List.of(second, first));
        Answer elected = test.ask(ReplicaRequests.electAll(ReplicaRequests.PREFERRED));
        if (elected.has("ErrorCode")) {
            elected.expectError("ErrorCode", ErrorCode.NONE);
        }
        String result = elected.entry("ReplicaElectionResults[Topic=" + replicas.topic() + "].PartitionResult[0]")
                .orElseThrow(() -> elected.failure(
                        "ReplicaElectionResults",
                        "an entry for " + replicas.topic() + ", whose preferred replica, on broker " + second
                                + ", does not lead",
                        "none"));
        elected.expectError(result + "ErrorCode", ErrorCode.NONE);
        replicas.expectLeader(second);
    }

    @ConformanceTest(
            id = "cluster.reassignment-in-progress",
            api = "ListPartitionReassignments",
            profile = "cluster",
            alone = true,
            needs = {
                "CreateTopics",
                "Metadata",
                "Produce",
                "AlterPartitionReassignments",
                "DescribeConfigs",
                "IncrementalAlterConfigs"
            },
            requirement =
                    "A partition on its way to another broker is listed, with the replica that is added, the one that is"
                            + " removed, and both as its replicas, whether it is asked for by name or with all others; once the"
                            + " reassignment is cancelled it is not, and Metadata shows the former replica alone.",
            source = "KIP-455; measured on Apache Kafka",
            why =
                    "kafka-reassign-partitions and Cruise Control wait until nothing is listed before they move more, and cancel"
                            + " what they find there.")
    void aReassignmentInProgressIsListed(Case test) {
        List<ListedBroker> brokers = ListedBroker.several(test);
        int from = brokers.get(0).id();
        MovedReplicas replicas = MovedReplicas.on(test, List.of(from), Throttle.OF_TOPIC);
        PartitionClient client = new PartitionClient(test, replicas.topic(), 0);
        for (int i = 0; i < BATCHES; i++) {
            client.produce(List.of(new Record(0, Payload.TIMESTAMP, null, Bytes.wrap(new byte[BATCH_SIZE]))));
        }
        try (Throttle slow = Throttle.on(test, brokers.get(1))) {
            int to = slow.brokerId();
            replicas.to(List.of(to));
            expectListed(test.ask(ReplicaRequests.listReassignments(replicas.topic(), 0)), replicas, from, to);
            expectListed(test.ask(ReplicaRequests.listReassignments()), replicas, from, to);
            replicas.expectReplicas(Set.of(from, to));
            replicas.to(null);
        }
        Answer listed = test.ask(ReplicaRequests.listReassignments()).expectError("ErrorCode", ErrorCode.NONE);
        if (listed.entry(entry(replicas)).isPresent()) {
            throw listed.failure("Topics", "no entry for " + replicas.topic() + ", which is back", "one");
        }
        replicas.expectReplicas(Set.of(from));
    }

    private static String entry(MovedReplicas replicas) {
        return "Topics[Name=" + replicas.topic() + "].Partitions[PartitionIndex=0]";
    }

    private static void expectListed(Answer listed, MovedReplicas replicas, int from, int to) {
        listed.expectError("ErrorCode", ErrorCode.NONE);
        String partition = listed.entry(entry(replicas)).orElse(null);
        if (partition == null) {
            if (replicas.isOn(Set.of(to))) {
                throw new TestAbortedException("the target moved the partition before anybody could look");
            }
            throw listed.failure("Topics", "an entry for " + replicas.topic() + ", which is being reassigned", "none");
        }
        Set<Object> all = Set.copyOf(listed.list(partition + "Replicas"));
        listed.expect(partition + "AddingReplicas", List.of(to))
                .expect(partition + "RemovingReplicas", List.of(from))
                .expect(
                        all.equals(Set.of(from, to)),
                        partition + "Replicas",
                        "the brokers " + from + " and " + to,
                        listed.list(partition + "Replicas"));
    }
}
