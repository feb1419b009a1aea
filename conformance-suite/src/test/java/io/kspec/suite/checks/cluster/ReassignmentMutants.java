package io.kspec.suite.checks.cluster;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import io.kspec.suite.mutants.MutantBuilder;
import java.util.List;

/** Clusters of three brokers that take null for nothing, or do not tell which replicas move. */
final class ReassignmentMutants implements AreaMutants {
    private static final int BROKERS = 3;
    private static final String ELECTION = "cluster.election-of-all";
    private static final String IN_PROGRESS = "cluster.reassignment-in-progress";
    private static final String LISTED = "Topics[*].Partitions[*].";
    private static final String BLAMED = "Topics[0].Partitions[0].";

    private static final List<Mutant> ALL = List.of(
            cluster("K510", "an election of all partitions is one of none")
                    .by(request("ElectLeaders")
                            .where("TopicPartitions", null)
                            .willReturn(asKafka().asIfAsked("TopicPartitions", List.of())))
                    .failing(ELECTION, "ElectLeaders", "0-2")
                    .blaming("ReplicaElectionResults")
                    .saying("does not lead, found none"),
            cluster("K510b", "an election of all partitions is said to be unnecessary")
                    .speaking("ElectLeaders", "0")
                    .by(request("ElectLeaders")
                            .where("TopicPartitions", null)
                            .willReturn(asKafka()
                                    .with(
                                            "ReplicaElectionResults[*].PartitionResult[*].ErrorCode",
                                            ErrorCode.ELECTION_NOT_NEEDED)))
                    .failing(ELECTION, "ElectLeaders", "0")
                    .blaming("ReplicaElectionResults[0].PartitionResult[0].ErrorCode")
                    .saying("0 NONE, found 84 ELECTION_NOT_NEEDED"),
            cluster("K511", "all reassignments are none")
                    .by(request("ListPartitionReassignments")
                            .where("Topics", null)
                            .willReturn(asKafka().asIfAsked("Topics", List.of())))
                    .failing(IN_PROGRESS, "ListPartitionReassignments", "0")
                    .blaming("Topics")
                    .saying("which is being reassigned, found none"),
            cluster("K511b", "no replica is told to be added by a reassignment")
                    .by(request("ListPartitionReassignments")
                            .willReturn(asKafka().with(LISTED + "AddingReplicas", List.of())))
                    .failing(IN_PROGRESS, "ListPartitionReassignments", "0")
                    .blaming(BLAMED + "AddingReplicas")
                    .saying("= [2], found []"),
            cluster("K511c", "the replica that a reassignment removes is no longer told to be one")
                    .by(request("ListPartitionReassignments")
                            .willReturn(asKafka().with(LISTED + "Replicas", List.of(2))))
                    .failing(IN_PROGRESS, "ListPartitionReassignments", "0")
                    .blaming(BLAMED + "Replicas")
                    .saying("the brokers 1 and 2, found [2]"),
            cluster("K511d", "a reassignment that is cancelled goes on")
                    .by(request("AlterPartitionReassignments")
                            .where("Topics[*].Partitions[*].Replicas", null)
                            .willReturn(asKafka().asIfAsked("Topics[*].Partitions[*].Replicas", List.of(2))))
                    .failing(IN_PROGRESS, "ListPartitionReassignments", "0")
                    .blaming("Metadata", "Topics[0].Partitions[0].ReplicaNodes")
                    .saying("the brokers [1], found [2]"));

    private static MutantBuilder cluster(String id, String bug) {
        return invented(id, bug).onBrokers(BROKERS);
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
