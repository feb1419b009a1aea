package io.kspec.mock.group.share;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ShareGroupHeartbeat request.
 *
 * @param memberEpoch the epoch that the member knows; 0 to join, -1 to leave
 * @param rackId null if it has not changed
 * @param topics the names of the topics to which the member subscribes; null if they have not changed
 */
public record ShareHeartbeat(
        String groupId,
        String memberId,
        int memberEpoch,
        @Nullable String rackId,
        @Nullable List<String> topics,
        String clientId,
        String clientHost) {
    /** The epoch of a member that joins. */
    static final int JOIN = 0;
    /** The epoch of a member that leaves. */
    static final int LEAVE = -1;

    public ShareHeartbeat {
        topics = topics == null ? null : List.copyOf(topics);
    }

    /** What is wrong with the request, whatever group it is for; null if nothing is. */
    @Nullable String fault() {
        if (memberId.isEmpty()) {
            return "MemberId can't be empty.";
        }
        if (groupId.isEmpty()) {
            return "GroupId can't be empty.";
        }
        if (rackId != null && rackId.isEmpty()) {
            return "RackId can't be empty.";
        }
        if (memberEpoch == JOIN && (topics == null || topics.isEmpty())) {
            return "SubscribedTopicNames must be set in first request.";
        }
        return memberEpoch < LEAVE ? "MemberEpoch is invalid." : null;
    }
}
