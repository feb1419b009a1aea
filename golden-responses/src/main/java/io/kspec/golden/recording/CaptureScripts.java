package io.kspec.golden.recording;

import java.util.List;

/** The list of scripts, which decides what is captured. */
final class CaptureScripts {
    /** By the keys of their APIs. The order does not matter to a script: each finds the broker without topics and groups. */
    static final List<CaptureScript> ALL = List.of(
            new ProduceScript(),
            new FetchScript(),
            new ListOffsetsScript(),
            new MetadataScript(),
            new OffsetCommitScript(),
            new OffsetFetchScript(),
            new FindCoordinatorScript(),
            new JoinGroupScript(),
            new HeartbeatScript(),
            new LeaveGroupScript(),
            new SyncGroupScript(),
            new DescribeGroupsScript(),
            new ListGroupsScript(),
            new ApiVersionsScript(),
            new CreateTopicsScript(),
            new DeleteTopicsScript(),
            new DeleteRecordsScript(),
            new InitProducerIdScript(),
            new OffsetForLeaderEpochScript(),
            new AddPartitionsToTxnScript(),
            new AddOffsetsToTxnScript(),
            new EndTxnScript(),
            new WriteTxnMarkersScript(),
            new TxnOffsetCommitScript(),
            new DescribeConfigsScript(),
            new AlterConfigsScript(),
            new AlterReplicaLogDirsScript(),
            new DescribeLogDirsScript(),
            new CreatePartitionsScript(),
            new DeleteGroupsScript(),
            new ElectLeadersScript(),
            new IncrementalAlterConfigsScript(),
            new AlterPartitionReassignmentsScript(),
            new ListPartitionReassignmentsScript(),
            new OffsetDeleteScript(),
            new DescribeClientQuotasScript(),
            new AlterClientQuotasScript(),
            new DescribeQuorumScript(),
            new UpdateFeaturesScript(),
            new DescribeClusterScript(),
            new DescribeProducersScript(),
            new UnregisterBrokerScript(),
            new DescribeTransactionsScript(),
            new ListTransactionsScript(),
            new ListConfigResourcesScript(),
            new DescribeTopicPartitionsScript(),
            new AddRaftVoterScript(),
            new RemoveRaftVoterScript());

    private CaptureScripts() {}
}
