package io.kspec.stage.requests;

import java.util.List;
import java.util.UUID;

/**
 * A partition that a member of a share group reads, or tells about.
 *
 * @param acknowledged what it tells about records that it holds; none to only read
 */
public record SessionPartition(UUID topicId, int partition, List<AcknowledgedRecords> acknowledged) {
    public SessionPartition {
        acknowledged = List.copyOf(acknowledged);
    }

    /** A partition to read. */
    public static SessionPartition of(UUID topicId, int partition) {
        return new SessionPartition(topicId, partition, List.of());
    }

    /** A partition of which a member holds records. */
    public static SessionPartition acknowledged(UUID topicId, int partition, AcknowledgedRecords... records) {
        return new SessionPartition(topicId, partition, List.of(records));
    }
}
