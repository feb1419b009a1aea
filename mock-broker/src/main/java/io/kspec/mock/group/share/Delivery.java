package io.kspec.mock.group.share;

import org.jspecify.annotations.Nullable;

/** The state of a record in flight, or of several that have always had the same. */
final class Delivery {
    /** The time until which nobody holds a lock. */
    static final long UNLOCKED = Long.MAX_VALUE;

    private RecordState state;
    private int deliveryCount;
    private @Nullable String memberId;
    private long lockedUntilMs;
    /** Whether the share coordinator has not confirmed the state yet. */
    private boolean unconfirmed;

    private Delivery(RecordState state, int deliveryCount, @Nullable String memberId, long lockedUntilMs) {
        this.state = state;
        this.deliveryCount = deliveryCount;
        this.memberId = memberId;
        this.lockedUntilMs = lockedUntilMs;
    }

    /** A record that is delivered for the first time. */
    static Delivery acquired(String memberId, long lockedUntilMs) {
        return new Delivery(RecordState.ACQUIRED, 1, memberId, lockedUntilMs);
    }

    /** A record that nobody holds. */
    static Delivery of(RecordState state, int deliveryCount) {
        return new Delivery(state, deliveryCount, null, UNLOCKED);
    }

    Delivery copy() {
        return new Delivery(state, deliveryCount, memberId, lockedUntilMs);
    }

    /** Takes back what has changed since a {@link #copy}. */
    void restore(Delivery before) {
        state = before.state;
        deliveryCount = before.deliveryCount;
        memberId = before.memberId;
        lockedUntilMs = before.lockedUntilMs;
        unconfirmed = before.unconfirmed;
    }

    RecordState state() {
        return state;
    }

    int deliveryCount() {
        return deliveryCount;
    }

    @Nullable String memberId() {
        return memberId;
    }

    long lockedUntilMs() {
        return lockedUntilMs;
    }

    boolean isAvailable() {
        return state == RecordState.AVAILABLE && !unconfirmed;
    }

    boolean isHeldBy(String member) {
        return state == RecordState.ACQUIRED && member.equals(memberId);
    }

    /** Delivers it once more. */
    void acquire(String member, long untilMs) {
        state = RecordState.ACQUIRED;
        deliveryCount++;
        memberId = member;
        lockedUntilMs = untilMs;
    }

    /** Extends the lock. */
    void renew(long untilMs) {
        lockedUntilMs = untilMs;
    }

    /** Ends the delivery; a record that was delivered as often as it may be is not available again. */
    void settle(RecordState wanted, int deliveryCountLimit) {
        boolean usedUp = wanted == RecordState.AVAILABLE && deliveryCount >= deliveryCountLimit;
        end(usedUp ? RecordState.ARCHIVED : wanted);
    }

    /** Keeps it from being delivered until the share coordinator has confirmed its state. */
    void awaitConfirmation() {
        unconfirmed = true;
    }

    void confirm() {
        unconfirmed = false;
    }

    /** Makes sure that it is not delivered any more. */
    void archive() {
        end(RecordState.ARCHIVED);
    }

    private void end(RecordState last) {
        state = last;
        memberId = null;
        lockedUntilMs = UNLOCKED;
    }
}
