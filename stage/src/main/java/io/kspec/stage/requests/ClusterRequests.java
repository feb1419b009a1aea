package io.kspec.stage.requests;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** DescribeCluster, DescribeQuorum, UnregisterBroker, UpdateFeatures, AddRaftVoter and RemoveRaftVoter requests. */
public final class ClusterRequests {
    /** The topic in which KRaft keeps the cluster's metadata. */
    public static final String METADATA_TOPIC = "__cluster_metadata";

    /** An id that no broker and no voter has. */
    public static final int NO_SUCH_BROKER = Integer.MAX_VALUE - 7;

    private static final int TIMEOUT_MS = 10_000;

    private ClusterRequests() {}

    /** Asks for the brokers of the cluster. */
    public static ClientRequest describe() {
        return ClientRequest.of("DescribeCluster", body -> {});
    }

    /** Asks who votes on a partition that is replicated by KRaft. */
    public static ClientRequest describeQuorum(String topic, int partition) {
        return ClientRequest.of(
                "DescribeQuorum",
                body -> body.add("Topics", entry -> entry.set("TopicName", topic)
                        .add("Partitions", index -> index.set("PartitionIndex", partition))));
    }

    /** Removes a broker from the cluster. */
    public static ClientRequest unregister(int nodeId) {
        return ClientRequest.of("UnregisterBroker", body -> body.set("BrokerId", nodeId));
    }

    /**
     * Adds a voter to the quorum of controllers.
     *
     * @param clusterId the cluster that is meant, or null for any
     */
    public static ClientRequest addVoter(@Nullable String clusterId, int voterId, UUID directoryId, String listener) {
        return ClientRequest.of("AddRaftVoter", body -> body.set("ClusterId", clusterId)
                .set("TimeoutMs", TIMEOUT_MS)
                .set("VoterId", voterId)
                .set("VoterDirectoryId", directoryId)
                .add("Listeners", entry -> entry.set("Name", listener)
                        .set("Host", "localhost")
                        .set("Port", 9)));
    }

    /**
     * Removes a voter from the quorum of controllers.
     *
     * @param clusterId the cluster that is meant, or null for any
     */
    public static ClientRequest removeVoter(@Nullable String clusterId, int voterId, UUID directoryId) {
        return ClientRequest.of(
                "RemoveRaftVoter",
                body -> body.set("ClusterId", clusterId).set("VoterId", voterId).set("VoterDirectoryId", directoryId));
    }

    /** Changes no feature. */
    public static ClientRequest updateNoFeature() {
        return ClientRequest.of("UpdateFeatures", body -> body.set("timeoutMs", TIMEOUT_MS));
    }

    /** Raises the finalized level of a feature, or only checks whether that is possible. */
    public static ClientRequest updateFeature(String feature, int level, boolean validateOnly) {
        return updateNoFeature().with(body -> body.add("FeatureUpdates", update -> update.set("Feature", feature)
                        .set("MaxVersionLevel", level))
                .setIfPresent("ValidateOnly", validateOnly));
    }
}
