package io.kspec.suite.checks.cluster;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import io.kspec.suite.mutants.MutantBuilder;
import java.util.List;
import java.util.Map;

/** Clusters of three brokers whose brokers do not agree, or that serve what is another's. */
final class ClusterMutants implements AreaMutants {
    private static final int BROKERS = 3;

    private static final List<Mutant> ALL = List.of(
            cluster("K350", "one broker does not know of another")
                    .by(request("Metadata")
                            .toBroker(2)
                            .atVersion(9)
                            .willReturn(asKafka().without("Brokers[NodeId=3]")))
                    .failing("cluster.brokers-agree-on-brokers", "Metadata", "9")
                    .blaming("Brokers")
                    .saying("from 2 at"),
            cluster("K351", "one broker describes a cluster of another id")
                    .by(request("DescribeCluster")
                            .toBroker(3)
                            .willReturn(asKafka().with("ClusterId", "another")))
                    .failing("cluster.brokers-agree-on-description", "DescribeCluster", "0-2")
                    .blaming("ClusterId")
                    .saying("found another"),
            cluster("K352", "one broker believes that it leads every partition")
                    .by(request("Metadata")
                            .toBroker(2)
                            .atVersion(8)
                            .willReturn(asKafka().with("Topics[*].Partitions[*].LeaderId", 2)))
                    .failing("cluster.brokers-agree-on-leaders", "Metadata", "8")
                    .blaming("Topics[0].Partitions[0].LeaderId")
                    .saying("found 2"),
            cluster("K353", "one broker names a coordinator that the others do not name")
                    .by(request("FindCoordinator")
                            .toBroker(2)
                            .atVersion(1)
                            .willReturn(asKafka().with("NodeId", 99)))
                    .failing("cluster.brokers-agree-on-coordinator", "FindCoordinator", "1")
                    .blaming("NodeId")
                    .saying("found 99"),
            cluster("K354", "brokers acknowledge what they cannot append, since another one leads")
                    .by(request("Produce")
                            .willReturn(asKafka().with("Responses[*].PartitionResponses[*].ErrorCode", 0)))
                    .failing("cluster.produce-elsewhere", "Produce", "0-13")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("found 0 NONE, and the leader's log ends at offset 0"),
            cluster("K1312", "brokers name a leader that is none of the brokers")
                    .by(request("Produce")
                            .willReturn(
                                    asKafka().with("Responses[*].PartitionResponses[*].CurrentLeader.LeaderId", 99)))
                    .failing("cluster.produce-elsewhere", "Produce", "10-13")
                    .blaming("Responses[0].PartitionResponses[0].CurrentLeader.LeaderId")
                    .saying("found 99"),
            cluster("K355", "the logs of other leaders' partitions are empty")
                    .by(request("Fetch")
                            .atVersion(12)
                            .willReturn(asKafka().with("Responses[*].Partitions[*].ErrorCode", 0)))
                    .failing("cluster.fetch-elsewhere", "Fetch", "12")
                    .blaming("Responses[0].Partitions[0].Records")
                    .saying("the leader's 2 records, found 0 records"),
            cluster("K356", "the logs of other leaders' partitions have no offsets")
                    .by(request("ListOffsets")
                            .atVersions(1, 10)
                            .willReturn(asKafka().with("Topics[*].Partitions[*].ErrorCode", 0)))
                    .failing("cluster.list-offsets-elsewhere", "ListOffsets", "1-10")
                    .blaming("Topics[0].Partitions[0].Offset")
                    .saying("= 2, found -1"),
            cluster("K357", "every broker has a group of its own of each name")
                    .by(request("JoinGroup")
                            .willReturn(aResponse()
                                    .with("GenerationId", 1)
                                    .with("ProtocolName", "range")
                                    .with("Leader", "other")
                                    .with("MemberId", "other")
                                    .adding("Members", Map.of("MemberId", "other")))
                            .onNth(2))
                    .speaking("JoinGroup", "3")
                    .failing("cluster.join-elsewhere", "JoinGroup", "3")
                    .blaming("ErrorCode")
                    .saying("NOT_COORDINATOR or 15 COORDINATOR_NOT_AVAILABLE, found 0 NONE"),
            cluster("K358", "every broker knows its own members alone")
                    .by(request("Heartbeat").willReturn(asKafka().error(ErrorCode.UNKNOWN_MEMBER_ID)))
                    .failing("cluster.heartbeat-elsewhere", "Heartbeat", "0-4")
                    .blaming("ErrorCode")
                    .saying("found 25 UNKNOWN_MEMBER_ID"),
            cluster("K359", "a group that another broker coordinates is Dead")
                    .by(request("DescribeGroups")
                            .willReturn(asKafka().with("Groups[*].ErrorCode", 0).with("Groups[*].GroupState", "Dead")))
                    .failing("cluster.describe-group-elsewhere", "DescribeGroups", "0-6")
                    .blaming("Groups[0].GroupState")
                    .saying("found Dead"),
            cluster("K360", "brokers accept offsets that the coordinator never sees")
                    .by(request("OffsetCommit").willReturn(asKafka().with("Topics[*].Partitions[*].ErrorCode", 0)))
                    .failing("cluster.commit-elsewhere", "OffsetCommit", "1-10")
                    .blaming("OffsetFetch", "Groups[0].Topics[0].Partitions[0].CommittedOffset")
                    .saying("found -1"),
            cluster("K361", "every broker knows its own offsets alone")
                    .by(request("OffsetFetch")
                            .atVersion(1)
                            .willReturn(asKafka().with("Topics[*].Partitions[*].ErrorCode", 0)))
                    .failing("cluster.offsets-elsewhere", "OffsetFetch", "1")
                    .blaming("Topics[0].Partitions[0].CommittedOffset")
                    .saying("= 7, found -1"),
            cluster("K362", "every broker gives a transactional id another producer id")
                    .by(request("InitProducerId")
                            .atVersion(4)
                            .willReturn(asKafka()
                                    .with("ErrorCode", 0)
                                    .with("ProducerId", 4_242)
                                    .with("ProducerEpoch", 0))
                            .onNth(2))
                    .failing("cluster.producer-id-elsewhere", "InitProducerId", "4")
                    .blaming("ProducerId")
                    .saying("found 4242"));

    private static MutantBuilder cluster(String id, String bug) {
        return invented(id, bug).onBrokers(BROKERS);
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
