package io.kspec.mock.log;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The log of a partition, which all of its replicas share: appended records are committed immediately, so the high watermark
 * equals the log end offset. Every batch has magic 2.
 */
public final class PartitionLog {
    /** {@code index.interval.bytes}. */
    private static final int INDEX_INTERVAL_BYTES = 4096;

    private LogConfig config;
    private final LogSpace space;
    private final ProducerTable producers = new ProducerTable();
    private final EpochHistory epochs = new EpochHistory();
    private final LogListeners listeners = new LogListeners();
    private final TransactionIndex transactions = new TransactionIndex();
    private final Segments segments = new Segments();
    private final List<Stored> batches = new ArrayList<>();
    private long startOffset;
    private long endOffset;
    private long bytes;
    /** Records before this offset were compacted. */
    private long compactedTo;

    /** A batch, the number of bytes before it in the log, and the number of its append among those of all logs. */
    private record Stored(RecordBatch batch, long position, long turn) {}

    /** Creates an empty log that starts at offset 0. */
    public PartitionLog(LogConfig config, LogSpace space) {
        this.config = config;
        this.space = space;
    }

    public LogConfig config() {
        return config;
    }

    /** Changes the configurations that affect the log. */
    public void configure(LogConfig changed) {
        config = changed;
    }

    /** The log start offset. */
    public long startOffset() {
        return startOffset;
    }

    /** The log end offset, which is also the high watermark. */
    public long endOffset() {
        return endOffset;
    }

    /** The last stable offset: the first one of an open transaction, or else the log end offset. */
    public long lastStableOffset() {
        return Math.max(startOffset, transactions.firstOpenOffset().orElse(endOffset));
    }

    /** Those to notify after every change that a reader of the log can notice. */
    public LogListeners listeners() {
        return listeners;
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
        if (!space.take(this, batch.bytes().size())) {
            return false;
        }
        boolean closed = segments.appended(batch, config, nowMs);
        batches.add(new Stored(batch, bytes, space.nextTurn()));
        bytes += batch.bytes().size();
        endOffset = batch.lastOffset() + 1;
        if (batch.producerId() != RecordBatch.NO_PRODUCER_ID && !batch.isControl()) {
            producers.appended(batch);
            if (batch.isTransactional()) {
                transactions.appended(batch.producerId(), batch.baseOffset());
            }
        }
        if (closed && config.cleanup().compacts()) {
            compactIfWorthwhile(nowMs);
        }
        listeners.changed();
        return true;
    }

    /**
     * Ends a producer's transaction with a control record.
     *
     * @return NONE, INVALID_PRODUCER_EPOCH, TRANSACTION_COORDINATOR_FENCED, or KAFKA_STORAGE_ERROR if there is not enough
     *     space
     */
    public ErrorCode append(TransactionMarker marker, long nowMs) {
        ErrorCode error = producers.check(marker, hasOpenTransaction(marker.producerId()));
        if (error != ErrorCode.NONE) {
            return error;
        }
        if (!append(marker.toBatch(endOffset, leaderEpoch(), nowMs), nowMs)) {
            return ErrorCode.KAFKA_STORAGE_ERROR;
        }
        producers.ended(marker, nowMs);
        transactions.ended(marker, endOffset - 1);
        listeners.changed();
        return ErrorCode.NONE;
    }

    /** Whether a record belongs to an aborted transaction. */
    boolean isAborted(long producerId, long offset) {
        return transactions.isAborted(producerId, offset);
    }

    boolean hasOpenTransaction(long producerId) {
        return transactions.firstOffset(producerId).isPresent();
    }

    /** Whether a producer has an open transaction in an epoch. */
    public boolean hasOpenTransaction(long producerId, short epoch) {
        return hasOpenTransaction(producerId) && producers.isIn(producerId, epoch);
    }

    /**
     * Remembers the first batch of a transaction before it is known whether the partition belongs to the transaction.
     *
     * @param fromZero whether a producer that the log does not know must start with sequence number 0
     * @return NONE, or INVALID_PRODUCER_EPOCH if the producer is fenced, so that there is nothing to verify
     */
    public ErrorCode awaitVerification(long producerId, short epoch, int sequence, boolean fromZero) {
        if (producers.isFenced(producerId, epoch)) {
            return ErrorCode.INVALID_PRODUCER_EPOCH;
        }
        producers.awaitVerification(producerId, epoch, sequence, fromZero);
        return ErrorCode.NONE;
    }

    /** The producers that have appended batches or transactions, by id. */
    public List<ActiveProducer> activeProducers() {
        return producers.all(producer -> transactions.firstOffset(producer).orElse(-1));
    }

    /**
     * The aborted transactions that a consumer of committed records must know in order to read some bytes. Like Kafka, whose
     * index has an entry every {@value #INDEX_INTERVAL_BYTES} bytes, it includes those that begin soon after.
     *
     * @param size the number of bytes, from the batch that contains the offset
     */
    public List<AbortedTransaction> abortedTransactions(long offset, int size) {
        int index = indexOf(offset);
        if (index == batches.size()) {
            return List.of();
        }
        long end = batches.get(index).position() + size + INDEX_INTERVAL_BYTES;
        long until = end >= bytes ? endOffset : offsetAt(end);
        return transactions.aborted(offset, until);
    }

    /** The base offset of the first batch that begins at or after a position. */
    private long offsetAt(long position) {
        int index = firstIndex(stored -> stored.position() >= position);
        return index == batches.size() ? endOffset : batches.get(index).batch().baseOffset();
    }

    /** The number of bytes from the batch that contains an offset to the one that contains an end offset. */
    public long bytesBetween(long offset, long end) {
        return Math.max(0, positionOf(end) - positionOf(offset));
    }

    /** The number of bytes before the batch that contains an offset. */
    private long positionOf(long offset) {
        int index = indexOf(offset);
        return index == batches.size() ? bytes : batches.get(index).position();
    }

    /**
     * Reads batches, starting with the one that contains an offset.
     *
     * @param end the offset to stop at, at the start of a batch or the end of the log
     * @param maxBytes the limit, at which the last batch may be truncated
     * @param atLeastOne whether the first batch is returned whole, and alone, if it exceeds the limit
     */
    public Bytes read(long offset, long end, int maxBytes, boolean atLeastOne) {
        int index = indexOf(offset);
        if (index == batches.size() || offset >= end) {
            return Bytes.EMPTY;
        }
        int first = batches.get(index).batch().bytes().size();
        int limit = atLeastOne ? Math.max(first, maxBytes) : maxBytes;
        int size = (int) Math.min(limit, bytesBetween(offset, end));
        if (size <= first) {
            return batches.get(index).batch().bytes().slice(0, size);
        }
        List<Bytes> parts = new ArrayList<>();
        int left = size;
        for (int i = index; left > 0; i++) {
            Bytes batch = batches.get(i).batch().bytes();
            Bytes part = batch.slice(0, Math.min(batch.size(), left));
            parts.add(part);
            left -= part.size();
        }
        return Bytes.join(parts);
    }

    /** Whether the batch that contains an offset is no larger than a number of bytes; false at the end of the log. */
    public boolean holdsWholeBatch(long offset, int size) {
        int index = indexOf(offset);
        return index < batches.size() && batches.get(index).batch().bytes().size() <= size;
    }

    /** Reads the batches that fit as a whole, starting with the one that contains an offset. */
    public Records readWhole(long offset, int maxBytes) {
        List<RecordBatch> whole = new ArrayList<>();
        long size = 0;
        for (int i = indexOf(offset); i < batches.size(); i++) {
            RecordBatch batch = batches.get(i).batch();
            size += batch.bytes().size();
            if (size > maxBytes) {
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
                .flatMap(batch -> batch.records().stream())
                .filter(record -> record.timestamp() >= timestampMs && record.offset() >= startOffset)
                .findFirst()
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
        space.remove(this, sizeInBytes());
        segments.clear();
        batches.clear();
        producers.clear();
        transactions.clear();
        bytes = 0;
        startOffset = endOffset;
        listeners.changed();
    }

    /** The number of bytes of all batches. */
    public long sizeInBytes() {
        return batches.isEmpty() ? 0 : bytes - batches.get(0).position();
    }

    /**
     * Deletes the records before an offset: those of a batch that has later ones too are only hidden.
     *
     * @param offset at most {@link #endOffset()}; one before the log's start changes nothing
     */
    public void deleteBefore(long offset) {
        if (offset > startOffset) {
            startOffset = offset;
            long before = sizeInBytes();
            batches.subList(0, indexOf(offset)).clear();
            space.giveBack(before - sizeInBytes());
            transactions.deleteBefore(offset);
            segments.resize(this::bytesBetween, endOffset);
            listeners.changed();
        }
    }

    /** Deletes the oldest batches that together have at least a number of bytes, or all. */
    void deleteOldest(long size) {
        long end = offsetAt(batches.get(0).position() + size);
        segments.dropBefore(end);
        deleteBefore(end);
    }

    /** The number of the append of the oldest batch; {@link Long#MAX_VALUE} if there is none. */
    long oldestTurn() {
        return batches.isEmpty() ? Long.MAX_VALUE : batches.get(0).turn();
    }

    /** Closes the active segment, and keeps only the last record of each key below the last stable offset. */
    void compact(long nowMs) {
        segments.roll(endOffset, nowMs);
        compact(endOfCompactable(nowMs), nowMs);
    }

    /** The same for closed segments, if enough of their bytes are new. */
    private void compactIfWorthwhile(long nowMs) {
        long end = endOfCompactable(nowMs);
        long added = bytesBetween(Math.max(startOffset, compactedTo), end);
        if (added > bytesBetween(startOffset, end) * config.cleanup().minDirtyRatio()) {
            compact(end, nowMs);
        }
    }

    /** The offset up to which records may be compacted: closed segments without open transactions and recent records. */
    private long endOfCompactable(long nowMs) {
        long recent = segments.firstModifiedAfter(nowMs - config.cleanup().minCompactionLagMs(), endOffset);
        return Math.min(lastStableOffset(), recent);
    }

    private void compact(long end, long nowMs) {
        List<Stored> before = List.copyOf(batches);
        LogCompaction compaction = new LogCompaction(this, end, nowMs);
        before.forEach(stored -> compaction.learn(stored.batch()));
        space.giveBack(sizeInBytes());
        batches.clear();
        bytes = 0;
        for (Stored stored : before) {
            RecordBatch kept = compaction.compacted(stored.batch());
            if (kept != null) {
                batches.add(new Stored(kept, bytes, stored.turn()));
                bytes += kept.bytes().size();
            }
        }
        space.giveBack(-bytes);
        compactedTo = end;
        segments.resize(this::bytesBetween, endOffset);
        listeners.changed();
    }

    Segments segments() {
        return segments;
    }

    /** Whether an offset is in an older segment than the one to which appends go. */
    public boolean isBehindTheActiveSegment(long offset) {
        return offset < segments.activeBaseOffset();
    }

    /** Where each segment begins and when it was last written, oldest first; none in a log without appends. */
    public List<OffsetAndTimestamp> segmentStarts() {
        return segments.all().stream()
                .map(segment ->
                        new OffsetAndTimestamp(Math.max(segment.baseOffset(), startOffset), segment.lastModifiedMs()))
                .toList();
    }

    private static OffsetAndTimestamp placeOf(Record record) {
        return new OffsetAndTimestamp(record.offset(), record.timestamp());
    }

    /** The index of the batch that contains an offset, or of the first one after it. */
    private int indexOf(long offset) {
        return firstIndex(stored -> stored.batch().lastOffset() >= offset);
    }

    /** The index of the first batch with a property that all later ones have too. */
    private int firstIndex(Predicate<Stored> from) {
        int low = 0;
        int high = batches.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (from.test(batches.get(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
