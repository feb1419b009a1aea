package io.kspec.mock.group.offsets;

import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.mock.group.record.RecordBytes;
import io.kspec.protocol.Bytes;

/**
 * Committed offsets as records of {@code __consumer_offsets}, as Apache Kafka 4.3.1 writes them: OffsetCommitKey v1 and
 * OffsetCommitValue v4, or v1 if the client has said how long to keep the offset.
 */
public final class OffsetRecords {
    private static final int KEY = 1;
    private static final int VALUE = 4;
    private static final int VALUE_THAT_EXPIRES = 1;

    private OffsetRecords() {}

    /** The record of a committed offset. */
    public static CoordinatorRecord of(String groupId, TopicPartition partition, CommittedOffset committed) {
        return new CoordinatorRecord(key(groupId, partition), value(committed));
    }

    /** The record of an offset that is removed. */
    public static CoordinatorRecord tombstone(String groupId, TopicPartition partition) {
        return CoordinatorRecord.tombstone(key(groupId, partition));
    }

    private static Bytes key(String groupId, TopicPartition partition) {
        return RecordBytes.version(KEY)
                .string(groupId)
                .string(partition.topic())
                .int32(partition.partition())
                .toBytes();
    }

    private static Bytes value(CommittedOffset committed) {
        if (committed.expireTimestampMs().isPresent()) {
            return RecordBytes.version(VALUE_THAT_EXPIRES)
                    .int64(committed.offset())
                    .string(committed.metadata())
                    .int64(committed.commitTimestampMs())
                    .int64(committed.expireTimestampMs().getAsLong())
                    .toBytes();
        }
        return RecordBytes.version(VALUE)
                .int64(committed.offset())
                .int32(committed.leaderEpoch())
                .compactString(committed.metadata())
                .int64(committed.commitTimestampMs())
                .taggedUuid(committed.topicId())
                .toBytes();
    }
}
