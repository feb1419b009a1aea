package io.kspec.mock.api.cluster;

import io.kspec.mock.cluster.Cluster;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import java.util.Optional;

/**
 * Why a change of the voters of the KRaft quorum is refused (KIP-853). The voters of the mock are its brokers, whose directories have no
 * ids.
 *
 * @param error the error code
 * @param message what a human reads
 */
record VoterRefusal(ErrorCode error, String message) {
    private static final String FEATURE = "kraft.version";

    /** Checks which cluster and which voter a request names. */
    static Optional<VoterRefusal> ofRequest(Message request, Cluster cluster) {
        String clusterId = request.getNullableString("ClusterId");
        if (clusterId != null && !clusterId.equals(cluster.id())) {
            return refusal(
                    ErrorCode.INCONSISTENT_CLUSTER_ID,
                    "The id " + clusterId + " is not that of the cluster, which is " + cluster.id() + ".");
        }
        boolean valid = request.getInt("VoterId") >= 0
                && !request.getUuid("VoterDirectoryId").equals(KafkaUuid.ZERO);
        return valid ? Optional.empty() : refusal(ErrorCode.INVALID_REQUEST, "The request has no valid voter.");
    }

    /** Checks whether the cluster can change its voters: {@code kraft.version} must be 1. */
    static Optional<VoterRefusal> ofFeature(Cluster cluster) {
        return cluster.features().level(FEATURE) > 0
                ? Optional.empty()
                : refusal(ErrorCode.UNSUPPORTED_VERSION, "Voters cannot be changed because " + FEATURE + " is 0.");
    }

    static Optional<VoterRefusal> refusal(ErrorCode error, String message) {
        return Optional.of(new VoterRefusal(error, message));
    }
}
