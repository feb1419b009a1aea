package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.record.TimestampType;

/** Checks the batches of one records field. */
final class RecordsCheck {
    private static final int LENGTH_END = RecordBatchField.BATCH_LENGTH.start() + Integer.BYTES;

    private final PlausibilityContext context;
    private final String path;
    private final Bytes records;

    RecordsCheck(PlausibilityContext context, String path, Bytes records) {
        this.context = context;
        this.path = path;
        this.records = records;
    }

    /** Checks the batches of Fetch; {@code requested} is the requested offset, or -1 if unknown. */
    void check(long requested) {
        batches(requested, false);
    }

    /** Checks the batch of Produce: there must be exactly one, with no records compacted away. */
    void checkProduced() {
        int batches = batches(-1, true);
        if (batches > 1) {
            context.report(
                    ImplausibleKind.BATCHES_TOO_MANY,
                    path,
                    batches + " batches; Kafka accepts exactly one per partition");
        }
    }

    private int batches(long requested, boolean dense) {
        boolean reported = false;
        long previous = Long.MIN_VALUE;
        int index = 0;
        for (int at = 0; records.size() - at >= RecordBatch.HEADER_SIZE; index++) {
            int size = LENGTH_END + records.getInt(at + RecordBatchField.BATCH_LENGTH.start());
            if (size < RecordBatch.HEADER_SIZE
                    || size > records.size() - at
                    || number(at, RecordBatchField.MAGIC) != RecordBatch.MAGIC) {
                break;
            }
            reported |= batch(at, size, index, dense);
            previous = dense ? previous : offsets(at, index, previous, requested);
            at += size;
        }
        if (!reported) {
            format(dense);
        }
        return index;
    }

    /** Where the field's content starts in the frame. */
    private int base() {
        return Math.max(0, context.contentStart(path));
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
        boolean wrong = dense ? count != delta + 1 : count > delta + 1;
        if (wrong) {
            report(
                    ImplausibleKind.RECORD_COUNT,
                    at,
                    index,
                    RecordBatchField.RECORDS_COUNT,
                    count + " records, but the last offset delta is " + delta);
        }
        timestamps(at, index);
        return !right.isEmpty() || wrong;
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
                    "the timestamps from " + first + " to " + most + " are the records' offsets");
        }
        if (!appended && most != -1 && most < first && number(at, RecordBatchField.RECORDS_COUNT) == 1) {
            report(
                    ImplausibleKind.TIMESTAMP_IMPLAUSIBLE,
                    at,
                    index,
                    RecordBatchField.MAX_TIMESTAMP,
                    "the maximum timestamp " + most + " is before the base timestamp " + first + ", with "
                            + TimestampType.CREATE_TIME);
        }
    }

    /** Checks the batch's offsets against the previous batch and the request; returns its last offset. */
    private long offsets(int at, int index, long previous, long requested) {
        long first = number(at, RecordBatchField.BASE_OFFSET);
        long last = first + number(at, RecordBatchField.LAST_OFFSET_DELTA);
        if (first <= previous) {
            report(
                    ImplausibleKind.OFFSETS_NOT_INCREASING,
                    at,
                    index,
                    RecordBatchField.BASE_OFFSET,
                    "the batch starts at offset " + first + ", but the previous one ends at " + previous);
        } else if (requested > last && index == 0) {
            report(
                    ImplausibleKind.OFFSETS_NOT_INCREASING,
                    at,
                    index,
                    RecordBatchField.BASE_OFFSET,
                    "the batch ends at offset " + last + ", before the requested offset " + requested);
        }
        return last;
    }

    /** Reports what the strict reader finds, if nothing better is known. */
    private void format(boolean whole) {
        try {
            (whole ? Records.read(records) : Records.readFetched(records)).records();
        } catch (DecodeException e) {
            DecodeFailure failure = e.failure();
            boolean checksum = failure.kind() == DecodeFailure.Kind.CHECKSUM;
            int start = base() + failure.offset();
            context.report(
                    checksum ? ImplausibleKind.CHECKSUM : ImplausibleKind.RECORDS_BROKEN,
                    path + "." + failure.path(),
                    start,
                    start,
                    failure.toString());
        }
    }

    private void report(ImplausibleKind kind, int at, int index, RecordBatchField field, String sentence) {
        int start = base() + at + field.start();
        context.report(
                kind, path + ".Batches[" + index + "]." + field.fieldName(), start, start + field.size(), sentence);
    }
}
