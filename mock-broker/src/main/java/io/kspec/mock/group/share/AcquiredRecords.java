package io.kspec.mock.group.share;

/**
 * Consecutive records that were delivered to a member.
 *
 * @param firstOffset the first record's offset
 * @param lastOffset the last record's offset, inclusive
 * @param deliveryCount how often they have been delivered, with this time
 */
public record AcquiredRecords(long firstOffset, long lastOffset, int deliveryCount) {
    boolean continues(AcquiredRecords before) {
        return before.lastOffset + 1 == firstOffset && before.deliveryCount == deliveryCount;
    }
}
