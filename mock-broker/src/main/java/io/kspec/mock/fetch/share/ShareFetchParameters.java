package io.kspec.mock.fetch.share;

import io.kspec.mock.group.share.AcquireRequest;
import io.kspec.mock.group.share.SharePartitionKey;
import io.kspec.mock.group.share.ShareSession;
import io.kspec.mock.group.share.ShareSessions.MemberKey;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * A ShareFetch request of any version.
 *
 * @param member the member and its group
 * @param sessionEpoch 0 to begin a session, -1 to end it, otherwise the number of the request
 * @param maxWaitMs how long to wait for {@code minBytes}
 * @param minBytes the number of bytes worth a response
 * @param maxBytes the limit on the records of all partitions together
 * @param maxRecords the number of records from which on no further batch is acquired
 * @param batchSize the number of records that the member wants to acknowledge at once
 * @param recordLimit whether no more than {@code maxRecords} are acquired, from version 2 on (KIP-1206)
 * @param renews whether the request renews locks, and fetches nothing, from version 2 on (KIP-1222)
 * @param partitions the partitions to add to the session, in order
 * @param forgotten the partitions to remove from the session
 */
public record ShareFetchParameters(
        MemberKey member,
        int sessionEpoch,
        int maxWaitMs,
        int minBytes,
        int maxBytes,
        int maxRecords,
        int batchSize,
        boolean recordLimit,
        boolean renews,
        List<SharePartitionKey> partitions,
        List<SharePartitionKey> forgotten) {
    /** {@code fetch.max.bytes}: Kafka's limit on the size of a response, whatever the client requests. */
    private static final int BROKER_MAX_BYTES = 55 << 20;

    private static final int RECORD_LIMIT = 1;

    /** Reads a request whose group and member id are set. */
    public static ShareFetchParameters of(Message request, MemberKey member) {
        int maxBytes = Math.max(0, Math.min(BROKER_MAX_BYTES, request.getInt("MaxBytes")));
        return new ShareFetchParameters(
                member,
                request.getInt("ShareSessionEpoch"),
                request.getInt("MaxWaitMs"),
                Math.min(request.getInt("MinBytes"), maxBytes),
                maxBytes,
                request.getInt("MaxRecords"),
                request.getInt("BatchSize"),
                request.has("ShareAcquireMode") && request.getInt("ShareAcquireMode") == RECORD_LIMIT,
                request.has("IsRenewAck") && request.getBoolean("IsRenewAck"),
                List.copyOf(AcknowledgedPartitions.of(request).batches().keySet()),
                forgottenBy(request, member.groupId()));
    }

    private static List<SharePartitionKey> forgottenBy(Message request, String groupId) {
        List<SharePartitionKey> forgotten = new ArrayList<>();
        for (Message topic : request.getStructs("ForgottenTopicsData")) {
            topic.getInts("Partitions")
                    .forEach(index -> forgotten.add(new SharePartitionKey(groupId, topic.getUuid("TopicId"), index)));
        }
        return forgotten;
    }

    /** Whether the request only acknowledges: it renews locks, or ends its session. */
    public boolean fetchesNothing() {
        return renews || sessionEpoch == ShareSession.FINAL;
    }

    /** Whether the request says how much to fetch. */
    public boolean hasLimits() {
        return maxWaitMs != 0 || minBytes != 0 || maxBytes != 0 || maxRecords != 0;
    }

    AcquireRequest acquiring(int already) {
        return new AcquireRequest(member.memberId(), recordLimit, batchSize, maxRecords - already);
    }
}
