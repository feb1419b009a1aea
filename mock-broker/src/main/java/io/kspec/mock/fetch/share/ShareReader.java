package io.kspec.mock.fetch.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.group.share.AcquiredRecords;
import io.kspec.mock.group.share.SharePartition;
import io.kspec.mock.group.share.SharePartitionKey;
import io.kspec.mock.group.share.SharePartitions.Found;
import io.kspec.mock.group.share.ShareTerms;
import io.kspec.mock.log.AbortedTransaction;
import io.kspec.mock.log.OffsetAndTimestamp;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds and reads the partitions of a ShareFetch request. */
final class ShareReader {
    private static final String BY_DURATION = "by_duration:";

    private final Cluster cluster;
    private final ShareFetchParameters parameters;
    private final ShareTerms terms;
    private final int broker;

    ShareReader(Cluster cluster, ShareFetchParameters parameters, int broker) {
        this.cluster = cluster;
        this.parameters = parameters;
        this.terms = cluster.shareGroups().terms(parameters.member().groupId());
        this.broker = broker;
    }

    /**
     * A requested partition.
     *
     * @param error NONE, or why it cannot be read; log and partition are null then
     */
    record Target(
            SharePartitionKey key, ErrorCode error, @Nullable PartitionLog log, @Nullable SharePartition partition) {
        boolean isReadable() {
            return partition != null;
        }
    }

    int lockDurationMs() {
        return terms.recordLockDurationMs();
    }

    /** Finds a partition; the share coordinator tells its state if this broker does not know it yet. */
    Target find(SharePartitionKey key, long nowMs) {
        Optional<Topic> topic = cluster.topics().find(key.topicId());
        if (topic.isEmpty()) {
            return failed(key, ErrorCode.UNKNOWN_TOPIC_ID);
        }
        Optional<PartitionLog> log = topic.get().partition(key.partition());
        if (log.isEmpty()) {
            return failed(key, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
        ErrorCode misplaced = cluster.replicas().checkLeader(topic.get(), key.partition(), broker);
        if (misplaced != ErrorCode.NONE) {
            return failed(key, misplaced);
        }
        int leaderEpoch = cluster.replicas().of(topic.get(), key.partition()).leaderEpoch();
        Found found = cluster.shareGroups().partitions().open(key, broker, leaderEpoch, () -> start(log.get(), nowMs));
        return found.partition()
                .map(partition -> new Target(key, ErrorCode.NONE, log.get(), partition))
                .orElseGet(() -> failed(key, found.error()));
    }

    /** A partition that was found before, unless this broker does not lead it any more, or it was deleted. */
    Target stillLed(Target target) {
        SharePartitionKey key = target.key();
        if (!target.isReadable()) {
            return target;
        }
        return cluster.topics()
                .find(key.topicId())
                .map(topic -> cluster.replicas().checkLeader(topic, key.partition(), broker))
                .map(error -> error == ErrorCode.NONE ? target : failed(key, error))
                .orElseGet(() -> failed(key, ErrorCode.UNKNOWN_TOPIC_ID));
    }

    private static Target failed(SharePartitionKey key, ErrorCode error) {
        return new Target(key, error, null, null);
    }

    /** Where a group begins that has not read the partition: {@code share.auto.offset.reset}. */
    private long start(PartitionLog log, long nowMs) {
        String strategy = terms.autoOffsetReset();
        if (strategy.equals("earliest")) {
            return log.startOffset();
        }
        if (!strategy.startsWith(BY_DURATION)) {
            return log.endOffset();
        }
        try {
            Duration duration = Duration.parse(strategy.substring(BY_DURATION.length()));
            return log.firstFrom(nowMs - duration.toMillis())
                    .map(OffsetAndTimestamp::offset)
                    .orElseGet(log::endOffset);
        } catch (DateTimeParseException | ArithmeticException invalid) {
            return log.endOffset();
        }
    }

    boolean canAcquire(Target target) {
        SharePartition partition = target.partition();
        return partition != null && partition.canAcquire(terms);
    }

    /** Whether to answer for these partitions: enough can be read, or a record is gone. */
    boolean isWorthwhile(List<Target> targets) {
        long bytes = 0;
        for (Target target : targets) {
            PartitionLog log = target.log();
            SharePartition partition = target.partition();
            if (log == null || partition == null) {
                continue;
            }
            long offset = partition.nextFetchOffset();
            if (offset < log.startOffset() || offset > log.endOffset() || log.isBehindTheActiveSegment(offset)) {
                return true;
            }
            bytes += Math.min(log.bytesBetween(offset, end(log)), limit(targets.size()));
        }
        return bytes >= parameters.minBytes();
    }

    private int limit(int partitions) {
        return parameters.maxBytes() / Math.max(1, partitions);
    }

    private long end(PartitionLog log) {
        return terms.readCommitted() ? log.lastStableOffset() : log.endOffset();
    }

    /** Reads partitions and acquires what is read, in order. */
    List<SharedRead> read(List<Target> targets, long nowMs) {
        List<SharedRead> reads = new ArrayList<>();
        int count = 0;
        boolean isFirst = true;
        for (Target target : targets) {
            SharedRead read = read(target, limit(targets.size()), isFirst, count, nowMs);
            isFirst &= read.records().isEmpty();
            count += read.count();
            reads.add(read);
        }
        return reads;
    }

    private SharedRead read(Target target, int maxBytes, boolean atLeastOne, int already, long nowMs) {
        PartitionLog log = target.log();
        SharePartition partition = target.partition();
        if (log == null || partition == null) {
            return SharedRead.failed(target.key(), target.error());
        }
        long offset = partition.nextFetchOffset();
        if (offset < log.startOffset()) {
            partition.logBegins(log.startOffset());
            cluster.shareGroups().partitions().changed(target.key());
            return SharedRead.empty(target.key());
        }
        Bytes raw = log.read(offset, end(log), maxBytes, atLeastOne);
        List<RecordBatch> batches = Records.readFetched(raw).batches().stream()
                .filter(RecordBatch.class::isInstance)
                .map(RecordBatch.class::cast)
                .toList();
        List<AcquiredRecords> acquired = partition.acquire(
                parameters.acquiring(already), terms, offset, batches, aborted(log, offset, raw.size()), nowMs);
        cluster.shareGroups().partitions().changed(target.key());
        return new SharedRead(target.key(), ErrorCode.NONE, ErrorCode.NONE, containing(batches, acquired), acquired);
    }

    private Predicate<RecordBatch> aborted(PartitionLog log, long offset, int size) {
        if (!terms.readCommitted()) {
            return batch -> false;
        }
        List<AbortedTransaction> transactions = log.abortedTransactions(offset, size);
        return batch -> batch.isTransactional()
                && !batch.isControl()
                && transactions.stream()
                        .anyMatch(transaction -> transaction.producerId() == batch.producerId()
                                && batch.baseOffset() >= transaction.firstOffset()
                                && batch.lastOffset() <= transaction.lastOffset());
    }

    /** The batches from the first acquired record to the last. */
    private static Bytes containing(List<RecordBatch> batches, List<AcquiredRecords> acquired) {
        if (acquired.isEmpty()) {
            return Bytes.EMPTY;
        }
        long first = acquired.get(0).firstOffset();
        long last = acquired.get(acquired.size() - 1).lastOffset();
        List<Batch> sent = new ArrayList<>();
        for (RecordBatch batch : batches) {
            if (batch.lastOffset() >= first && batch.baseOffset() <= last) {
                sent.add(batch);
            }
        }
        return Records.of(sent).bytes();
    }
}
