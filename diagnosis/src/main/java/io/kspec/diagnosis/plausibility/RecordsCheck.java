package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.record.TimestampType;

/** The batches of one records field. */
final class RecordsCheck {
    private static final int LENGTH_END = RecordBatchField.BATCH_LENGTH.start() + Integer.BYTES;

    private final PlausibilityContext testimony;
    private final String path;
    private final Bytes records;
    private final int base;

    RecordsCheck(PlausibilityContext testimony, String path, Bytes records) {
        this.testimony = testimony;
        this.path = path;
        this.records = records;
        this.base = Math.max(0, testimony.contentStart(path));
    }

    /** Checks the batches of Fetch; {@code asked} is the offset that was asked for, or -1. */
    void check(long asked) {
        batches(asked, false);
    }

    /** Checks the batch of Produce, which is to be one, and from which nothing was compacted. */
    void checkProduced() {
        int batches = batches(-1, true);
        if (batches > 1) {
            testimony.report(
                    ImplausibleKind.BATCHES_TOO_MANY,
                    path,
                    batches + " batches; Kafka takes exactly one for each partition");
        }
    }

    private int batches(long asked, boolean dense) {
        boolean told = false;
        long previous = Long.MIN_VALUE;
        int index = 0;
        for (int at = 0; records.size() - at >= RecordBatch.HEADER_SIZE; index++) {
            int size = LENGTH_END + records.getInt(at + RecordBatchField.BATCH_LENGTH.start());
            if (size < RecordBatch.HEADER_SIZE
                    || size > records.size() - at
                    || number(at, RecordBatchField.MAGIC) != RecordBatch.MAGIC) {
                break;
            }
            told |= batch(at, size, index, dense);
            previous = dense ? previous : offsets(at, index, previous, asked);
            at += size;
        }
        if (!told) {
            format(dense);
        }
        return index;
    }

    private long number(int at, RecordBatchField field) {
        int start = at + field.start();
        return switch (field.size()) {
            case 1 -> records.get(start);
            case 2 -> records.getShort(start);
            case 4 -> records.getInt(start);
            default -> records.getLong(start);
        };
    }

    private boolean batch(int at, int size, int index, boolean dense) {
        Bytes batch = records.slice(at, at + size);
        int claimed = batch.getInt(RecordBatchField.CRC.start());
        String right = ChecksumRanges.describe(batch, claimed);
        if (!right.isEmpty()) {
            report(ImplausibleKind.CHECKSUM, at, index, RecordBatchField.CRC, right);
        }
        long count = number(at, RecordBatchField.RECORDS_COUNT);
        long delta = number(at, RecordBatchField.LAST_OFFSET_DELTA);
        // Compaction removes records and leaves the delta, so only a higher count is impossible.
        boolean odd = dense ? count != delta + 1 : count > delta + 1;
        if (odd) {
            report(
                    ImplausibleKind.RECORD_COUNT,
                    at,
                    index,
                    RecordBatchField.RECORDS_COUNT,
                    count + " records, but the last one is " + delta + " after the first");
        }
        timestamps(at, index);
        return !right.isEmpty() || odd;
    }

    private void timestamps(int at, int index) {
        long offset = number(at, RecordBatchField.BASE_OFFSET);
        long last = offset + number(at, RecordBatchField.LAST_OFFSET_DELTA);
        boolean appended = (number(at, RecordBatchField.ATTRIBUTES) & (1 << 3)) != 0;
        long most = number(at, RecordBatchField.MAX_TIMESTAMP);
        long first = number(at, RecordBatchField.BASE_TIMESTAMP);
        if (offset > 0 && first == offset && most == last) {
            report(
                    ImplausibleKind.TIMESTAMP_IMPLAUSIBLE,
                    at,
                    index,
                    RecordBatchField.BASE_TIMESTAMP,
                    "the timestamps from " + first + " to " + most + " are the offsets of the records");
        }
        if (!appended && most != -1 && most < first && number(at, RecordBatchField.RECORDS_COUNT) == 1) {
            report(
                    ImplausibleKind.TIMESTAMP_IMPLAUSIBLE,
                    at,
                    index,
                    RecordBatchField.MAX_TIMESTAMP,
                    "the greatest timestamp " + most + " is before the first, " + first + ", of "
                            + TimestampType.CREATE_TIME);
        }
    }

    /** Checks the batch's place among the others; returns its last offset. */
    private long offsets(int at, int index, long previous, long asked) {
        long first = number(at, RecordBatchField.BASE_OFFSET);
        long last = first + number(at, RecordBatchField.LAST_OFFSET_DELTA);
        if (first <= previous) {
            report(
                    ImplausibleKind.OFFSETS_NOT_INCREASING,
                    at,
                    index,
                    RecordBatchField.BASE_OFFSET,
                    "the batch begins at offset " + first + ", the one before ends at " + previous);
        } else if (asked > last && index == 0) {
            report(
                    ImplausibleKind.OFFSETS_NOT_INCREASING,
                    at,
                    index,
                    RecordBatchField.BASE_OFFSET,
                    "the batch ends at offset " + last + ", before " + asked + " that was asked for");
        }
        return last;
    }

    /** What the strict reader says, where nothing better is known. */
    private void format(boolean whole) {
        try {
            (whole ? Records.read(records) : Records.readFetched(records)).records();
        } catch (DecodeException e) {
            DecodeFailure failure = e.failure();
            boolean checksum = failure.kind() == DecodeFailure.Kind.CHECKSUM;
            int start = base + failure.offset();
            testimony.report(
                    checksum ? ImplausibleKind.CHECKSUM : ImplausibleKind.RECORDS_BROKEN,
                    path + "." + failure.path(),
                    start,
                    start,
                    failure.toString());
        }
    }

    private void report(ImplausibleKind kind, int at, int index, RecordBatchField field, String sentence) {
        int start = base + at + field.start();
        testimony.report(
                kind, path + ".Batches[" + index + "]." + field.fieldName(), start, start + field.size(), sentence);
    }
}
