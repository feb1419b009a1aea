package io.kspec.mock.group.consumer;

import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.protocol.ErrorCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which offsets members of consumer groups may fetch and commit: NONE, or the error that Kafka answers. */
final class OffsetRules {
    private OffsetRules() {}

    static ErrorCode fetch(ConsumerGroup group, @Nullable String memberId, int memberEpoch) {
        if (memberId == null && memberEpoch < 0) {
            return ErrorCode.NONE;
        }
        ConsumerMember member = memberId == null ? null : group.member(memberId);
        if (member == null) {
            return ErrorCode.UNKNOWN_MEMBER_ID;
        }
        return member.epoch() == memberEpoch ? ErrorCode.NONE : wrongEpoch(member);
    }

    static ErrorCode commit(ConsumerGroup group, CommitRequest request, boolean inTransaction) {
        int epoch = request.generationId();
        if (epoch < 0 && group.isEmpty()) {
            return ErrorCode.NONE;
        }
        if (inTransaction && request.isWithoutMember()) {
            return ErrorCode.NONE;
        }
        ConsumerMember member = group.member(request.member().memberId());
        if (member == null) {
            return ErrorCode.UNKNOWN_MEMBER_ID;
        }
        if (!inTransaction && !member.usesClassicProtocol() && !request.knowsGroupIdNotFound()) {
            return ErrorCode.UNSUPPORTED_VERSION;
        }
        if (epoch == member.epoch()) {
            return ErrorCode.NONE;
        }
        boolean isNewer = epoch > member.epoch();
        boolean allAssignedSince = request.offsets().stream()
                .allMatch(offset -> wasAssignedBy(
                        member, offset.committed().topicId(), offset.partition().partition(), epoch));
        if (!isNewer && allAssignedSince) {
            return ErrorCode.NONE;
        }
        return inTransaction && isNewer ? ErrorCode.ILLEGAL_GENERATION : wrongEpoch(member);
    }

    private static ErrorCode wrongEpoch(ConsumerMember member) {
        return member.usesClassicProtocol() ? ErrorCode.ILLEGAL_GENERATION : ErrorCode.STALE_MEMBER_EPOCH;
    }

    /** Whether a member has had a partition in an epoch and still has it, or has not given it up yet (KIP-1251). */
    private static boolean wasAssignedBy(ConsumerMember member, @Nullable UUID topic, int partition, int epoch) {
        if (topic == null) {
            return false;
        }
        Integer assigned = member.progress().assigned().epoch(topic, partition);
        Integer since = assigned == null ? member.progress().revoking().epoch(topic, partition) : assigned;
        return since != null && epoch >= since;
    }
}
