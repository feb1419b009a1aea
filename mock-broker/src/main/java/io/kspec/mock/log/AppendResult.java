package io.kspec.mock.log;

import io.kspec.protocol.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of records that were to be appended.
 *
 * @param error NONE, or why nothing was appended
 * @param baseOffset the offset of the first record; -1 with an error
 * @param timestampMs the time of appending where the topic has records carry that, or the highest timestamp of a batch that
 *     was there already; else -1
 * @param logStartOffset -1 where the records were refused before the log was looked at
 * @param recordErrors the records at fault, if single ones are
 * @param message what to tell of them, or null
 */
public record AppendResult(
        ErrorCode error,
        long baseOffset,
        long timestampMs,
        long logStartOffset,
        List<RecordError> recordErrors,
        @Nullable String message) {
    public AppendResult {
        recordErrors = List.copyOf(recordErrors);
    }

    /** A record at fault: its place in the batch, from 0, and what is wrong. */
    public record RecordError(int batchIndex, String message) {}

    /** Nothing was appended, and the log was not even looked at. */
    public static AppendResult refused(ErrorCode error) {
        return new AppendResult(error, -1, -1, -1, List.of(), null);
    }

    static AppendResult refused(ErrorCode error, long logStartOffset) {
        return new AppendResult(error, -1, -1, logStartOffset, List.of(), null);
    }

    static AppendResult refused(
            ErrorCode error, long logStartOffset, List<RecordError> records, @Nullable String message) {
        return new AppendResult(error, -1, -1, logStartOffset, records, message);
    }

    static AppendResult appended(long baseOffset, long timestampMs, long logStartOffset) {
        return new AppendResult(ErrorCode.NONE, baseOffset, timestampMs, logStartOffset, List.of(), null);
    }
}
