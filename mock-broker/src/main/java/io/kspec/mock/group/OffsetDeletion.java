package io.kspec.mock.group;

import io.kspec.protocol.ErrorCode;
import java.util.List;

/**
 * What an OffsetDelete is answered with.
 *
 * @param error an error of the whole request; then there are no partitions
 * @param partitions what became of each, in the order asked
 */
public record OffsetDeletion(ErrorCode error, List<PartitionError> partitions) {
    public OffsetDeletion {
        partitions = List.copyOf(partitions);
    }
}
