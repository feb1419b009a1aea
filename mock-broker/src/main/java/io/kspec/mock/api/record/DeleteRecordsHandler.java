package io.kspec.mock.api.record;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.log.CleanupConfig;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * DeleteRecords (KIP-107): moves the log start offset. An offset of -1 stands for the high watermark. A partition that is
 * named twice is answered once, for the last offset.
 *
 * <ul>
 *   <li>v1: throttling happens after the response. v2: flexible.
 * </ul>
 */
public final class DeleteRecordsHandler implements ApiHandler {
    private static final long HIGH_WATERMARK = -1;

    private final Cluster cluster;

    public DeleteRecordsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "DeleteRecords";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 2);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        Map<String, SortedMap<Integer, Long>> asked = new LinkedHashMap<>();
        for (Message topic : request.getStructs("Topics")) {
            for (Message partition : topic.getStructs("Partitions")) {
                asked.computeIfAbsent(topic.getString("Name"), absent -> new TreeMap<>())
                        .put(partition.getInt("PartitionIndex"), partition.getLong("Offset"));
            }
        }
        return HandlerAnswer.now(context.response()
                .setEach("Topics", asked.entrySet(), (result, topic) -> {
                    Optional<Topic> found = cluster.topics().find(topic.getKey());
                    result.set("Name", topic.getKey());
                    result.setEach("Partitions", topic.getValue().entrySet(), (entry, partition) -> {
                        entry.set("PartitionIndex", partition.getKey());
                        delete(found, partition.getKey(), partition.getValue(), entry, context.brokerId());
                    });
                })
                .build());
    }

    private void delete(Optional<Topic> topic, int partition, long offset, MessageBuilder result, int broker) {
        Optional<PartitionLog> log = topic.flatMap(known -> known.partition(partition));
        ErrorCode error = log.isEmpty()
                ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
                : cluster.replicas().checkLeader(topic.orElseThrow(), partition, broker);
        error = log.isPresent() && error == ErrorCode.NONE ? check(log.get(), offset) : error;
        result.set("ErrorCode", error).set("LowWatermark", -1);
        if (log.isPresent() && error == ErrorCode.NONE) {
            log.get().deleteBefore(offset == HIGH_WATERMARK ? log.get().endOffset() : offset);
            result.set("LowWatermark", log.get().startOffset());
        }
    }

    /** Records of a topic that is only compacted cannot be deleted; those of one that is never cleaned up can. */
    private static ErrorCode check(PartitionLog log, long offset) {
        CleanupConfig cleanup = log.config().cleanup();
        if (cleanup.compacts() && !cleanup.deletes()) {
            return ErrorCode.POLICY_VIOLATION;
        }
        boolean outOfRange = offset < HIGH_WATERMARK || offset > log.endOffset();
        return outOfRange ? ErrorCode.OFFSET_OUT_OF_RANGE : ErrorCode.NONE;
    }
}
