package io.kspec.mock.group.share;

/**
 * The state of consecutive records, as the share coordinator keeps it.
 *
 * @param firstOffset the first record's offset
 * @param lastOffset the last record's offset, inclusive
 * @param state the number of a {@link RecordState}
 * @param deliveryCount how often the records were delivered
 */
public record StateBatch(long firstOffset, long lastOffset, byte state, short deliveryCount) {
    /** The number of records; negative if the offsets are too far apart to count. */
    long size() {
        return lastOffset - firstOffset + 1;
    }

    StateBatch between(long first, long last) {
        return new StateBatch(first, last, state, deliveryCount);
    }

    boolean continues(StateBatch before) {
        return before.lastOffset + 1 == firstOffset && before.state == state && before.deliveryCount == deliveryCount;
    }
}
