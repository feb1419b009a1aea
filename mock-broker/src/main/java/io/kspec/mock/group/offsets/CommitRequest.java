package io.kspec.mock.group.offsets;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.ErrorCode;
import java.util.List;

/**
 * The content of an OffsetCommit request, independent of its version.
 *
 * @param groupId the group id; may be empty, as in Kafka
 * @param member the member; empty, without an instance id, for a consumer that does not use group management
 * @param generationId the member's generation; -1 for a consumer that does not use group management
 * @param knowsGroupIdNotFound whether the client understands GROUP_ID_NOT_FOUND (version 9 and up); others get
 *     ILLEGAL_GENERATION
 * @param offsets the offsets to commit
 */
public record CommitRequest(
        String groupId,
        MemberIdentity member,
        int generationId,
        boolean knowsGroupIdNotFound,
        List<OffsetToCommit> offsets) {
    private static final int NO_GENERATION = -1;

    public CommitRequest {
        offsets = List.copyOf(offsets);
    }

    /** Whether the request names no member in any way. */
    public boolean isWithoutMember() {
        return generationId == NO_GENERATION && member.memberId().isEmpty() && member.instanceId() == null;
    }

    /** The results if none of the offsets can be committed. */
    public List<PartitionError> refused(ErrorCode error) {
        return offsets.stream()
                .map(offset -> new PartitionError(offset.partition(), error))
                .toList();
    }

    /** An offset and its partition. */
    public record OffsetToCommit(TopicPartition partition, CommittedOffset committed) {}
}
