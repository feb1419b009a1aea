package io.kspec.mock.log;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log of one partition, with one replica: what is appended is committed, so that the high watermark is the log's end. Its
 * leader epoch is always {@value #LEADER_EPOCH}. Every batch is of magic 2.
 */
public final class PartitionLog {
    public static final int LEADER_EPOCH = 0;

    private final LogConfig config;
    private final LogSpace space;
    private final ProducerTable producers = new ProducerTable();
    private final List<Stored> batches = new ArrayList<>();
    private long startOffset;
    private long endOffset;
    private long bytes;
    private long lastAppendMs = Long.MAX_VALUE;

    /** A batch, and how many bytes of the log lie before it. */
    private record Stored(RecordBatch batch, long position) {}

    /** An empty log from offset 0 on. */
    public PartitionLog(LogConfig config, LogSpace space) {
        this.config = config;
        this.space = space;
    }

    public LogConfig config() {
        return config;
    }

    /** The first offset that is there. */
    public long startOffset() {
        return startOffset;
    }

    /** The offset that the next record gets; at the same time the high watermark and the last stable offset. */
    public long endOffset() {
        return endOffset;
    }

    /** When something was last appended, in milliseconds since the epoch; {@link Long#MAX_VALUE} if never. */
    public long lastAppendMs() {
        return lastAppendMs;
    }

    ProducerTable producers() {
        return producers;
    }

    /**
     * Appends a batch that was found sound.
     *
     * @param batch its base offset must be {@link #endOffset()}
     * @return false, and nothing is appended, if there is no room left
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

    /** How many bytes there are from the batch on that holds an offset. */
    public long bytesFrom(long offset) {
        int index = indexOf(offset);
        return index == batches.size() ? 0 : bytes - batches.get(index).position();
    }

    /**
     * Batches from the one on that holds an offset.
     *
     * @param maxBytes where to stop: the last batch may be cut there
     * @param atLeastOne whether the first batch comes whole even if it is larger, without any other
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

    /** Whole batches from the one on that holds an offset, as long as they fit. */
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

    /** The first record that is as late as a time, or later; empty if there is none. */
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

    /** The first record with the highest timestamp of all; empty if no record has one. */
    public Optional<OffsetAndTimestamp> latest() {
        long highest = batches.stream()
                .mapToLong(stored -> stored.batch().maxTimestamp())
                .max()
                .orElse(Record.NO_TIMESTAMP);
        return highest == Record.NO_TIMESTAMP ? Optional.empty() : firstFrom(highest);
    }

    /** Forgets everything, and gives back the room. */
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

    /** The index of the batch that holds an offset, or of the next one. */
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
