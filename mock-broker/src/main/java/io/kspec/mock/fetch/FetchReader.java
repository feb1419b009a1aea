package io.kspec.mock.fetch;

import io.kspec.mock.log.PartitionLog;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records of one response within its limit. */
final class FetchReader {
    private final FetchParameters parameters;
    private int left;
    private boolean nothingYet = true;

    FetchReader(FetchParameters parameters) {
        this.parameters = parameters;
        this.left = Math.max(0, parameters.maxBytes());
    }

    /** Reads a partition that exists, or did when the request arrived. */
    PartitionResult read(FetchTarget target) {
        PartitionLog log = target.log();
        if (log == null || target.failed()) {
            return PartitionResult.failed(target.requested(), target.error());
        }
        Bytes records = parameters.version() >= 4 ? readUnconverted(log, target) : readConverted(log, target);
        if (records == null) {
            return PartitionResult.unsupportedCompression(target.requested());
        }
        nothingYet &= records.size() == 0;
        left = Math.max(0, left - records.size());
        return new PartitionResult(
                target.requested(),
                target.error(),
                log.endOffset(),
                log.endOffset(),
                log.startOffset(),
                parameters.readCommitted() ? List.of() : null,
                records);
    }

    /** A first batch that would be truncated is left out. */
    private @Nullable Bytes readUnconverted(PartitionLog log, FetchTarget target) {
        if (parameters.version() < 10 && log.config().zstd()) {
            return null;
        }
        Bytes records = log.read(target.requested().request().offset(), limit(target), allowsOneBatchBeyond());
        return log.holdsWholeBatch(target.requested().request().offset(), records.size()) ? records : Bytes.EMPTY;
    }

    private @Nullable Bytes readConverted(PartitionLog log, FetchTarget target) {
        long offset = target.requested().request().offset();
        Records whole = log.readWhole(offset, limit(target), allowsOneBatchBeyond());
        try {
            return whole.downConverted(parameters.version() < 2 ? 0 : 1, offset).bytes();
        } catch (UnsupportedOperationException zstd) {
            return null;
        }
    }

    private int limit(FetchTarget target) {
        return Math.min(left, target.requested().request().maxBytes());
    }

    /** Before version 3, a batch larger than the limit is always truncated. */
    private boolean allowsOneBatchBeyond() {
        return nothingYet && parameters.version() >= 3;
    }
}
