package io.kspec.mock.log;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log of a partition, which all of its replicas share: appended records are committed immediately, so the high watermark
 * equals the log end offset. Every batch has magic 2.
 */
public final class PartitionLog {
    private final LogConfig config;
    private final LogSpace space;
    private final ProducerTable producers = new ProducerTable();
    private final EpochHistory epochs = new EpochHistory();
    private final List<Stored> batches = new ArrayList<>();
    private long startOffset;
    private long endOffset;
    private long bytes;
    private long lastAppendMs = Long.MAX_VALUE;

    /** A batch, and the number of bytes before it in the log. */
    private record Stored(RecordBatch batch, long position) {}

    /** Creates an empty log that starts at offset 0. */
    public PartitionLog(LogConfig config, LogSpace space) {
        this.config = config;
        this.space = space;
    }

    public LogConfig config() {
        return config;
    }

    /** The log start offset. */
    public long startOffset() {
        return startOffset;
    }

    /** The log end offset, which is also the high watermark and the last stable offset. */
    public long endOffset() {
        return endOffset;
    }

    /** The time of the last append, in milliseconds since the epoch; {@link Long#MAX_VALUE} if there was none. */
    public long lastAppendMs() {
        return lastAppendMs;
    }

    /** The leader epochs in which the records were appended. */
    public EpochHistory epochs() {
        return epochs;
    }

    /** The current leader epoch. */
    public int leaderEpoch() {
        return epochs.latest();
    }

    /** Begins a leader epoch: a new leader appends from here on. */
    public void beginEpoch(int epoch) {
        epochs.begin(epoch, endOffset);
    }

    ProducerTable producers() {
        return producers;
    }

    /**
     * Appends a valid batch.
     *
     * @param batch its base offset must be {@link #endOffset()}
     * @return false, without appending anything, if there is not enough space
     */
    boolean append(RecordBatch batch, long nowMs) {
        if (batch.baseOffset() != endOffset) {
            throw new IllegalArgumentException("expected base offset " + endOffset + ", found " + batch);
        }
        if (!space.take(batch.bytes().size())) {
            return false;
        }
        batches.add(new Stored(batch, bytes));
        bytes += batch.bytes().size();
        endOffset = batch.lastOffset() + 1;
        lastAppendMs = nowMs;
        if (batch.producerId() != RecordBatch.NO_PRODUCER_ID) {
            producers.appended(batch);
        }
        return true;
    }

    /** The number of bytes from the batch that contains an offset to the end of the log. */
    public long bytesFrom(long offset) {
        int index = indexOf(offset);
        return index == batches.size() ? 0 : bytes - batches.get(index).position();
    }

    /**
     * Reads batches, starting with the one that contains an offset.
     *
     * @param maxBytes the limit, at which the last batch may be truncated
     * @param atLeastOne whether the first batch is returned whole, and alone, if it exceeds the limit
     */
    public Bytes read(long offset, int maxBytes, boolean atLeastOne) {
        int index = indexOf(offset);
        if (index == batches.size()) {
            return Bytes.EMPTY;
        }
        int first = batches.get(index).batch().bytes().size();
        int limit = atLeastOne ? Math.max(first, maxBytes) : maxBytes;
        byte[] copy = new byte[(int) Math.min(limit, bytesFrom(offset))];
        int at = 0;
        for (int i = index; at < copy.length; i++) {
            Bytes batch = batches.get(i).batch().bytes();
            Bytes part = batch.slice(0, Math.min(batch.size(), copy.length - at));
            part.copyTo(copy, at);
            at += part.size();
        }
        return Bytes.wrap(copy);
    }

    /** Reads the batches that fit as a whole, starting with the one that contains an offset. */
    public Records readWhole(long offset, int maxBytes, boolean atLeastOne) {
        List<RecordBatch> whole = new ArrayList<>();
        long size = 0;
        for (int i = indexOf(offset); i < batches.size(); i++) {
            RecordBatch batch = batches.get(i).batch();
            size += batch.bytes().size();
            if (size > maxBytes && !(atLeastOne && whole.isEmpty())) {
                break;
            }
            whole.add(batch);
        }
        return Records.of(whole);
    }

    /** The first record at or after a timestamp; empty if there is none. */
    public Optional<OffsetAndTimestamp> firstFrom(long timestampMs) {
        return batches.stream()
                .map(Stored::batch)
                .filter(batch -> batch.maxTimestamp() >= timestampMs)
                .findFirst()
                .flatMap(batch -> batch.records().stream()
                        .filter(record -> record.timestamp() >= timestampMs)
                        .findFirst())
                .map(PartitionLog::placeOf);
    }

    /** The first record with the highest timestamp; empty if no record has a timestamp. */
    public Optional<OffsetAndTimestamp> latest() {
        long highest = batches.stream()
                .mapToLong(stored -> stored.batch().maxTimestamp())
                .max()
                .orElse(Record.NO_TIMESTAMP);
        return highest == Record.NO_TIMESTAMP ? Optional.empty() : firstFrom(highest);
    }

    /** Deletes all records and frees their space. */
    public void clear() {
        space.giveBack(bytes);
        batches.clear();
        producers.clear();
        bytes = 0;
        startOffset = endOffset;
    }

    private static OffsetAndTimestamp placeOf(Record record) {
        return new OffsetAndTimestamp(record.offset(), record.timestamp());
    }

    /** The index of the batch that contains an offset, or of the first one after it. */
    private int indexOf(long offset) {
        int low = 0;
        int high = batches.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (batches.get(middle).batch().lastOffset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
