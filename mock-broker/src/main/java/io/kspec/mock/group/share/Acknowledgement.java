package io.kspec.mock.group.share;

import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** What a member tells about records that it holds, until it is known whether all of it holds good. */
final class Acknowledgement {
    private final SharePartition partition;
    private final String memberId;
    private final ShareTerms terms;
    private final long nowMs;
    private final List<Change> changes = new ArrayList<>();
    private ErrorCode error = ErrorCode.NONE;

    /** A state that has changed, and what it was before. */
    private record Change(long first, long last, Delivery state, Delivery before) {}

    Acknowledgement(SharePartition partition, String memberId, ShareTerms terms, long nowMs) {
        this.partition = partition;
        this.memberId = memberId;
        this.terms = terms;
        this.nowMs = nowMs;
    }

    /** Changes the states, which the share coordinator has yet to confirm; none if something is wrong. */
    void take(List<AcknowledgementBatch> batches) {
        for (AcknowledgementBatch batch : batches) {
            error = take(batch);
            if (error != ErrorCode.NONE) {
                takeBack();
                return;
            }
        }
    }

    /** NONE, or what is wrong. */
    ErrorCode error() {
        return error;
    }

    /** The states to keep; renewed locks are not kept. */
    List<StateBatch> changed() {
        return changes.stream()
                .map(change -> SharePartition.told(change.first(), change.last(), change.state()))
                .toList();
    }

    void confirm() {
        changes.forEach(change -> change.state().confirm());
    }

    /** Takes all changes back. */
    void takeBack() {
        changes.forEach(change -> change.state().restore(change.before()));
    }

    private ErrorCode take(AcknowledgementBatch batch) {
        if (!batch.hasKnownTypes()) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (batch.lastOffset() < partition.startOffset()) {
            return ErrorCode.NONE;
        }
        NavigableMap<Long, InFlightBatch> inFlight = partition.inFlight();
        Long first = inFlight.floorKey(batch.firstOffset());
        if (first == null && batch.firstOffset() < partition.startOffset()) {
            first = inFlight.floorKey(partition.startOffset());
        }
        if (first == null) {
            return ErrorCode.INVALID_RECORD_STATE;
        }
        NavigableMap<Long, InFlightBatch> meant = inFlight.subMap(first, true, batch.lastOffset(), true);
        Map.Entry<Long, InFlightBatch> last = meant.lastEntry();
        if (last == null || last.getValue().lastOffset() < batch.lastOffset()) {
            return ErrorCode.INVALID_REQUEST;
        }
        for (InFlightBatch each : List.copyOf(meant.values())) {
            ErrorCode error = each.lastOffset() < partition.startOffset() ? ErrorCode.NONE : take(batch, each);
            if (error != ErrorCode.NONE) {
                return error;
            }
        }
        return ErrorCode.NONE;
    }

    private ErrorCode take(AcknowledgementBatch batch, InFlightBatch inFlight) {
        if (!inFlight.isSplit() && !inFlight.common().isHeldBy(memberId)) {
            return ErrorCode.INVALID_RECORD_STATE;
        }
        boolean whole = inFlight.isWithin(batch.firstOffset(), batch.lastOffset())
                && !inFlight.isSplit()
                && !batch.isPerOffset()
                && !inFlight.isCutBy(partition.startOffset());
        if (whole) {
            take(batch.types().get(0), inFlight.firstOffset(), inFlight.lastOffset(), inFlight.common());
            return ErrorCode.NONE;
        }
        long first = Math.max(batch.firstOffset(), partition.startOffset());
        NavigableMap<Long, Delivery> meant = inFlight.split().subMap(first, true, batch.lastOffset(), true);
        for (Map.Entry<Long, Delivery> single : meant.entrySet()) {
            if (!single.getValue().isHeldBy(memberId)) {
                return ErrorCode.INVALID_RECORD_STATE;
            }
            long offset = single.getKey();
            take(batch.typeOf(offset), offset, offset, single.getValue());
        }
        return ErrorCode.NONE;
    }

    private void take(byte type, long first, long last, Delivery state) {
        if (type == AcknowledgementBatch.RENEW) {
            state.renew(nowMs + terms.recordLockDurationMs());
            return;
        }
        changes.add(new Change(first, last, state, state.copy()));
        state.settle(AcknowledgementBatch.stateAfter(type), terms.deliveryCountLimit());
        state.awaitConfirmation();
    }
}
