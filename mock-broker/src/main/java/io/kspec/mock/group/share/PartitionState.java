package io.kspec.mock.group.share;

import java.util.List;

/**
 * What the share coordinator keeps of a partition of a share group.
 *
 * @param stateEpoch the group's epoch when the partition was initialized; requests with an older one are fenced
 * @param leaderEpoch the epoch of the partition's leader that wrote last
 * @param startOffset the first offset that is not done with; -1 if nobody has set one
 * @param deliveryCompleteCount the number of records after the start offset that are done with; -1 if unknown (KIP-1226)
 * @param batches the states of the records after the start offset
 */
public record PartitionState(
        int stateEpoch, int leaderEpoch, long startOffset, int deliveryCompleteCount, List<StateBatch> batches) {
    /** The start offset of a partition that no member has read. */
    public static final long NO_OFFSET = -1;
    /** The count of a partition whose leader did not tell it. */
    public static final int NO_COUNT = -1;

    /** What is told of a partition of which nothing is kept. */
    public static final PartitionState NONE = new PartitionState(0, 0, NO_OFFSET, NO_COUNT, List.of());

    public PartitionState {
        batches = List.copyOf(batches);
    }

    PartitionState ledIn(int epoch) {
        return new PartitionState(stateEpoch, epoch, startOffset, deliveryCompleteCount, batches);
    }
}
