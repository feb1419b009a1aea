package io.kspec.mock.fetch;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts batches to the format of old consumers as Apache Kafka 3.9 does: the result has as many bytes as the batches had,
 * or as its first batch needs. What does not fit is cut off, and what is missing is filled with the beginning of a batch
 * that never ends, which consumers ignore.
 */
final class DownConversion {
    /** The number of bytes that Kafka converts at a time, after the first batch; one unsupported batch spoils all of them. */
    private static final int CHUNK_BYTES = 128 << 10;

    private static final int OFFSET_AND_LENGTH = 12;

    private final List<Batch> batches;
    private final int magic;
    private final long firstOffset;
    private int next;

    private DownConversion(List<Batch> batches, int magic, long firstOffset) {
        this.batches = batches;
        this.magic = magic;
        this.firstOffset = firstOffset;
    }

    /**
     * Converts batches.
     *
     * @param whole batches that are not truncated
     * @param size the number of bytes that were read, including a truncated batch
     * @return null if the first batch has a compression that the format does not know
     */
    static @Nullable Bytes convert(Records whole, int size, int magic, long firstOffset) {
        if (whole.batches().isEmpty()) {
            return Bytes.EMPTY;
        }
        try {
            DownConversion conversion = new DownConversion(whole.batches(), magic, firstOffset);
            Bytes first = conversion.nextChunk(0);
            return first.size() == 0
                    ? overflow(OFFSET_AND_LENGTH)
                    : conversion.appendTo(first, Math.max(size, first.size()));
        } catch (UnsupportedOperationException zstd) {
            return null;
        }
    }

    private Bytes appendTo(Bytes first, int size) {
        byte[] converted = new byte[size];
        first.copyTo(converted, 0);
        int at = first.size();
        while (at < size) {
            Bytes chunk = nextChunkOrNothing();
            Bytes more = chunk.size() == 0 ? overflow(size - at) : chunk;
            Bytes part = more.slice(0, Math.min(more.size(), size - at));
            part.copyTo(converted, at);
            at += part.size();
        }
        return Bytes.wrap(converted);
    }

    private Bytes nextChunkOrNothing() {
        try {
            return nextChunk(CHUNK_BYTES);
        } catch (UnsupportedOperationException zstd) {
            next = batches.size();
            return Bytes.EMPTY;
        }
    }

    /** Converts at least one batch with a result; empty if there is none left. */
    private Bytes nextChunk(int maxBytes) {
        Bytes converted = Bytes.EMPTY;
        while (converted.size() == 0 && next < batches.size()) {
            List<Batch> chunk = new ArrayList<>();
            long size = 0;
            while (next < batches.size()
                    && (chunk.isEmpty() || size + batches.get(next).bytes().size() <= maxBytes)) {
                size += batches.get(next).bytes().size();
                chunk.add(batches.get(next++));
            }
            converted = Records.of(chunk).downConverted(magic, firstOffset).bytes();
        }
        return converted;
    }

    /** The beginning of a batch that is longer than what follows. */
    private static Bytes overflow(int size) {
        ByteBuffer batch = ByteBuffer.allocate(Math.max(OFFSET_AND_LENGTH, size))
                .putLong(-1)
                .putInt(Math.max(size + 1, RecordBatch.HEADER_SIZE));
        return Bytes.wrap(batch.array()).slice(0, size);
    }
}
