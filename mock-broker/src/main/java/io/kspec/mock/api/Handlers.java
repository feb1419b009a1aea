package io.kspec.mock.api;

import io.kspec.mock.api.cluster.AddRaftVoterHandler;
import io.kspec.mock.api.cluster.AlterPartitionReassignmentsHandler;
import io.kspec.mock.api.cluster.DescribeClusterHandler;
import io.kspec.mock.api.cluster.DescribeQuorumHandler;
import io.kspec.mock.api.cluster.DescribeTopicPartitionsHandler;
import io.kspec.mock.api.cluster.ElectLeadersHandler;
import io.kspec.mock.api.cluster.ListPartitionReassignmentsHandler;
import io.kspec.mock.api.cluster.OffsetForLeaderEpochHandler;
import io.kspec.mock.api.cluster.RemoveRaftVoterHandler;
import io.kspec.mock.api.cluster.UnregisterBrokerHandler;
import io.kspec.mock.api.cluster.UpdateFeaturesHandler;
import io.kspec.mock.api.config.AlterConfigsHandler;
import io.kspec.mock.api.config.DescribeConfigsHandler;
import io.kspec.mock.api.config.IncrementalAlterConfigsHandler;
import io.kspec.mock.api.config.ListConfigResourcesHandler;
import io.kspec.mock.api.group.ConsumerGroupDescribeHandler;
import io.kspec.mock.api.group.ConsumerGroupHeartbeatHandler;
import io.kspec.mock.api.group.DeleteGroupsHandler;
import io.kspec.mock.api.group.DescribeGroupsHandler;
import io.kspec.mock.api.group.HeartbeatHandler;
import io.kspec.mock.api.group.JoinGroupHandler;
import io.kspec.mock.api.group.LeaveGroupHandler;
import io.kspec.mock.api.group.ListGroupsHandler;
import io.kspec.mock.api.group.StreamsGroupDescribeHandler;
import io.kspec.mock.api.group.StreamsGroupHeartbeatHandler;
import io.kspec.mock.api.group.SyncGroupHandler;
import io.kspec.mock.api.log.AlterReplicaLogDirsHandler;
import io.kspec.mock.api.log.DescribeLogDirsHandler;
import io.kspec.mock.api.metadata.ApiVersionsHandler;
import io.kspec.mock.api.metadata.FindCoordinatorHandler;
import io.kspec.mock.api.metadata.MetadataHandler;
import io.kspec.mock.api.offset.OffsetCommitHandler;
import io.kspec.mock.api.offset.OffsetDeleteHandler;
import io.kspec.mock.api.offset.OffsetFetchHandler;
import io.kspec.mock.api.quota.AlterClientQuotasHandler;
import io.kspec.mock.api.quota.DescribeClientQuotasHandler;
import io.kspec.mock.api.record.DeleteRecordsHandler;
import io.kspec.mock.api.record.FetchHandler;
import io.kspec.mock.api.record.ListOffsetsHandler;
import io.kspec.mock.api.record.ProduceHandler;
import io.kspec.mock.api.security.AlterUserScramCredentialsHandler;
import io.kspec.mock.api.security.CreateAclsHandler;
import io.kspec.mock.api.security.CreateDelegationTokenHandler;
import io.kspec.mock.api.security.DeleteAclsHandler;
import io.kspec.mock.api.security.DescribeAclsHandler;
import io.kspec.mock.api.security.DescribeDelegationTokenHandler;
import io.kspec.mock.api.security.DescribeUserScramCredentialsHandler;
import io.kspec.mock.api.security.ExpireDelegationTokenHandler;
import io.kspec.mock.api.security.RenewDelegationTokenHandler;
import io.kspec.mock.api.security.SaslAuthenticateHandler;
import io.kspec.mock.api.security.SaslHandshakeHandler;
import io.kspec.mock.api.share.AlterShareGroupOffsetsHandler;
import io.kspec.mock.api.share.DeleteShareGroupOffsetsHandler;
import io.kspec.mock.api.share.DeleteShareGroupStateHandler;
import io.kspec.mock.api.share.DescribeShareGroupOffsetsHandler;
import io.kspec.mock.api.share.InitializeShareGroupStateHandler;
import io.kspec.mock.api.share.ReadShareGroupStateHandler;
import io.kspec.mock.api.share.ReadShareGroupStateSummaryHandler;
import io.kspec.mock.api.share.ShareAcknowledgeHandler;
import io.kspec.mock.api.share.ShareFetchHandler;
import io.kspec.mock.api.share.ShareGroupDescribeHandler;
import io.kspec.mock.api.share.ShareGroupHeartbeatHandler;
import io.kspec.mock.api.share.WriteShareGroupStateHandler;
import io.kspec.mock.api.telemetry.GetTelemetrySubscriptionsHandler;
import io.kspec.mock.api.telemetry.PushTelemetryHandler;
import io.kspec.mock.api.topic.CreatePartitionsHandler;
import io.kspec.mock.api.topic.CreateTopicsHandler;
import io.kspec.mock.api.topic.DeleteTopicsHandler;
import io.kspec.mock.api.transaction.AddOffsetsToTxnHandler;
import io.kspec.mock.api.transaction.AddPartitionsToTxnHandler;
import io.kspec.mock.api.transaction.DescribeProducersHandler;
import io.kspec.mock.api.transaction.DescribeTransactionsHandler;
import io.kspec.mock.api.transaction.EndTxnHandler;
import io.kspec.mock.api.transaction.InitProducerIdHandler;
import io.kspec.mock.api.transaction.ListTransactionsHandler;
import io.kspec.mock.api.transaction.TxnOffsetCommitHandler;
import io.kspec.mock.api.transaction.WriteTxnMarkersHandler;
import io.kspec.mock.cluster.BrokerIdentity;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterSettings;
import io.kspec.mock.cluster.RandomIds;
import io.kspec.mock.dispatch.AnsweredVersions;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.FeatureGate;
import io.kspec.mock.release.BrokerRelease;
import java.util.List;
import java.util.Map;

/**
 * Every handler of the mock broker, by area. This list is the broker's coverage: an API that is not on it is neither
 * advertised nor answered, and has an entry in {@link Gaps}.
 */
public final class Handlers {
    private Handlers() {}

    /** The versions that the handlers declare. */
    public static AnsweredVersions versions() {
        return versions(BrokerRelease.unrestricted().withTelemetry());
    }

    /** The versions that a broker advertises unless it is told otherwise: those without telemetry. */
    public static AnsweredVersions advertisedVersions() {
        return versions(BrokerRelease.unrestricted());
    }

    private static AnsweredVersions versions(BrokerRelease release) {
        BrokerIdentity nowhere = new BrokerIdentity(0, "none", "localhost", 1);
        Cluster unused = new Cluster(nowhere, ClusterSettings.DEFAULTS, new RandomIds(0));
        return AnsweredVersions.of(of(unused), release, Map.of());
    }

    /** The handlers of a cluster. */
    public static List<ApiHandler> of(Cluster cluster) {
        return List.of(
                // record
                new ProduceHandler(cluster),
                new FetchHandler(cluster),
                new ListOffsetsHandler(cluster),
                new DeleteRecordsHandler(cluster),
                // metadata
                new ApiVersionsHandler(cluster),
                new MetadataHandler(cluster),
                new FindCoordinatorHandler(cluster),
                // cluster
                new DescribeClusterHandler(cluster),
                new DescribeTopicPartitionsHandler(cluster),
                new ElectLeadersHandler(cluster),
                new AlterPartitionReassignmentsHandler(cluster),
                new ListPartitionReassignmentsHandler(cluster),
                new OffsetForLeaderEpochHandler(cluster),
                new DescribeQuorumHandler(cluster),
                new UnregisterBrokerHandler(cluster),
                new UpdateFeaturesHandler(cluster),
                new AddRaftVoterHandler(cluster),
                new RemoveRaftVoterHandler(cluster),
                // topic
                new CreateTopicsHandler(cluster),
                new DeleteTopicsHandler(cluster),
                new CreatePartitionsHandler(cluster),
                // config
                new DescribeConfigsHandler(cluster),
                new AlterConfigsHandler(cluster),
                new IncrementalAlterConfigsHandler(cluster),
                new ListConfigResourcesHandler(cluster),
                // security
                new SaslHandshakeHandler(),
                new SaslAuthenticateHandler(),
                new DescribeAclsHandler(cluster),
                new CreateAclsHandler(cluster),
                new DeleteAclsHandler(cluster),
                new DescribeUserScramCredentialsHandler(cluster),
                new AlterUserScramCredentialsHandler(cluster),
                new CreateDelegationTokenHandler(cluster),
                new RenewDelegationTokenHandler(cluster),
                new ExpireDelegationTokenHandler(cluster),
                new DescribeDelegationTokenHandler(cluster),
                // quota
                new DescribeClientQuotasHandler(cluster),
                new AlterClientQuotasHandler(cluster),
                // telemetry
                new GetTelemetrySubscriptionsHandler(cluster),
                new PushTelemetryHandler(cluster),
                // log
                new DescribeLogDirsHandler(cluster),
                new AlterReplicaLogDirsHandler(cluster),
                // group
                new JoinGroupHandler(cluster),
                new SyncGroupHandler(cluster),
                new HeartbeatHandler(cluster),
                new LeaveGroupHandler(cluster),
                new DescribeGroupsHandler(cluster),
                new ListGroupsHandler(cluster),
                new DeleteGroupsHandler(cluster),
                consumer(cluster, new ConsumerGroupHeartbeatHandler(cluster)),
                consumer(cluster, new ConsumerGroupDescribeHandler(cluster)),
                streams(cluster, new StreamsGroupHeartbeatHandler(cluster)),
                streams(cluster, new StreamsGroupDescribeHandler(cluster)),
                // offset
                new OffsetCommitHandler(cluster),
                new OffsetFetchHandler(cluster),
                new OffsetDeleteHandler(cluster),
                // share
                share(cluster, new ShareGroupHeartbeatHandler(cluster)),
                share(cluster, new ShareGroupDescribeHandler(cluster)),
                share(cluster, new ShareFetchHandler(cluster)),
                share(cluster, new ShareAcknowledgeHandler(cluster)),
                share(cluster, new DescribeShareGroupOffsetsHandler(cluster)),
                share(cluster, new AlterShareGroupOffsetsHandler(cluster)),
                share(cluster, new DeleteShareGroupOffsetsHandler(cluster)),
                share(cluster, new InitializeShareGroupStateHandler(cluster)),
                share(cluster, new ReadShareGroupStateHandler(cluster)),
                share(cluster, new WriteShareGroupStateHandler(cluster)),
                share(cluster, new DeleteShareGroupStateHandler(cluster)),
                share(cluster, new ReadShareGroupStateSummaryHandler(cluster)),
                // transaction
                new InitProducerIdHandler(cluster),
                new AddPartitionsToTxnHandler(cluster),
                new AddOffsetsToTxnHandler(cluster),
                new TxnOffsetCommitHandler(cluster),
                new EndTxnHandler(cluster),
                new WriteTxnMarkersHandler(cluster),
                new DescribeTransactionsHandler(cluster),
                new ListTransactionsHandler(cluster),
                new DescribeProducersHandler(cluster));
    }

    private static ApiHandler consumer(Cluster cluster, ApiHandler handler) {
        return new FeatureGate("group.version", cluster, handler);
    }

    private static ApiHandler share(Cluster cluster, ApiHandler handler) {
        return new FeatureGate("share.version", cluster, handler);
    }

    private static ApiHandler streams(Cluster cluster, ApiHandler handler) {
        return new FeatureGate("streams.version", cluster, handler);
    }
}
