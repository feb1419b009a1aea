package io.kspec.mock.fetch.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.group.share.AcknowledgementBatch;
import io.kspec.mock.group.share.SharePartitionKey;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a ShareFetch or ShareAcknowledge request tells about records of each partition.
 *
 * @param batches by partition, in order; a partition may have none, and has those of its last mention
 * @param isEmpty whether nothing is told of any record, in no mention of a partition
 */
public record AcknowledgedPartitions(Map<SharePartitionKey, List<AcknowledgementBatch>> batches, boolean isEmpty) {
    private static final byte RENEW = 4;

    /** Reads a request. */
    public static AcknowledgedPartitions of(Message request) {
        String groupId = groupId(request);
        Map<SharePartitionKey, List<AcknowledgementBatch>> batches = new LinkedHashMap<>();
        boolean isEmpty = true;
        for (Message topic : request.getStructs("Topics")) {
            for (Message partition : topic.getStructs("Partitions")) {
                SharePartitionKey key =
                        new SharePartitionKey(groupId, topic.getUuid("TopicId"), partition.getInt("PartitionIndex"));
                List<AcknowledgementBatch> told = partition.getStructs("AcknowledgementBatches").stream()
                        .map(AcknowledgedPartitions::batch)
                        .toList();
                batches.put(key, told);
                isEmpty &= told.isEmpty();
            }
        }
        return new AcknowledgedPartitions(batches, isEmpty);
    }

    private static String groupId(Message request) {
        String groupId = request.getNullableString("GroupId");
        return groupId == null ? "" : groupId;
    }

    private static AcknowledgementBatch batch(Message batch) {
        return new AcknowledgementBatch(
                batch.getLong("FirstOffset"),
                batch.getLong("LastOffset"),
                batch.getList("AcknowledgeTypes", Byte.class));
    }

    /**
     * Takes what is told.
     *
     * @param renews whether the request says that it renews locks
     * @return writes it, and tells the result for each partition, in order; until then, released records are not delivered
     */
    public Supplier<Map<SharePartitionKey, ErrorCode>> take(
            Cluster cluster, int broker, String memberId, boolean renews, long nowMs) {
        Map<SharePartitionKey, Supplier<ErrorCode>> taken = new LinkedHashMap<>();
        batches.forEach((key, told) -> taken.put(key, take(cluster, broker, memberId, renews, nowMs, key, told)));
        return () -> {
            Map<SharePartitionKey, ErrorCode> results = new LinkedHashMap<>();
            taken.forEach((key, written) -> results.put(key, written.get()));
            return results;
        };
    }

    private static Supplier<ErrorCode> take(
            Cluster cluster,
            int broker,
            String memberId,
            boolean renews,
            long nowMs,
            SharePartitionKey key,
            List<AcknowledgementBatch> told) {
        ErrorCode error = check(cluster, renews, key, told);
        return told.isEmpty() || error != ErrorCode.NONE
                ? () -> error
                : cluster.shareGroups().partitions().acknowledge(key, broker, memberId, told, nowMs);
    }

    private static ErrorCode check(
            Cluster cluster, boolean renews, SharePartitionKey key, List<AcknowledgementBatch> told) {
        Optional<Topic> topic = cluster.topics().find(key.topicId());
        if (topic.isEmpty()) {
            return ErrorCode.UNKNOWN_TOPIC_ID;
        }
        if (AcknowledgementBatch.fault(told) != null) {
            return ErrorCode.INVALID_REQUEST;
        }
        boolean hasRenewal = told.stream().anyMatch(batch -> batch.types().contains(RENEW));
        if (hasRenewal && !renews) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (hasRenewal && !cluster.shareGroups().terms(key.groupId()).renewEnabled()) {
            return ErrorCode.INVALID_RECORD_STATE;
        }
        return topic.get().partition(key.partition()).isEmpty() ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.NONE;
    }
}
