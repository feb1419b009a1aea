package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemoryBudget;
import io.kspec.mock.group.OffsetSettings;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.offsets.CommittedOffset;
import io.kspec.mock.group.offsets.OffsetRecords;
import io.kspec.mock.group.offsets.OffsetTable;
import io.kspec.mock.group.offsets.PartitionError;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.group.record.CoordinatorLog;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Stores, deletes and expires the committed offsets of groups of any type; what a group allows is decided elsewhere. */
final class CommittedOffsets {
    private final OffsetSettings settings;
    private final MemoryBudget memory;
    private final OffsetTable table;
    private final CoordinatorLog log;

    CommittedOffsets(OffsetSettings settings, MemoryBudget memory, CoordinatorLog log) {
        this.settings = settings;
        this.memory = memory;
        this.table = new OffsetTable(memory);
        this.log = log;
    }

    OffsetTable table() {
        return table;
    }

    /** How long offsets are kept. */
    long retentionMs() {
        return settings.retentionMs();
    }

    List<PartitionError> commit(CommitRequest request, long nowMs) {
        String groupId = request.groupId();
        List<CoordinatorRecord> records = new ArrayList<>();
        List<PartitionError> results = request.offsets().stream()
                .map(offset -> {
                    ErrorCode error = checkSize(offset);
                    if (error == ErrorCode.NONE) {
                        table.put(groupId, offset.partition(), offset.committed());
                        records.add(OffsetRecords.of(groupId, offset.partition(), offset.committed()));
                    }
                    return new PartitionError(offset.partition(), error);
                })
                .toList();
        log.append(groupId, records, nowMs);
        return results;
    }

    /** Keeps offsets until the producer's transaction ends. */
    List<PartitionError> commitInTransaction(CommitRequest request, long producerId) {
        return request.offsets().stream()
                .map(offset -> {
                    ErrorCode error = checkSize(offset);
                    if (error == ErrorCode.NONE) {
                        table.putPending(producerId, request.groupId(), offset.partition(), offset.committed());
                    }
                    return new PartitionError(offset.partition(), error);
                })
                .toList();
    }

    private ErrorCode checkSize(CommitRequest.OffsetToCommit offset) {
        if (offset.committed().metadata().length() > settings.metadataMaxBytes()) {
            return ErrorCode.OFFSET_METADATA_TOO_LARGE;
        }
        return memory.hasRoomFor(OffsetTable.heldBytes(offset.partition(), offset.committed()))
                ? ErrorCode.NONE
                : ErrorCode.INVALID_COMMIT_OFFSET_SIZE;
    }

    /** Deletes the offsets of partitions of topics to which nobody subscribes. */
    List<PartitionError> delete(
            String groupId, List<TopicPartition> partitions, Predicate<String> subscribed, long nowMs) {
        List<CoordinatorRecord> records = new ArrayList<>();
        List<PartitionError> results = partitions.stream()
                .map(partition -> {
                    boolean isInUse = subscribed.test(partition.topic());
                    if (!isInUse) {
                        remove(groupId, partition, records);
                    }
                    return new PartitionError(
                            partition, isInUse ? ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC : ErrorCode.NONE);
                })
                .toList();
        log.append(groupId, records, nowMs);
        return results;
    }

    /** Deletes all offsets of a group. */
    void deleteAll(String groupId, List<CoordinatorRecord> records) {
        List.copyOf(table.of(groupId).keySet()).forEach(partition -> remove(groupId, partition, records));
        table.removeGroup(groupId);
    }

    /** Deletes the offsets that groups have committed for a topic. */
    void topicDeleted(String topic, long nowMs) {
        table.removeTopic(topic).forEach((groupId, partitions) -> {
            List<CoordinatorRecord> records = partitions.stream()
                    .map(partition -> OffsetRecords.tombstone(groupId, partition))
                    .toList();
            log.append(groupId, records, nowMs);
        });
    }

    /**
     * Removes the offsets of a group that have expired.
     *
     * @return when the next one expires; {@link Long#MAX_VALUE} if none does
     */
    long removeExpired(String groupId, OffsetExpiry expiry, List<CoordinatorRecord> records, long atMs) {
        long nextMs = Long.MAX_VALUE;
        for (Map.Entry<TopicPartition, CommittedOffset> offset :
                List.copyOf(table.of(groupId).entrySet())) {
            long expiresMs = expiry.ofOffset(offset.getKey(), offset.getValue());
            if (expiresMs > atMs) {
                nextMs = Math.min(nextMs, expiresMs);
            } else if (!table.isPending(groupId, offset.getKey())) {
                remove(groupId, offset.getKey(), records);
            }
        }
        return nextMs;
    }

    /** Whether a group has no offsets, not even pending ones. */
    boolean isEmpty(String groupId) {
        return table.of(groupId).isEmpty() && !table.isPending(groupId);
    }

    private void remove(String groupId, TopicPartition partition, List<CoordinatorRecord> records) {
        if (table.get(groupId, partition) != null) {
            table.remove(groupId, partition);
            records.add(OffsetRecords.tombstone(groupId, partition));
        }
    }
}
