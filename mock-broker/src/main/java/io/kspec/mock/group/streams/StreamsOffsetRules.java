package io.kspec.mock.group.streams;

import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Which offsets members of streams groups may fetch and commit: NONE, or the error that Kafka answers. */
final class StreamsOffsetRules {
    private StreamsOffsetRules() {}

    static ErrorCode fetch(StreamsGroup group, @Nullable String memberId, int memberEpoch) {
        if (memberId == null && memberEpoch < 0) {
            return ErrorCode.NONE;
        }
        StreamsMember member = memberId == null ? null : group.members().get(memberId);
        if (member == null) {
            return ErrorCode.UNKNOWN_MEMBER_ID;
        }
        return member.epoch() == memberEpoch ? ErrorCode.NONE : ErrorCode.STALE_MEMBER_EPOCH;
    }

    static ErrorCode commit(StreamsGroup group, CommitRequest request, boolean inTransaction) {
        int epoch = request.generationId();
        if (epoch < 0 && group.isEmpty()) {
            return ErrorCode.NONE;
        }
        if (inTransaction && request.isWithoutMember()) {
            return ErrorCode.NONE;
        }
        StreamsMember member = group.members().get(request.member().memberId());
        if (member == null) {
            return ErrorCode.UNKNOWN_MEMBER_ID;
        }
        if (!inTransaction && !request.knowsGroupIdNotFound()) {
            return ErrorCode.UNSUPPORTED_VERSION;
        }
        if (epoch == member.epoch()) {
            return ErrorCode.NONE;
        }
        if (epoch > member.epoch()) {
            return inTransaction ? ErrorCode.ILLEGAL_GENERATION : ErrorCode.STALE_MEMBER_EPOCH;
        }
        boolean allAssignedSince =
                request.offsets().stream().allMatch(offset -> wasAssignedBy(group, member, offset.partition(), epoch));
        return allAssignedSince ? ErrorCode.NONE : ErrorCode.STALE_MEMBER_EPOCH;
    }

    /** Whether a member has had the active task of a partition in an epoch and still has it, or has not given it up yet. */
    private static boolean wasAssignedBy(
            StreamsGroup group, StreamsMember member, TopicPartition partition, int epoch) {
        StreamsTopology topology = group.topology();
        String subtopology = topology == null ? null : topology.reader(partition.topic());
        if (subtopology == null) {
            return false;
        }
        TaskId task = new TaskId(subtopology, partition.partition());
        Integer assigned = member.progress().since().get(task);
        Integer since = assigned == null ? member.progress().revokingSince().get(task) : assigned;
        return since != null && epoch >= since;
    }
}
