package io.kspec.mock.group.share;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.RecordBatch;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A partition as the leader knows it for one share group: which of its records are in flight, and in what state. The records before the
 * start offset are done with; those after the end offset were not delivered yet (KIP-932).
 *
 * <p>Like Kafka's, it acquires whole batches of the log, keeps one state for a batch as long as it can, and writes what has changed to the
 * share coordinator.
 */
public final class SharePartition {
    private final SharePartitionKey key;
    private final int leaderEpoch;
    private final int stateEpoch;
    private final StateTable states;
    private final NavigableMap<Long, InFlightBatch> inFlight = new TreeMap<>();
    private long startOffset;
    private long endOffset;
    /** The first offset of which the state that was read says nothing, up to the last one that it tells of; -1 for none. */
    private long gapStart = -1;

    private long gapEnd = -1;
    private boolean isFenced;

    private SharePartition(
            SharePartitionKey key, int leaderEpoch, int stateEpoch, StateTable states, long startOffset) {
        this.key = key;
        this.leaderEpoch = leaderEpoch;
        this.stateEpoch = stateEpoch;
        this.states = states;
        this.startOffset = startOffset;
        this.endOffset = startOffset;
    }

    /**
     * Creates a partition from what the share coordinator keeps of it.
     *
     * @param leaderEpoch the leader's epoch
     * @param startOffset where to begin if no start offset is kept
     */
    static SharePartition of(
            SharePartitionKey key, int leaderEpoch, PartitionState state, StateTable states, long startOffset) {
        long start = state.startOffset() == PartitionState.NO_OFFSET ? startOffset : state.startOffset();
        SharePartition partition = new SharePartition(key, leaderEpoch, state.stateEpoch(), states, start);
        partition.load(state.batches());
        return partition;
    }

    private void load(List<StateBatch> batches) {
        long next = startOffset;
        for (StateBatch batch : batches) {
            if (gapStart == -1 && batch.firstOffset() > next) {
                gapStart = next;
            }
            next = batch.lastOffset() + 1;
            Delivery state = Delivery.of(RecordState.of(batch.state()), batch.deliveryCount());
            add(new InFlightBatch(batch.firstOffset(), batch.lastOffset(), state));
            endOffset = batch.lastOffset();
        }
        gapEnd = gapStart == -1 ? -1 : endOffset;
        advance();
    }

    int leaderEpoch() {
        return leaderEpoch;
    }

    int stateEpoch() {
        return stateEpoch;
    }

    long startOffset() {
        return startOffset;
    }

    long endOffset() {
        return endOffset;
    }

    NavigableMap<Long, InFlightBatch> inFlight() {
        return inFlight;
    }

    /** The number of records between the start and the end offset. */
    int inFlightRecords() {
        return inFlight.isEmpty() ? 0 : (int) (endOffset - startOffset + 1);
    }

    void add(InFlightBatch batch) {
        inFlight.put(batch.firstOffset(), batch);
    }

    /** New records were acquired. */
    void acquiredTo(long first, long last) {
        if (inFlight.firstKey() == first) {
            startOffset = first;
        }
        endOffset = Math.max(endOffset, last);
    }

    boolean hasGaps() {
        return gapEnd != -1 && gapEnd == endOffset;
    }

    void gapsFilledTo(long offset) {
        if (gapEnd != -1) {
            boolean open = hasGaps() && offset <= gapEnd;
            gapStart = open ? offset : -1;
            gapEnd = open ? gapEnd : -1;
        }
    }

    /** Where to read next: at the first record that is available, or behind all that are in flight. */
    public long nextFetchOffset() {
        if (inFlight.isEmpty() || startOffset > lastInFlight()) {
            return endOffset;
        }
        long gap = gapStart;
        for (InFlightBatch batch : inFlight.values()) {
            if (hasGaps()) {
                if (batch.firstOffset() > gap) {
                    return gap;
                }
                gap = Math.max(batch.lastOffset() + 1, gap);
            }
            long available = firstAvailable(batch);
            if (available != -1) {
                return available;
            }
        }
        return endOffset + 1;
    }

    private static long firstAvailable(InFlightBatch batch) {
        if (!batch.isSplit()) {
            return batch.common().isAvailable() ? batch.firstOffset() : -1;
        }
        return batch.singles().stream()
                .filter(single -> single.getValue().isAvailable())
                .mapToLong(Map.Entry::getKey)
                .findFirst()
                .orElse(-1);
    }

    /** Nobody reads from it any more; a request that waits for it waits in vain. */
    void fence() {
        isFenced = true;
    }

    /** Whether a record may be acquired: one that was released, or a new one as long as there are not too many in flight. */
    public boolean canAcquire(ShareTerms terms) {
        return !isFenced && (nextFetchOffset() != endOffset + 1 || inFlightRecords() < terms.partitionMaxRecordLocks());
    }

    /**
     * Delivers records to a member.
     *
     * @param fetchOffset the offset that was read from
     * @param batches what was read
     * @param aborted whether a batch belongs to a transaction that was aborted, and is not to be delivered
     */
    public List<AcquiredRecords> acquire(
            AcquireRequest request,
            ShareTerms terms,
            long fetchOffset,
            List<RecordBatch> batches,
            Predicate<RecordBatch> aborted,
            long nowMs) {
        if (batches.isEmpty()) {
            return List.of();
        }
        List<AcquiredRecords> acquired = new Acquisition(this, request, terms, batches, nowMs).run(fetchOffset);
        for (RecordBatch batch : batches) {
            if (aborted.test(batch)) {
                archive(batch.baseOffset(), batch.lastOffset(), RecordState.ACQUIRED);
                acquired = without(acquired, batch);
            }
        }
        return acquired;
    }

    private static List<AcquiredRecords> without(List<AcquiredRecords> acquired, RecordBatch batch) {
        List<AcquiredRecords> rest = new ArrayList<>();
        for (AcquiredRecords range : acquired) {
            if (range.firstOffset() < batch.baseOffset()) {
                rest.add(new AcquiredRecords(
                        range.firstOffset(),
                        Math.min(range.lastOffset(), batch.baseOffset() - 1),
                        range.deliveryCount()));
            }
            if (range.lastOffset() > batch.lastOffset()) {
                rest.add(new AcquiredRecords(
                        Math.max(range.firstOffset(), batch.lastOffset() + 1),
                        range.lastOffset(),
                        range.deliveryCount()));
            }
        }
        return rest;
    }

    /**
     * Takes what a member tells about records that it holds: all of it, or nothing if a part is refused. Until it is {@linkplain
     * #finish finished}, released records are not delivered.
     */
    Acknowledgement begin(String memberId, List<AcknowledgementBatch> batches, ShareTerms terms, long nowMs) {
        Acknowledgement begun = new Acknowledgement(this, memberId, terms, nowMs);
        begun.take(batches);
        return begun;
    }

    /**
     * Writes what an acknowledgement has changed.
     *
     * @return NONE, INVALID_REQUEST, INVALID_RECORD_STATE, or what to tell if the share coordinator refuses the state
     */
    ErrorCode finish(Acknowledgement begun) {
        if (begun.error() != ErrorCode.NONE) {
            return begun.error();
        }
        ErrorCode refusal = write(begun.changed());
        if (refusal == ErrorCode.NONE) {
            begun.confirm();
            advance();
        } else {
            begun.takeBack();
        }
        return refusal;
    }

    /**
     * Makes the records available again that a member holds, because its session has ended. If the share coordinator refuses that, they
     * stay locked.
     */
    public ErrorCode release(String memberId, ShareTerms terms) {
        return release(terms, state -> state.isHeldBy(memberId), true);
    }

    /** Ends the locks that are due, whatever the share coordinator says. */
    public ErrorCode expireLocks(ShareTerms terms, long nowMs) {
        return release(terms, state -> state.lockedUntilMs() <= nowMs, false);
    }

    private ErrorCode release(ShareTerms terms, Predicate<Delivery> released, boolean onlyIfWritten) {
        Map<Delivery, Delivery> before = new IdentityHashMap<>();
        List<StateBatch> changed = new ArrayList<>();
        for (InFlightBatch batch : inFlight.values()) {
            if (!batch.isSplit() && released.test(batch.common()) && batch.isCutBy(startOffset)) {
                batch.split();
            }
            batch.forEach((first, last, state) -> {
                if (released.test(state)) {
                    before.put(state, state.copy());
                    state.settle(
                            last < startOffset ? RecordState.ARCHIVED : RecordState.AVAILABLE,
                            terms.deliveryCountLimit());
                    changed.add(told(first, last, state));
                }
            });
        }
        if (changed.isEmpty()) {
            return ErrorCode.NONE;
        }
        ErrorCode error = write(changed);
        if (error != ErrorCode.NONE && onlyIfWritten) {
            before.forEach(Delivery::restore);
        } else {
            advance();
        }
        return error;
    }

    static StateBatch told(long first, long last, Delivery state) {
        return new StateBatch(first, last, state.state().id(), (short) state.deliveryCount());
    }

    /** When the next lock ends; {@link Delivery#UNLOCKED} for never. */
    long nextLockEndMs() {
        long[] next = {Delivery.UNLOCKED};
        inFlight.values()
                .forEach(batch ->
                        batch.forEach((first, last, state) -> next[0] = Math.min(next[0], state.lockedUntilMs())));
        return next[0];
    }

    private ErrorCode write(List<StateBatch> changed) {
        return changed.isEmpty()
                ? ErrorCode.NONE
                : toMember(states.write(
                        key, new PartitionState(stateEpoch, leaderEpoch, startOffset, completeCount(), changed)));
    }

    /** What a leader tells a member if the share coordinator refuses something. */
    static ErrorCode toMember(ErrorCode refusal) {
        return switch (refusal) {
            case FENCED_LEADER_EPOCH, FENCED_STATE_EPOCH -> ErrorCode.NOT_LEADER_OR_FOLLOWER;
            case NONE, GROUP_ID_NOT_FOUND, UNKNOWN_TOPIC_OR_PARTITION -> refusal;
            default -> ErrorCode.UNKNOWN_SERVER_ERROR;
        };
    }

    /** The number of records after the start offset that are done with. */
    private int completeCount() {
        int[] complete = {0};
        inFlight.values()
                .forEach(batch -> batch.forEach((first, last, state) -> {
                    if (state.state().isFinal() && last >= startOffset) {
                        complete[0] += (int) (last - Math.max(first, startOffset) + 1);
                    }
                }));
        return complete[0];
    }

    /** The log begins later than this partition: the records before are gone. */
    public void logBegins(long logStart) {
        if (logStart <= startOffset) {
            return;
        }
        if (inFlight.isEmpty()) {
            startOffset = logStart;
            endOffset = logStart;
            return;
        }
        archive(startOffset, logStart - 1, RecordState.AVAILABLE);
        startOffset = logStart;
        endOffset = Math.max(endOffset, startOffset);
    }

    /** Archives available records that the log does not have any more, because it was compacted. */
    void archiveMissing(long fetchOffset, long firstFetched) {
        if (fetchOffset < firstFetched) {
            archive(fetchOffset, firstFetched - 1, RecordState.AVAILABLE);
        }
    }

    private void archive(long first, long last, RecordState from) {
        for (InFlightBatch batch : inFlight.headMap(last, true).values()) {
            if (batch.lastOffset() < first) {
                continue;
            }
            if (!batch.isSplit() && batch.common().state() == from && !batch.isWithin(first, last)) {
                batch.split();
            }
            batch.forEach((begin, end, state) -> {
                if (state.state() == from && begin >= first && end <= last) {
                    state.archive();
                }
            });
        }
    }

    /** Moves the start offset behind the records that are done with. */
    private void advance() {
        if (inFlight.isEmpty() || !startIsDone()) {
            return;
        }
        long done = lastDone();
        if (done == -1) {
            return;
        }
        long last = lastInFlight();
        if (done == last) {
            startOffset = last + 1;
            endOffset = last + 1;
            inFlight.clear();
            return;
        }
        InFlightBatch batch = Objects.requireNonNull(inFlight.floorEntry(done)).getValue();
        if (done == batch.lastOffset()) {
            startOffset = Math.max(startOffset, Objects.requireNonNull(inFlight.higherKey(done)));
            if (hasGaps()) {
                startOffset = Math.min(gapStart, startOffset);
            }
            inFlight.headMap(batch.firstOffset(), true).clear();
        } else {
            startOffset = Math.max(startOffset, done + 1);
            inFlight.headMap(batch.firstOffset(), false).clear();
        }
    }

    /** The last offset of a batch in flight, of which there is at least one. */
    private long lastInFlight() {
        return Objects.requireNonNull(inFlight.lastEntry()).getValue().lastOffset();
    }

    private boolean startIsDone() {
        Map.Entry<Long, InFlightBatch> floor = inFlight.floorEntry(startOffset);
        return floor != null && floor.getValue().at(startOffset).state().isFinal();
    }

    /** The last offset before which all records are done with; -1 if the first one is not. */
    private long lastDone() {
        long done = -1;
        for (InFlightBatch batch : inFlight.values()) {
            if (hasGaps() && batch.lastOffset() >= gapStart) {
                return done;
            }
            if (!batch.isSplit()) {
                if (!batch.common().state().isFinal()) {
                    return done;
                }
                done = batch.lastOffset();
            }
            for (Map.Entry<Long, Delivery> single : batch.singles()) {
                if (!single.getValue().state().isFinal()) {
                    return done;
                }
                done = single.getKey();
            }
        }
        return done;
    }
}
