package io.kspec.mock.log;

import io.kspec.protocol.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of an append.
 *
 * @param error NONE, or why nothing was appended
 * @param baseOffset the offset of the first record; -1 with an error
 * @param timestampMs the append time if the topic uses log append time; the highest timestamp of the original batch if
 *     this one is a duplicate; otherwise -1
 * @param logStartOffset -1 if the records were refused before the log was read
 * @param recordErrors the invalid records, if the error concerns individual records
 * @param message the error message for the client, or null
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

    /** An invalid record: its index in the batch, from 0, and what is wrong with it. */
    public record RecordError(int batchIndex, String message) {}

    /** The records were refused before the log was read. */
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
