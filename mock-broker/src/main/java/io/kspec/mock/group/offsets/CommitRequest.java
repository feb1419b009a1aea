package io.kspec.mock.group.offsets;

import io.kspec.mock.group.MemberIdentity;
import java.util.List;

/**
 * What an OffsetCommit request asks, whatever its version.
 *
 * @param groupId the group; the empty one is allowed, as in Kafka
 * @param member who asks; an empty member id and no instance id for a consumer without a group
 * @param generationId the generation it believes to be in; -1 for a consumer without a group
 * @param knowsGroupIdNotFound whether the client knows GROUP_ID_NOT_FOUND (version 9 and up); else it is told
 *     ILLEGAL_GENERATION
 * @param offsets what to commit
 */
public record CommitRequest(
        String groupId,
        MemberIdentity member,
        int generationId,
        boolean knowsGroupIdNotFound,
        List<OffsetToCommit> offsets) {
    public CommitRequest {
        offsets = List.copyOf(offsets);
    }

    /** One offset, and for which partition. */
    public record OffsetToCommit(TopicPartition partition, CommittedOffset committed) {}
}
