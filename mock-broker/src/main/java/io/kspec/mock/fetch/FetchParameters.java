package io.kspec.mock.fetch;

import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Fetch request of any version. Like Kafka, it counts a partition that is requested twice once: at its first place, with
 * what is asked of it last.
 *
 * @param version the request's version
 * @param replicaId the id of the follower that fetches; -1 for a consumer
 * @param maxWaitMs how long to wait for {@code minBytes}
 * @param minBytes the number of bytes worth a response
 * @param maxBytes the limit on the records of all partitions together
 * @param isolationLevel 1 for committed records only
 * @param rack the consumer's rack; empty if it has not told one
 * @param sessionId the id of the client's session; 0 for none
 * @param sessionEpoch 0 to begin a session, -1 for a request without a session, otherwise the number of the request
 * @param partitions the requested partitions, in order
 * @param forgotten the partitions to remove from the session
 */
public record FetchParameters(
        int version,
        int replicaId,
        int maxWaitMs,
        int minBytes,
        int maxBytes,
        int isolationLevel,
        String rack,
        int sessionId,
        int sessionEpoch,
        Map<PartitionKey, PartitionRequest> partitions,
        List<PartitionKey> forgotten) {
    /** {@code fetch.max.bytes}: Kafka's limit on the size of a response, whatever the client requests. */
    private static final int BROKER_MAX_BYTES = 55 << 20;

    private static final int READ_COMMITTED = 1;

    /** Reads a request. */
    public static FetchParameters of(Message request, int version) {
        int maxBytes = Math.min(BROKER_MAX_BYTES, version >= 3 ? request.getInt("MaxBytes") : Integer.MAX_VALUE);
        return new FetchParameters(
                version,
                version >= 15 ? request.getStruct("ReplicaState").getInt("ReplicaId") : request.getInt("ReplicaId"),
                request.getInt("MaxWaitMs"),
                Math.min(request.getInt("MinBytes"), maxBytes),
                maxBytes,
                version >= 4 ? request.getInt("IsolationLevel") : 0,
                version >= 11 ? request.getString("RackId") : "",
                version >= 7 ? request.getInt("SessionId") : FetchSession.NO_ID,
                version >= 7 ? request.getInt("SessionEpoch") : FetchSession.WITHOUT_SESSION,
                partitionsOf(request),
                version >= 7 ? forgottenBy(request) : List.of());
    }

    private static Map<PartitionKey, PartitionRequest> partitionsOf(Message request) {
        Map<PartitionKey, PartitionRequest> partitions = new LinkedHashMap<>();
        for (Message topic : request.getStructs("Topics")) {
            for (Message partition : topic.getStructs("Partitions")) {
                partitions.put(PartitionKey.of(topic, partition.getInt("Partition")), PartitionRequest.of(partition));
            }
        }
        return partitions;
    }

    private static List<PartitionKey> forgottenBy(Message request) {
        List<PartitionKey> forgotten = new ArrayList<>();
        for (Message topic : request.getStructs("ForgottenTopicsData")) {
            topic.getInts("Partitions").forEach(index -> forgotten.add(PartitionKey.of(topic, index)));
        }
        return forgotten;
    }

    /** The same request, with records of no more bytes than a quota allows. */
    public FetchParameters limitedTo(int bytes) {
        int most = Math.min(maxBytes, bytes);
        return most == maxBytes || isFromFollower()
                ? this
                : new FetchParameters(
                        version,
                        replicaId,
                        maxWaitMs,
                        Math.min(minBytes, most),
                        most,
                        isolationLevel,
                        rack,
                        sessionId,
                        sessionEpoch,
                        partitions,
                        forgotten);
    }

    boolean usesTopicIds() {
        return version >= 13;
    }

    boolean isFromFollower() {
        return replicaId >= 0;
    }

    boolean hasIsolationLevel() {
        return isolationLevel >= 0 && isolationLevel <= READ_COMMITTED;
    }

    boolean readCommitted() {
        return isolationLevel == READ_COMMITTED;
    }
}
