package io.kspec.protocol.record;

import org.apiguardian.api.API;

/** The fields of a record batch's header (magic 2), in wire order. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum RecordBatchField {
    BASE_OFFSET("BaseOffset", 0, 8),
    /** The number of bytes after this field. */
    BATCH_LENGTH("BatchLength", 8, 4),
    PARTITION_LEADER_EPOCH("PartitionLeaderEpoch", 12, 4),
    MAGIC("Magic", 16, 1),
    /** CRC-32C of everything from the attributes on. */
    CRC("Crc", 17, 4),
    ATTRIBUTES("Attributes", 21, 2),
    LAST_OFFSET_DELTA("LastOffsetDelta", 23, 4),
    BASE_TIMESTAMP("BaseTimestamp", 27, 8),
    MAX_TIMESTAMP("MaxTimestamp", 35, 8),
    PRODUCER_ID("ProducerId", 43, 8),
    PRODUCER_EPOCH("ProducerEpoch", 51, 2),
    BASE_SEQUENCE("BaseSequence", 53, 4),
    RECORDS_COUNT("RecordsCount", 57, 4);

    private final String fieldName;
    private final int start;
    private final int size;

    RecordBatchField(String fieldName, int start, int size) {
        this.fieldName = fieldName;
        this.start = start;
        this.size = size;
    }

    /** The name in paths: {@code LastOffsetDelta}. */
    public String fieldName() {
        return fieldName;
    }

    /** The position of the first byte within the batch. */
    public int start() {
        return start;
    }

    /** The size in bytes. */
    public int size() {
        return size;
    }
}
