package io.kspec.suite.checks.admin;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.mock.script.ResponseDefinition.disconnectBeforeApplying;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;

/** Brokers that describe the cluster and the replicas of partitions wrongly. */
final class ClusterMutants implements AreaMutants {
    private static final String EPOCH_END = "Topics[*].Partitions[*].";
    private static final String BLAMED_END = "Topics[0].Partitions[0].";
    private static final String ELECTED = "ReplicaElectionResults[*].PartitionResult[*]";
    private static final String REASSIGNED = "Responses[*].Partitions[*]";
    private static final String BLAMED_REASSIGNMENT = "Responses[0].Partitions[0].ErrorCode";

    private static final List<Mutant> ALL = List.of(
            invented("K296", "DescribeCluster says that all brokers listen at port 9092")
                    .by(request("DescribeCluster").willReturn(asKafka().with("Brokers[*].Port", 9092)))
                    .failing("describe-cluster.brokers-are-those-of-metadata", "DescribeCluster", "0-2")
                    .blaming("Brokers")
                    .saying(":9092"),
            invented("K296b", "DescribeCluster has another cluster id than Metadata")
                    .by(request("DescribeCluster").willReturn(asKafka().with("ClusterId", "another")))
                    .failing("describe-cluster.cluster-id-is-that-of-metadata", "DescribeCluster", "0-2")
                    .blaming("ClusterId")
                    .saying("found another"),
            invented("K296c", "the controller is none of the brokers")
                    .by(request("DescribeCluster").willReturn(asKafka().with("ControllerId", 3000)))
                    .failing("describe-cluster.controller-is-a-broker", "DescribeCluster", "0-2")
                    .blaming("ControllerId")
                    .saying("found 3000"),
            invented("K296d", "brokers are described as if they were controllers")
                    .by(request("DescribeCluster").willReturn(asKafka().asIfAsked("EndpointType", 1)))
                    .failing("describe-cluster.controllers-refused-by-a-broker", "DescribeCluster", "1-2")
                    .blaming("ErrorCode")
                    .saying("MISMATCHED_ENDPOINT_TYPE, found 0 NONE"),
            invented("K297", "the leader of the quorum is no voter")
                    .by(request("DescribeQuorum").willReturn(asKafka().with("Topics[*].Partitions[*].LeaderId", 3000)))
                    .failing("describe-quorum.leader-is-a-voter", "DescribeQuorum", "0-2")
                    .blaming(BLAMED_END + "LeaderId")
                    .saying("found 3000"),
            invented("K907", "the leader of the quorum has no epoch")
                    .by(request("DescribeQuorum").willReturn(asKafka().with("Topics[*].Partitions[*].LeaderEpoch", -1)))
                    .failing("describe-quorum.leader-is-a-voter", "DescribeQuorum", "0-2")
                    .blaming(BLAMED_END + "LeaderEpoch")
                    .saying("is 0 or more, found -1"),
            invented("K1302", "the quorum has no nodes")
                    .by(request("DescribeQuorum").willReturn(asKafka().with("Nodes", List.of())))
                    .failing("describe-quorum.nodes-are-voters", "DescribeQuorum", "2")
                    .blaming("Nodes")
                    .saying("the voters "),
            invented("K297b", "a feature that does not exist can be updated")
                    .by(request("UpdateFeatures")
                            .willReturn(asKafka()
                                    .with("ErrorCode", ErrorCode.NONE)
                                    .with("Results[*].ErrorCode", ErrorCode.NONE)))
                    .failing("update-features.unknown-feature-refused", "UpdateFeatures", "1-2")
                    .blaming("ErrorCode")
                    .saying("INVALID_REQUEST, found 0 NONE"),
            invented("K487", "a feature can have any level")
                    .by(request("UpdateFeatures")
                            .willReturn(asKafka()
                                    .with("ErrorCode", ErrorCode.NONE)
                                    .with("Results[*].ErrorCode", ErrorCode.NONE)))
                    .failing("update-features.impossible-level-refused", "UpdateFeatures", "1-2")
                    .blaming("ErrorCode")
                    .saying("INVALID_REQUEST, found 0 NONE"),
            invented("K1313", "no feature can be updated")
                    .by(request("UpdateFeatures")
                            .willReturn(asKafka().with("ErrorCode", ErrorCode.FEATURE_UPDATE_FAILED)))
                    .failing("update-features.level-in-force-accepted", "UpdateFeatures", "1-2")
                    .blaming("ErrorCode")
                    .saying("NONE, found 96 FEATURE_UPDATE_FAILED"),
            invented("K297c", "a broker that does not exist can be unregistered")
                    .by(request("UnregisterBroker").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("unregister-broker.unknown-broker-refused", "UnregisterBroker", "0")
                    .blaming("ErrorCode")
                    .saying("BROKER_ID_NOT_REGISTERED, found 0 NONE"),
            invented("K297d", "the resources of all types are listed, whichever were asked for")
                    .by(request("ListConfigResources").willReturn(asKafka().asIfAsked("ResourceTypes", List.of())))
                    .failing("list-config-resources.only-asked-types", "ListConfigResources", "1")
                    .blaming("ConfigResources[0].ResourceType")
                    .saying("ResourceType = 2"),
            invented("K909", "a broker is listed twice among the resources of its type")
                    .by(request("ListConfigResources")
                            .atVersion(1)
                            .where("ResourceTypes", List.of(4))
                            .willReturn(asKafka()
                                    .adding("ConfigResources", Map.of("ResourceType", 4, "ResourceName", "1"))))
                    .failing("list-config-resources.only-asked-types", "ListConfigResources", "1")
                    .blaming("ConfigResources")
                    .saying("each resource once"),
            invented("K297e", "brokers are not listed among the resources of all types")
                    .by(request("ListConfigResources").willReturn(asKafka().without("ConfigResources[ResourceType=4]")))
                    .failing("list-config-resources.no-types-mean-all", "ListConfigResources", "1")
                    .blaming("ConfigResources")
                    .saying("an entry for a broker"),
            invented("K298", "the preferred leader is elected again")
                    .by(request("ElectLeaders").willReturn(asKafka().with(ELECTED + ".ErrorCode", ErrorCode.NONE)))
                    .failing("elect-leaders.preferred-leader-stays", "ElectLeaders", "0-2")
                    .blaming("ReplicaElectionResults[0].PartitionResult[0].ErrorCode")
                    .saying("ELECTION_NOT_NEEDED, found 0 NONE"),
            invented("K298b", "ElectLeaders leaves out an unknown partition")
                    .by(request("ElectLeaders").willReturn(asKafka().without(ELECTED)))
                    .failing("elect-leaders.unknown-partition-answered", "ElectLeaders", "0-2")
                    .blaming("ReplicaElectionResults[0].PartitionResult")
                    .saying("expected 1 entry"),
            invented("K298c", "cancelling no reassignment succeeds")
                    .by(request("AlterPartitionReassignments")
                            .willReturn(asKafka().with(REASSIGNED + ".ErrorCode", ErrorCode.NONE)))
                    .failing("alter-partition-reassignments.nothing-to-cancel", "AlterPartitionReassignments", "0-1")
                    .blaming(BLAMED_REASSIGNMENT)
                    .saying("NO_REASSIGNMENT_IN_PROGRESS, found 0 NONE"),
            invented("K298d", "a partition can be moved to a broker that does not exist")
                    .by(request("AlterPartitionReassignments")
                            .willReturn(asKafka().with(REASSIGNED + ".ErrorCode", ErrorCode.NONE)))
                    .failing(
                            "alter-partition-reassignments.unknown-broker-refused",
                            "AlterPartitionReassignments",
                            "0-1")
                    .blaming(BLAMED_REASSIGNMENT)
                    .saying("INVALID_REPLICA_ASSIGNMENT, found 0 NONE"),
            invented("K486", "a partition can be moved to no broker")
                    .by(request("AlterPartitionReassignments")
                            .willReturn(asKafka().with(REASSIGNED + ".ErrorCode", ErrorCode.NONE)))
                    .failing(
                            "alter-partition-reassignments.impossible-replicas-refused",
                            "AlterPartitionReassignments",
                            "0-1")
                    .blaming(BLAMED_REASSIGNMENT)
                    .saying("INVALID_REPLICA_ASSIGNMENT, found 0 NONE"),
            invented("K298e", "AlterPartitionReassignments leaves out an unknown partition")
                    .by(request("AlterPartitionReassignments")
                            .willReturn(asKafka().without(REASSIGNED)))
                    .failing(
                            "alter-partition-reassignments.unknown-partition-answered",
                            "AlterPartitionReassignments",
                            "0-1")
                    .blaming("Responses[0].Partitions")
                    .saying("expected 1 entry"),
            invented("K298f", "partitions at rest are listed as being reassigned")
                    .by(request("ListPartitionReassignments")
                            .willReturn(asKafka().adding("Topics", Map.of("Name", "uninvited"))))
                    .failing("list-partition-reassignments.none-in-progress", "ListPartitionReassignments", "0")
                    .blaming("Topics")
                    .saying("expected 0 entries"),
            invented("K502", "a request to elect leaders of all partitions ends the connection")
                    .by(request("ElectLeaders").where("TopicPartitions", null).willReturn(disconnectBeforeApplying()))
                    .failing("elect-leaders.null-means-all", "ElectLeaders", "0-2")
                    .saying("closed"),
            invented("K502b", "a request to elect leaders of all partitions is refused")
                    .by(request("ElectLeaders")
                            .where("TopicPartitions", null)
                            .willReturn(asKafka().with("ErrorCode", ErrorCode.INVALID_REQUEST)))
                    .failing("elect-leaders.null-means-all", "ElectLeaders", "1-2")
                    .blaming("ErrorCode")
                    .saying("0 NONE, found 42 INVALID_REQUEST"),
            invented("K502c", "a request for all reassignments is refused")
                    .by(request("ListPartitionReassignments")
                            .where("Topics", null)
                            .willReturn(asKafka().with("ErrorCode", ErrorCode.INVALID_REQUEST)))
                    .failing("list-partition-reassignments.null-means-all", "ListPartitionReassignments", "0")
                    .blaming("ErrorCode")
                    .saying("0 NONE, found 42 INVALID_REQUEST"),
            invented("K299", "every epoch ends at offset 0")
                    .by(request("OffsetForLeaderEpoch").willReturn(asKafka().with(EPOCH_END + "EndOffset", 0)))
                    .failing("offset-for-leader-epoch.current-epoch-ends-at-the-end", "OffsetForLeaderEpoch", "0-4")
                    .blaming(BLAMED_END + "EndOffset")
                    .saying("= 5, found 0"),
            invented("K299b", "a later epoch ends where the current one does")
                    .by(request("OffsetForLeaderEpoch").willReturn(asKafka().with(EPOCH_END + "EndOffset", 5)))
                    .failing("offset-for-leader-epoch.later-epoch-is-undefined", "OffsetForLeaderEpoch", "0-4")
                    .blaming(BLAMED_END + "EndOffset")
                    .saying("= -1, found 5"),
            invented("K299c", "the epoch that the client knows is ignored")
                    .by(request("OffsetForLeaderEpoch")
                            .willReturn(asKafka().asIfAsked(EPOCH_END + "CurrentLeaderEpoch", -1)))
                    .failing("offset-for-leader-epoch.newer-leader-is-unknown", "OffsetForLeaderEpoch", "2-4")
                    .blaming(BLAMED_END + "ErrorCode")
                    .saying("UNKNOWN_LEADER_EPOCH, found 0 NONE"),
            invented("K299d", "OffsetForLeaderEpoch leaves out an unknown partition")
                    .by(request("OffsetForLeaderEpoch")
                            .willReturn(asKafka().without("Topics[*].Partitions[ErrorCode=3]")))
                    .failing("offset-for-leader-epoch.unknown-partition-answered", "OffsetForLeaderEpoch", "0-4")
                    .blaming("Topics[0].Partitions")
                    .saying("expected 1 entry"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
