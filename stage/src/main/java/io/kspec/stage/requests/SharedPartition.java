package io.kspec.stage.requests;

import java.util.List;
import java.util.UUID;

/**
 * A partition that a member of a share group reads, or tells about.
 *
 * @param acknowledged what it tells about records that it holds; none to only read
 */
public record SharedPartition(UUID topicId, int partition, List<AcknowledgedRecords> acknowledged) {
    public SharedPartition {
        acknowledged = List.copyOf(acknowledged);
    }

    /** A partition to read. */
    public static SharedPartition of(UUID topicId, int partition) {
        return new SharedPartition(topicId, partition, List.of());
    }

    /** A partition of which a member holds records. */
    public static SharedPartition acknowledged(UUID topicId, int partition, AcknowledgedRecords... records) {
        return new SharedPartition(topicId, partition, List.of(records));
    }
}
