package io.kspec.mock.group.classic;

import io.kspec.mock.group.offsets.PartitionError;
import io.kspec.protocol.ErrorCode;
import java.util.List;

/**
 * The result of OffsetDelete.
 *
 * @param error NONE, or why no offset was deleted
 * @param partitions the result for each partition; empty with an error
 */
public record OffsetDeletion(ErrorCode error, List<PartitionError> partitions) {
    public OffsetDeletion {
        partitions = List.copyOf(partitions);
    }

    static OffsetDeletion refused(ErrorCode error) {
        return new OffsetDeletion(error, List.of());
    }
}
