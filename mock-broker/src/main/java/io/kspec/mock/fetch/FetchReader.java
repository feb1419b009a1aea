package io.kspec.mock.fetch;

import io.kspec.mock.log.AbortedTransaction;
import io.kspec.mock.log.PartitionLog;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records of one response within its limit, which counts bytes before any conversion. */
final class FetchReader {
    private final FetchParameters parameters;
    private int left;
    private long bytesRead;

    FetchReader(FetchParameters parameters) {
        this.parameters = parameters;
        this.left = parameters.maxBytes();
    }

    /** The number of bytes read so far. */
    long bytesRead() {
        return bytesRead;
    }

    /** Reads a partition that exists, or did when the request arrived. */
    PartitionResult read(FetchTarget target) {
        PartitionLog log = target.log();
        if (log == null || target.failed()) {
            return PartitionResult.failed(target.requested(), target.error());
        }
        if (left < 0) {
            // As in Kafka, a negative limit makes only the first partition fail.
            left = 0;
            return PartitionResult.failed(target.requested(), ErrorCode.UNKNOWN_SERVER_ERROR);
        }
        Bytes records = records(log, target);
        if (records == null) {
            return PartitionResult.unsupportedCompression(target.requested());
        }
        return new PartitionResult(
                target.requested(),
                target.error(),
                log.endOffset(),
                log.lastStableOffset(),
                log.startOffset(),
                parameters.readCommitted() && target.detour() == null ? aborted(log, target, records.size()) : null,
                records,
                target.detour());
    }

    private @Nullable Bytes records(PartitionLog log, FetchTarget target) {
        if (target.detour() != null) {
            return Bytes.EMPTY;
        }
        return parameters.version() >= 4 ? readUnconverted(log, target) : readConverted(log, target);
    }

    private static List<AbortedTransaction> aborted(PartitionLog log, FetchTarget target, int size) {
        long offset = target.requested().request().offset();
        return offset >= log.lastStableOffset() ? List.of() : log.abortedTransactions(offset, size);
    }

    private @Nullable Bytes readUnconverted(PartitionLog log, FetchTarget target) {
        return parameters.version() < 10 && log.config().zstd() ? null : readRaw(log, target);
    }

    private @Nullable Bytes readConverted(PartitionLog log, FetchTarget target) {
        Bytes raw = readRaw(log, target);
        long offset = target.requested().request().offset();
        Records whole = log.readWhole(offset, raw.size());
        return DownConversion.convert(whole, raw.size(), parameters.version() < 2 ? 0 : 1, offset);
    }

    /** From version 3 on, a first batch that would be truncated is left out. */
    private Bytes readRaw(PartitionLog log, FetchTarget target) {
        long offset = target.requested().request().offset();
        Bytes records = log.read(
                offset, FetchTarget.end(log, parameters.readCommitted()), limit(target), allowsOneBatchBeyond());
        boolean leftOut = parameters.version() >= 3 && !log.holdsWholeBatch(offset, records.size());
        return spent(leftOut ? Bytes.EMPTY : records);
    }

    private Bytes spent(Bytes records) {
        bytesRead += records.size();
        left = Math.max(0, left - records.size());
        return records;
    }

    private int limit(FetchTarget target) {
        return Math.min(left, target.requested().request().maxBytes());
    }

    /** Before version 3, a batch larger than the limit is always truncated. */
    private boolean allowsOneBatchBeyond() {
        return bytesRead == 0 && parameters.version() >= 3;
    }
}
