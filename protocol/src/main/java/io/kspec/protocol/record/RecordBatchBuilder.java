package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a record batch of magic 2 like Kafka. {@link RecordBatch#with} turns it into one that violates the format.
 */
public final class RecordBatchBuilder {
    private final ByteBuilder records = new ByteBuilder();
    private final ByteBuilder scratch = new ByteBuilder();
    private long baseOffset;
    private int partitionLeaderEpoch = RecordBatch.NO_PARTITION_LEADER_EPOCH;
    private CompressionType compression = CompressionType.NONE;
    private int flags;
    private long logAppendTime = Record.NO_TIMESTAMP;
    private long deleteHorizon = Record.NO_TIMESTAMP;
    private long producerId = RecordBatch.NO_PRODUCER_ID;
    private short producerEpoch = RecordBatch.NO_PRODUCER_EPOCH;
    private int baseSequence = RecordBatch.NO_SEQUENCE;

    private int count;
    private long nextOffset;
    private long baseTimestamp = Record.NO_TIMESTAMP;
    private long maxTimestamp = Record.NO_TIMESTAMP;

    RecordBatchBuilder() {}

    /** Sets the offset of the first record, unless that has its own offset. */
    public RecordBatchBuilder baseOffset(long offset) {
        demandNoRecords("base offset");
        baseOffset = offset;
        nextOffset = offset;
        return this;
    }

    public RecordBatchBuilder partitionLeaderEpoch(int epoch) {
        partitionLeaderEpoch = epoch;
        return this;
    }

    public RecordBatchBuilder compression(CompressionType type) {
        compression = type;
        return this;
    }

    /**
     * Sets the timestamp of all records to the time at which the broker appended them, in milliseconds since the epoch.
     */
    public RecordBatchBuilder logAppendTime(long timestamp) {
        flags |= RecordBatch.LOG_APPEND_TIME;
        logAppendTime = timestamp;
        return this;
    }

    /** Sets the state of an idempotent producer. */
    public RecordBatchBuilder producer(long id, short epoch, int firstSequence) {
        producerId = id;
        producerEpoch = epoch;
        baseSequence = firstSequence;
        return this;
    }

    public RecordBatchBuilder transactional() {
        flags |= RecordBatch.TRANSACTIONAL;
        return this;
    }

    public RecordBatchBuilder control() {
        flags |= RecordBatch.CONTROL;
        return this;
    }

    /**
     * Sets the time after which the compactor may delete tombstones, in milliseconds since the epoch. It takes the
     * place of the base timestamp.
     */
    public RecordBatchBuilder deleteHorizon(long timestamp) {
        demandNoRecords("delete horizon");
        flags |= RecordBatch.DELETE_HORIZON;
        deleteHorizon = timestamp;
        return this;
    }

    /** Appends a record at the next offset. */
    public RecordBatchBuilder append(
            long timestamp, @Nullable Bytes key, @Nullable Bytes value, RecordHeader... headers) {
        return append(new Record(nextOffset, timestamp, TimestampType.CREATE_TIME, key, value, List.of(headers)));
    }

    /**
     * Appends a record at its own offset.
     *
     * @throws IllegalArgumentException if the offset is below the next one, or too far from the base offset
     */
    public RecordBatchBuilder append(Record entry) {
        if (entry.offset() < nextOffset) {
            throw new IllegalArgumentException(
                    "expected an offset from " + nextOffset + " on, found " + entry.offset());
        }
        if (entry.offset() - baseOffset > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("expected an offset at most " + Integer.MAX_VALUE + " above "
                    + baseOffset + ", found " + entry.offset());
        }
        if (count == 0) {
            baseTimestamp = (flags & RecordBatch.DELETE_HORIZON) != 0 ? deleteHorizon : entry.timestamp();
        }
        writeRecord(entry);
        count++;
        nextOffset = entry.offset() + 1;
        maxTimestamp = Math.max(maxTimestamp, entry.timestamp());
        return this;
    }

    /** Appends records at their own offsets. */
    public RecordBatchBuilder appendAll(List<Record> entries) {
        entries.forEach(this::append);
        return this;
    }

    /**
     * Sets the last offset of the batch, which after compaction may be later than that of its last record.
     *
     * @throws IllegalArgumentException if a record has a later offset
     */
    public RecordBatchBuilder lastOffset(long offset) {
        if (offset < nextOffset - 1) {
            throw new IllegalArgumentException(
                    "expected a last offset from " + (nextOffset - 1) + " on, found " + offset);
        }
        nextOffset = offset + 1;
        return this;
    }

    /** Builds the batch. One without records is what the compactor leaves to keep a producer's last sequence. */
    public RecordBatch build() {
        Bytes content = records.written();
        if (count > 0 && compression != CompressionType.NONE) {
            content = compressed(content);
        }
        int attributes = flags | (count > 0 ? compression.id() : 0);
        boolean appendTime = (flags & RecordBatch.LOG_APPEND_TIME) != 0;
        byte[] batch = new byte[RecordBatch.HEADER_SIZE + content.size()];
        content.copyTo(batch, RecordBatch.HEADER_SIZE);
        put(batch, RecordBatchField.BASE_OFFSET, baseOffset);
        put(batch, RecordBatchField.BATCH_LENGTH, batch.length - RecordBatchField.PARTITION_LEADER_EPOCH.start());
        put(batch, RecordBatchField.PARTITION_LEADER_EPOCH, partitionLeaderEpoch);
        put(batch, RecordBatchField.MAGIC, RecordBatch.MAGIC);
        put(batch, RecordBatchField.ATTRIBUTES, attributes);
        put(batch, RecordBatchField.LAST_OFFSET_DELTA, nextOffset == baseOffset ? 0 : nextOffset - 1 - baseOffset);
        put(batch, RecordBatchField.BASE_TIMESTAMP, baseTimestamp);
        put(batch, RecordBatchField.MAX_TIMESTAMP, appendTime ? logAppendTime : maxTimestamp);
        put(batch, RecordBatchField.PRODUCER_ID, producerId);
        put(batch, RecordBatchField.PRODUCER_EPOCH, producerEpoch);
        put(batch, RecordBatchField.BASE_SEQUENCE, baseSequence);
        put(batch, RecordBatchField.RECORDS_COUNT, count);
        put(batch, RecordBatchField.CRC, Checksums.crc32c(Bytes.wrap(batch), RecordBatchField.ATTRIBUTES.start()));
        return new RecordBatch(Bytes.wrap(batch), BatchPlace.ALONE);
    }

    private static void put(byte[] batch, RecordBatchField field, long value) {
        ByteBuilder.put(batch, field.start(), value, field.size());
    }

    private Bytes compressed(Bytes content) {
        try {
            return CompressionCodec.of(compression).compress(content, RecordBatch.MAGIC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeRecord(Record entry) {
        scratch.clear();
        scratch.integer(0, 1).varint(entry.timestamp() - baseTimestamp).varint(entry.offset() - baseOffset);
        scratch.varintBytes(entry.key()).varintBytes(entry.value());
        scratch.varint(entry.headers().size());
        for (RecordHeader header : entry.headers()) {
            scratch.varintBytes(Bytes.wrap(header.key().getBytes(StandardCharsets.UTF_8)))
                    .varintBytes(header.value());
        }
        records.varintBytes(scratch.written());
    }

    private void demandNoRecords(String what) {
        if (count > 0) {
            throw new IllegalArgumentException("the " + what + " must be set before the first record");
        }
    }
}
