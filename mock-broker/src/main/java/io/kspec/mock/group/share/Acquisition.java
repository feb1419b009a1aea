package io.kspec.mock.group.share;

import io.kspec.protocol.record.RecordBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;

/** Acquires records of a partition for a member: those that were released first, and then new ones. */
final class Acquisition {
    private final SharePartition partition;
    private final AcquireRequest request;
    private final ShareTerms terms;
    private final long lockedUntilMs;
    private final List<RecordBatch> batches;
    private final long firstFetched;
    private final List<AcquiredRecords> acquired = new ArrayList<>();
    private int count;
    private int limit;
    private long lastToAcquire;

    /**
     * Prepares an acquisition.
     *
     * @param batches the batches that were read, at least one
     */
    Acquisition(
            SharePartition partition, AcquireRequest request, ShareTerms terms, List<RecordBatch> batches, long nowMs) {
        this.partition = partition;
        this.request = request;
        this.terms = terms;
        this.batches = batches;
        this.lockedUntilMs = nowMs + terms.recordLockDurationMs();
        this.firstFetched = batches.get(0).baseOffset();
    }

    /**
     * Acquires what is available.
     *
     * @param fetchOffset the offset that was read from
     */
    List<AcquiredRecords> run(long fetchOffset) {
        bound(fetchOffset);
        if (limit <= 0 || batches.get(batches.size() - 1).lastOffset() < partition.startOffset()) {
            return List.of();
        }
        partition.archiveMissing(fetchOffset, firstFetched);
        long base = base();
        long from = Math.min(base, firstFetched);
        NavigableMap<Long, InFlightBatch> known = from > lastToAcquire
                ? Collections.emptyNavigableMap()
                : partition.inFlight().subMap(from, true, lastToAcquire, true);
        if (known.isEmpty()) {
            acquireNew(base, lastToAcquire, limit);
            return acquired;
        }
        acquireKnown(base, new ArrayList<>(known.values()));
        long end = Objects.requireNonNull(known.lastEntry()).getValue().lastOffset();
        if (count < limit && end < lastToAcquire) {
            acquireNew(end + 1, lastToAcquire, limit - count);
        }
        if (!acquired.isEmpty()) {
            partition.gapsFilledTo(acquired.get(acquired.size() - 1).lastOffset() + 1);
        }
        return acquired;
    }

    /** Decides how many records may be acquired and up to where: no more than may be in flight. */
    private void bound(long fetchOffset) {
        lastToAcquire = batches.get(batches.size() - 1).lastOffset();
        limit = Math.min(request.maxRecords(), terms.partitionMaxRecordLocks() - partition.inFlightRecords());
        if (request.maxRecords() > 0 && limit <= 0 && fetchOffset <= partition.endOffset()) {
            limit = (int) Math.min(request.maxRecords(), partition.endOffset() - fetchOffset + 1);
            lastToAcquire = Math.min(lastToAcquire, partition.endOffset());
        }
    }

    private long base() {
        Map.Entry<Long, InFlightBatch> floor = partition.inFlight().floorEntry(firstFetched);
        if (floor == null) {
            return Math.max(firstFetched, partition.startOffset());
        }
        return floor.getValue().lastOffset() >= firstFetched ? floor.getKey() : firstFetched;
    }

    private void acquireKnown(long base, List<InFlightBatch> known) {
        long gapStart = base;
        for (InFlightBatch batch : known) {
            if (count >= limit) {
                return;
            }
            if (partition.hasGaps()) {
                if (gapStart < batch.firstOffset()) {
                    acquireNew(gapStart, batch.firstOffset() - 1, limit - count);
                }
                gapStart = batch.lastOffset() + 1;
                if (count >= limit) {
                    return;
                }
            }
            boolean throttled = isThrottled(batch);
            if (throttled && count > 0) {
                limit = 0;
                return;
            }
            if (acquire(batch, throttled) > 0 && throttled) {
                limit = 0;
                return;
            }
        }
    }

    /** Acquires what is available of a batch; returns how many records of a split one. */
    private int acquire(InFlightBatch batch, boolean throttled) {
        boolean whole = batch.isWithin(firstFetched, lastToAcquire) && !batch.isSplit();
        boolean tooLarge = request.recordLimit() && batch.size() > limit - count;
        if (!batch.isSplit() && !batch.common().isAvailable()) {
            return 0;
        }
        if (!whole || tooLarge || throttled) {
            int some = acquireSingles(batch, limit - count);
            count += some;
            return some;
        }
        batch.common().acquire(request.memberId(), lockedUntilMs);
        acquired.add(new AcquiredRecords(
                batch.firstOffset(), batch.lastOffset(), batch.common().deliveryCount()));
        count += batch.size();
        return 0;
    }

    private boolean isThrottled(InFlightBatch batch) {
        if (!batch.isSplit()) {
            return batch.common().isAvailable() && batch.common().deliveryCount() >= terms.throttledFrom();
        }
        return batch.singles().stream()
                .filter(single -> single.getKey() >= firstFetched && single.getKey() <= lastToAcquire)
                .anyMatch(single ->
                        single.getValue().isAvailable() && single.getValue().deliveryCount() >= terms.throttledFrom());
    }

    private int acquireSingles(InFlightBatch batch, int most) {
        List<AcquiredRecords> singles = new ArrayList<>();
        int some = 0;
        int throttledTo = -1;
        for (Map.Entry<Long, Delivery> single : batch.split().entrySet()) {
            long offset = single.getKey();
            Delivery state = single.getValue();
            if (offset < firstFetched || offset > lastToAcquire || !state.isAvailable()) {
                continue;
            }
            boolean alone = terms.deliveryCountLimit() > 2 && state.deliveryCount() == terms.deliveryCountLimit() - 1;
            if (alone && some > 0) {
                break;
            }
            if (state.deliveryCount() >= terms.throttledFrom() && throttledTo < 0) {
                throttledTo = Math.max(1, batch.size() >> (state.deliveryCount() - terms.throttledFrom() + 1));
            }
            state.acquire(request.memberId(), lockedUntilMs);
            singles.add(new AcquiredRecords(offset, offset, state.deliveryCount()));
            some++;
            if (alone || (request.recordLimit() && some == most) || some == throttledTo) {
                break;
            }
        }
        acquired.addAll(joined(singles));
        return some;
    }

    /** Joins neighbours that were delivered equally often. */
    private static List<AcquiredRecords> joined(List<AcquiredRecords> singles) {
        List<AcquiredRecords> joined = new ArrayList<>();
        for (AcquiredRecords single : singles) {
            int last = joined.size() - 1;
            if (last >= 0 && single.continues(joined.get(last))) {
                long first = joined.get(last).firstOffset();
                joined.set(last, new AcquiredRecords(first, single.lastOffset(), single.deliveryCount()));
            } else {
                joined.add(single);
            }
        }
        return joined;
    }

    /** Acquires records that nobody has acquired yet, up to the end of the batch in which the limit is reached. */
    private void acquireNew(long from, long to, int most) {
        long first = partition.inFlight().isEmpty() ? Math.max(from, partition.endOffset()) : from;
        long last = to;
        if (most < last - first + 1) {
            last = endOfBatchWith(first + most - 1);
            if (partition.hasGaps()) {
                last = Math.min(last, to);
            }
        }
        List<AcquiredRecords> ranges = ranges(first, last);
        boolean limited = request.recordLimit() && last - first + 1 > most;
        if (limited) {
            InFlightBatch batch = new InFlightBatch(first, last, Delivery.acquired(request.memberId(), lockedUntilMs));
            AcquiredRecords some = new AcquiredRecords(first, first + most - 1, 1);
            batch.split()
                    .tailMap(some.lastOffset(), false)
                    .values()
                    .forEach(state -> state.restore(Delivery.of(RecordState.AVAILABLE, 0)));
            partition.add(batch);
            ranges = List.of(some);
        } else {
            ranges.forEach(range -> partition.add(new InFlightBatch(
                    range.firstOffset(), range.lastOffset(), Delivery.acquired(request.memberId(), lockedUntilMs))));
        }
        partition.acquiredTo(first, last);
        long end = request.recordLimit() ? ranges.get(0).lastOffset() : last;
        acquired.addAll(ranges);
        count += (int) (end - first + 1);
        partition.gapsFilledTo(end + 1);
    }

    private long endOfBatchWith(long offset) {
        return batches.stream()
                .filter(batch -> offset >= batch.baseOffset() && offset <= batch.lastOffset())
                .mapToLong(RecordBatch::lastOffset)
                .findFirst()
                .orElse(offset);
    }

    /** Divides records into ranges that begin with a batch and have at least the size that the member wants. */
    private List<AcquiredRecords> ranges(long first, long last) {
        List<AcquiredRecords> ranges = new ArrayList<>();
        long begin = first;
        if (!request.recordLimit() && last - first + 1 > request.batchSize()) {
            for (RecordBatch batch : batches) {
                if (batch.baseOffset() > last) {
                    break;
                }
                if (batch.baseOffset() - begin >= request.batchSize()) {
                    ranges.add(new AcquiredRecords(begin, batch.baseOffset() - 1, 1));
                    begin = batch.baseOffset();
                }
            }
        }
        ranges.add(new AcquiredRecords(begin, last, 1));
        return ranges;
    }
}
