package io.kspec.protocol.record;

import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import java.util.ArrayList;
import java.util.List;

/** Converts batches to another magic, as brokers do for old consumers and producers. */
final class FormatConversion {
    private final Records source;

    FormatConversion(Records source) {
        this.source = source;
    }

    Records down(int magic, long firstOffset) {
        if (magic != 0 && magic != 1) {
            throw new IllegalArgumentException("down-conversion is to magic 0 or 1, not " + magic);
        }
        List<Batch> converted = new ArrayList<>();
        for (Batch batch : source.batches()) {
            if (batch.isControl()) {
                continue;
            }
            CompressionType compression = batch.compression();
            if (!compression.isAllowedIn(magic)) {
                throw new UnsupportedOperationException("magic " + magic + " has no " + compression);
            }
            if (batch.magic() <= magic) {
                converted.add(batch);
            } else {
                converted.addAll(down(batch, compression, magic, firstOffset).batches());
            }
        }
        return Records.of(converted);
    }

    private static Records down(Batch batch, CompressionType compression, int magic, long firstOffset) {
        List<Record> records = batch.records();
        if (compression == CompressionType.NONE) {
            records = records.stream()
                    .filter(each -> each.offset() >= firstOffset)
                    .toList();
        }
        if (records.isEmpty()) {
            return Records.EMPTY;
        }
        demandIncreasingOffsets(batch, records);
        MessageSetBuilder messages = Records.messageSet(magic)
                .compression(compression)
                .baseOffset(records.get(0).offset())
                .appendAll(records);
        if (batch.timestampType() == TimestampType.LOG_APPEND_TIME) {
            messages.logAppendTime(batch.maxTimestamp());
        }
        return messages.build();
    }

    /** Readers accept any offsets inside a wrapper, but they must not be written out of order. */
    private static void demandIncreasingOffsets(Batch batch, List<Record> records) {
        for (int i = 1; i < records.size(); i++) {
            long previous = records.get(i - 1).offset();
            long offset = records.get(i).offset();
            if (offset <= previous) {
                throw new DecodeException(new DecodeFailure(
                        LegacyMessage.id(batch.magic()),
                        batch.place().path(),
                        batch.place().position(),
                        Kind.INVALID_VALUE,
                        "messages with increasing offsets, to be converted",
                        "found offset " + offset + " after " + previous));
            }
        }
    }

    RecordBatch up(long baseOffset) {
        RecordBatchBuilder batch = RecordBatch.builder().baseOffset(baseOffset);
        for (Batch each : source.batches()) {
            for (Record record : each.records()) {
                batch.append(
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        record.headers().toArray(RecordHeader[]::new));
            }
        }
        return batch.compression(sourceCompression()).build();
    }

    private CompressionType sourceCompression() {
        return source.batches().stream()
                .map(Batch::compression)
                .filter(type -> type != CompressionType.NONE)
                .findFirst()
                .orElse(CompressionType.NONE);
    }
}
