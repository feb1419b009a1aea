package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decodes the records of one batch of magic 2. */
final class RecordDecoder {
    /** The minimum size of a record: a length, attributes, two deltas, the lengths of key and value, a header count. */
    private static final int SMALLEST_RECORD = 7;
    /** The minimum size of a header: the lengths of key and value. */
    private static final int SMALLEST_HEADER = 2;

    private final RecordBatch batch;
    private final Budget budget;
    private final @Nullable RangeRecorder recorder;
    private int previousDelta = -1;

    RecordDecoder(RecordBatch batch, Budget budget, @Nullable RangeRecorder recorder) {
        this.batch = batch;
        this.budget = budget;
        this.recorder = recorder;
    }

    /** Decodes all records, in order. */
    void decode(Consumer<? super Record> action) {
        FieldCursor cursor = cursor();
        int count = demandCount(cursor.remaining());
        for (int i = 0; i < count; i++) {
            cursor.path().enterElement(i);
            action.accept(readRecord(cursor));
        }
        cursor.path().leaveElements();
        if (cursor.remaining() > 0) {
            throw cursor.failure(
                    Kind.TRAILING_BYTES,
                    "",
                    cursor.position(),
                    "the end of the batch after " + count + " records",
                    cursor.remaining() + " bytes remain");
        }
    }

    private FieldCursor cursor() {
        CompressionType compression = batch.compression();
        BatchPlace place = batch.place();
        int start = place.position() + RecordBatch.HEADER_SIZE;
        Bytes content = batch.recordBytes();
        if (compression == CompressionType.NONE || (content.isEmpty() && batch.recordsCount() == 0)) {
            CurrentPath path = new CurrentPath(place.path(), "Records");
            return new FieldCursor(RecordBatch.ID, content, start, path, recorder);
        }
        Bytes decompressed = new Decompression(RecordBatch.ID, place.path() + ".Records", start, RecordBatch.MAGIC)
                .decompress(compression, content, budget);
        CurrentPath path = new CurrentPath(place.path() + ".Decompressed", "Records");
        return new FieldCursor(RecordBatch.ID, decompressed, 0, path, null);
    }

    private int demandCount(int size) {
        int count = batch.recordsCount();
        int most = Math.min(size / SMALLEST_RECORD, budget.elementLimit());
        if (count < 0 || count > most) {
            throw batch.failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    RecordBatchField.RECORDS_COUNT,
                    "0 to " + most + " records in " + size + " bytes",
                    "found " + count);
        }
        return count;
    }

    private Record readRecord(FieldCursor cursor) {
        int start = cursor.position();
        int mark = cursor.mark();
        spendElement(cursor, start);
        int length = cursor.varint("Length");
        if (length < 0 || length > cursor.remaining()) {
            throw cursor.failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    "Length",
                    start,
                    "0 to " + cursor.remaining() + " bytes",
                    "found " + length);
        }
        cursor.limitTo(length);
        cursor.int8("Attributes"); // no bit has a meaning yet, and Kafka ignores them
        long timestamp = readTimestamp(cursor);
        long offset = readOffset(cursor);
        Bytes key = cursor.varintBytes("Key");
        Bytes value = cursor.varintBytes("Value");
        List<RecordHeader> headers = readHeaders(cursor);
        if (cursor.remaining() > 0) {
            throw cursor.failure(
                    Kind.TRAILING_BYTES,
                    "",
                    cursor.position(),
                    "the record to end with its headers",
                    cursor.remaining() + " bytes of its length remain");
        }
        cursor.liftLimit();
        cursor.reportGroup(mark, start);
        return new Record(offset, timestamp, batch.timestampType(), key, value, headers);
    }

    /** The sum may overflow: Kafka writes and reads such deltas if timestamps are that far apart. */
    private long readTimestamp(FieldCursor cursor) {
        long timestamp = batch.baseTimestamp() + cursor.varlong("TimestampDelta");
        return batch.timestampType() == TimestampType.LOG_APPEND_TIME ? batch.maxTimestamp() : timestamp;
    }

    private long readOffset(FieldCursor cursor) {
        int start = cursor.position();
        int delta = cursor.varint("OffsetDelta");
        if (delta <= previousDelta || delta > batch.lastOffsetDelta()) {
            throw cursor.failure(
                    Kind.INVALID_VALUE,
                    "OffsetDelta",
                    start,
                    "more than " + previousDelta + " and at most " + batch.lastOffsetDelta(),
                    "found " + delta);
        }
        previousDelta = delta;
        return batch.baseOffset() + delta;
    }

    private List<RecordHeader> readHeaders(FieldCursor cursor) {
        int start = cursor.position();
        int count = cursor.varint("HeadersCount");
        int most = cursor.remaining() / SMALLEST_HEADER;
        if (count < 0 || count > most) {
            throw cursor.failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    "HeadersCount",
                    start,
                    "0 to " + most + " headers in " + cursor.remaining() + " bytes",
                    "found " + count);
        }
        if (count == 0) {
            return List.of();
        }
        RecordHeader[] headers = new RecordHeader[count];
        for (int i = 0; i < count; i++) {
            cursor.path().enterHeader(i);
            spendElement(cursor, cursor.position());
            headers[i] = new RecordHeader(cursor.varintString("Key"), cursor.varintBytes("Value"));
        }
        cursor.path().leaveHeaders();
        return List.of(headers);
    }

    private void spendElement(FieldCursor cursor, int start) {
        if (!budget.spendElement()) {
            throw cursor.failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    "",
                    start,
                    "at most " + budget.elementLimit() + " records and headers",
                    "found more");
        }
    }
}
