package io.kspec.mock.group.consumer;

import io.kspec.mock.group.GroupRefusal;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every ConsumerGroupHeartbeat request must be like, whatever the group is. */
final class HeartbeatRules {
    private HeartbeatRules() {}

    /**
     * Checks a request.
     *
     * @throws GroupRefusal with INVALID_REQUEST or UNSUPPORTED_ASSIGNOR
     */
    static void check(HeartbeatRequest request, List<String> assignors) {
        if (request.generatesMemberId()
                || request.memberEpoch() > 0
                || request.memberEpoch() == HeartbeatRequest.LEAVE) {
            requireText("MemberId", request.memberId());
        }
        requireText("GroupId", request.groupId());
        requireText("InstanceId", request.instanceId());
        requireText("RackId", request.rackId());
        if (request.joins()) {
            checkJoin(request);
        } else if (request.memberEpoch() == MemberProgress.STATIC_LEAVE) {
            require(request.instanceId() != null, "A member that leaves for a while must have an InstanceId.");
        } else {
            require(request.memberEpoch() > MemberProgress.STATIC_LEAVE, "The MemberEpoch must be -2 or more.");
        }
        String assignor = request.serverAssignor();
        if (assignor != null && !assignors.contains(assignor)) {
            throw new GroupRefusal(
                    ErrorCode.UNSUPPORTED_ASSIGNOR,
                    "There is no assignor " + assignor + ". The assignors are " + String.join(", ", assignors) + ".");
        }
    }

    private static void checkJoin(HeartbeatRequest request) {
        require(
                request.rebalanceTimeoutMs() != HeartbeatRequest.UNCHANGED,
                "A member that joins must have a RebalanceTimeoutMs.");
        require(
                request.owned() != null && request.owned().isEmpty(),
                "A member that joins must have empty TopicPartitions.");
        require(
                request.subscribedTopicNames() != null || request.subscribedTopicRegex() != null,
                "A member that joins must have SubscribedTopicNames or a SubscribedTopicRegex.");
    }

    private static void requireText(String field, @Nullable String value) {
        require(value == null || !value.trim().isEmpty(), field + " must not be empty.");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new GroupRefusal(ErrorCode.INVALID_REQUEST, message);
        }
    }
}
