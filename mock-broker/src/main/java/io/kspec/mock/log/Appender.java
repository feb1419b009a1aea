package io.kspec.mock.log;

import io.kspec.mock.log.AppendResult.RecordError;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.record.RecordsReader;
import io.kspec.protocol.record.TimestampType;
import java.util.List;
import java.util.Optional;

/**
 * Validates and appends what producers send, with the order of checks and the error codes of Apache Kafka.
 */
public final class Appender {
    private static final RecordsReader HEADERS = RecordsReader.STRICT.headersOnly();

    private final PartitionLog log;
    private final long nowMs;

    /**
     * Creates an appender to a log.
     *
     * @param nowMs the current time, in milliseconds since the epoch
     */
    public Appender(PartitionLog log, long nowMs) {
        this.log = log;
        this.nowMs = nowMs;
    }

    /** Appends the records of a Produce request for this partition. */
    public AppendResult append(Bytes field, ProduceRules rules) {
        Records records;
        try {
            records = HEADERS.read(field);
        } catch (DecodeException e) {
            return AppendResult.refused(errorOf(e));
        }
        Optional<ErrorCode> misfit = check(records.batches(), rules);
        if (misfit.isPresent()) {
            return AppendResult.refused(misfit.get());
        }
        if (records.batches().isEmpty()) {
            return AppendResult.appended(-1, -1, log.startOffset());
        }
        return append(records);
    }

    /** Appends a batch of the broker's own, as far as there is space. */
    public void appendOwn(RecordBatch batch) {
        boolean unused = log.append(batch.appendedAt(log.endOffset(), log.leaderEpoch()), nowMs);
    }

    private static Optional<ErrorCode> check(List<Batch> batches, ProduceRules rules) {
        boolean oneModernBatch = batches.size() == 1 && batches.get(0).magic() == RecordBatch.MAGIC;
        if (!rules.legacyFormats() && !oneModernBatch) {
            return Optional.of(ErrorCode.INVALID_RECORD);
        }
        boolean hasZstd = batches.stream().anyMatch(batch -> batch.compression() == CompressionType.ZSTD);
        return hasZstd && !rules.zstd() ? Optional.of(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE) : Optional.empty();
    }

    private AppendResult append(Records records) {
        LogConfig config = log.config();
        if (records.batches().stream().anyMatch(batch -> batch.bytes().size() > config.maxMessageBytes())) {
            return AppendResult.refused(ErrorCode.MESSAGE_TOO_LARGE);
        }
        if (records.bytes().size() > config.segmentBytes()) {
            return AppendResult.refused(ErrorCode.RECORD_LIST_TOO_LARGE);
        }
        if (records.batches().stream().allMatch(RecordBatch.class::isInstance)) {
            return appendAll(
                    records.batches().stream().map(RecordBatch.class::cast).toList());
        }
        try {
            return appendAll(List.of(records.upConverted(0)));
        } catch (DecodeException e) {
            return AppendResult.refused(errorOf(e));
        }
    }

    /** Appends batches until one is refused. There may be several only before version 3. */
    private AppendResult appendAll(List<RecordBatch> batches) {
        AppendResult first = append(batches.get(0));
        for (int i = 1; i < batches.size() && first.error() == ErrorCode.NONE; i++) {
            AppendResult next = append(batches.get(i));
            if (next.error() != ErrorCode.NONE) {
                return next;
            }
        }
        return first;
    }

    private AppendResult append(RecordBatch batch) {
        BatchInspection inspection = BatchInspection.of(batch, log.config(), nowMs);
        if (inspection.error() != ErrorCode.NONE) {
            List<RecordError> faults = inspection.recordErrors();
            return AppendResult.refused(inspection.error(), log.startOffset(), faults, inspection.message());
        }
        if (batch.producerId() != RecordBatch.NO_PRODUCER_ID) {
            Optional<ProducerTable.Appended> before = log.producers().duplicateOf(batch);
            if (before.isPresent()) {
                return AppendResult.appended(
                        before.get().baseOffset(), before.get().timestampMs(), log.startOffset());
            }
            ErrorCode error = log.producers().check(batch);
            if (error != ErrorCode.NONE) {
                return AppendResult.refused(error, log.startOffset());
            }
            if (!batch.isTransactional() && log.hasOpenTransaction(batch.producerId())) {
                return AppendResult.refused(ErrorCode.INVALID_TXN_STATE, log.startOffset());
            }
        }
        long baseOffset = log.endOffset();
        RecordBatch compressed = Recompression.of(batch, log.config().compression());
        if (compressed.bytes().size() > log.config().maxMessageBytes()) {
            return AppendResult.refused(ErrorCode.MESSAGE_TOO_LARGE);
        }
        RecordBatch stamped = stamp(compressed, inspection.maxTimestampMs()).appendedAt(baseOffset, log.leaderEpoch());
        if (!log.append(stamped, nowMs)) {
            return AppendResult.refused(ErrorCode.KAFKA_STORAGE_ERROR);
        }
        return AppendResult.appended(baseOffset, log.config().logAppendTime() ? nowMs : -1, log.startOffset());
    }

    private RecordBatch stamp(RecordBatch batch, long maxTimestampMs) {
        if (log.config().logAppendTime()) {
            return batch.withMaxTimestamp(TimestampType.LOG_APPEND_TIME, nowMs);
        }
        boolean fits = batch.maxTimestamp() == maxTimestampMs && batch.timestampType() == TimestampType.CREATE_TIME;
        return fits ? batch : batch.withMaxTimestamp(TimestampType.CREATE_TIME, maxTimestampMs);
    }

    /** To Kafka, truncated bytes contain no batch; any other defect is corruption. */
    private static ErrorCode errorOf(DecodeException e) {
        return e.failure().kind() == Kind.TRUNCATED ? ErrorCode.INVALID_RECORD : ErrorCode.CORRUPT_MESSAGE;
    }
}
