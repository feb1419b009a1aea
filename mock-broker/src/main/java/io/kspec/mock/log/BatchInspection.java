package io.kspec.mock.log;

import io.kspec.mock.log.AppendResult.RecordError;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a batch with a valid checksum may be appended to a log.
 *
 * @param error NONE, INVALID_RECORD or INVALID_TIMESTAMP
 * @param recordErrors the invalid records, if the error concerns individual records
 * @param message the error message for the client, or null
 * @param maxTimestampMs the highest timestamp among the records
 */
record BatchInspection(ErrorCode error, List<RecordError> recordErrors, @Nullable String message, long maxTimestampMs) {

    static BatchInspection of(RecordBatch batch, LogConfig config, long nowMs) {
        if (!hasSoundHeader(batch)) {
            return refused(ErrorCode.INVALID_RECORD);
        }
        List<Record> records;
        try {
            records = batch.records();
        } catch (DecodeException e) {
            return refused(ErrorCode.INVALID_RECORD);
        }
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).offset() != i) {
                return refused(ErrorCode.INVALID_RECORD);
            }
        }
        List<RecordError> keyless = config.cleanup().compacts() ? keyless(records) : List.of();
        if (!keyless.isEmpty()) {
            return new BatchInspection(
                    ErrorCode.INVALID_RECORD, keyless, "records of a compacted topic must have keys", -1);
        }
        List<RecordError> untimely = config.logAppendTime() ? List.of() : untimely(records, config, nowMs);
        if (!untimely.isEmpty()) {
            return new BatchInspection(
                    ErrorCode.INVALID_TIMESTAMP,
                    untimely,
                    "timestamps are outside the range that the topic allows",
                    -1);
        }
        long latest = records.stream().mapToLong(Record::timestamp).max().orElse(Record.NO_TIMESTAMP);
        return new BatchInspection(ErrorCode.NONE, List.of(), null, latest);
    }

    /**
     * Checks that offsets start at 0 without gaps, that the batch is not a transaction marker, and that a producer with
     * an id sends sequence numbers.
     */
    private static boolean hasSoundHeader(RecordBatch batch) {
        boolean idempotent = batch.producerId() != RecordBatch.NO_PRODUCER_ID;
        return batch.baseOffset() == 0
                && !batch.isControl()
                && batch.recordsCount() > 0
                && batch.lastOffsetDelta() == batch.recordsCount() - 1
                && (!idempotent || batch.baseSequence() >= 0);
    }

    private static List<RecordError> keyless(List<Record> records) {
        List<RecordError> errors = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).key() == null) {
                errors.add(new RecordError(i, "a record of a compacted topic must have a key"));
            }
        }
        return errors;
    }

    private static List<RecordError> untimely(List<Record> records, LogConfig config, long nowMs) {
        List<RecordError> errors = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            long timestamp = records.get(i).timestamp();
            boolean tooOld = nowMs - timestamp > config.timestampBeforeMaxMs();
            boolean tooNew = timestamp - nowMs > config.timestampAfterMaxMs();
            if (timestamp != Record.NO_TIMESTAMP && (tooOld || tooNew)) {
                errors.add(new RecordError(i, "timestamp " + timestamp + " is too far from " + nowMs));
            }
        }
        return errors;
    }

    private static BatchInspection refused(ErrorCode error) {
        return new BatchInspection(error, List.of(), null, -1);
    }
}
