package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.protocol.ErrorCode;

/** Whether those who send requests are who they must be: NONE, or the error that Kafka answers. */
final class MembershipRules {
    private MembershipRules() {}

    /** Checks that a member belongs to the group's current generation. */
    static ErrorCode member(String groupId, GroupState state, MemberIdentity member, int generationId) {
        if (groupId.isEmpty()) {
            return ErrorCode.INVALID_GROUP_ID;
        }
        ErrorCode error = state.roster().check(member);
        return error == ErrorCode.NONE && generationId != state.generation().id()
                ? ErrorCode.ILLEGAL_GENERATION
                : error;
    }

    /** Whether OffsetCommit may commit. */
    static ErrorCode commit(CommitRequest request, GroupState state) {
        boolean withoutGeneration = request.generationId() < 0;
        if (state instanceof Dead && !withoutGeneration) {
            return request.knowsGroupIdNotFound() ? ErrorCode.GROUP_ID_NOT_FOUND : ErrorCode.ILLEGAL_GENERATION;
        }
        if (!(state instanceof PopulatedState populated)) {
            return withoutGeneration ? ErrorCode.NONE : ErrorCode.UNKNOWN_MEMBER_ID;
        }
        ErrorCode error = populated.roster().check(request.member());
        if (error == ErrorCode.NONE
                && request.generationId() != populated.generation().id()) {
            error = ErrorCode.ILLEGAL_GENERATION;
        }
        return error == ErrorCode.NONE ? populated.commit() : error;
    }

    /** Whether TxnOffsetCommit may commit: a member also during a rebalance, and a producer without a member at any time. */
    static ErrorCode transactionalCommit(CommitRequest request, GroupState state) {
        if (request.groupId().isEmpty()) {
            return ErrorCode.INVALID_GROUP_ID;
        }
        boolean withoutGeneration = request.generationId() < 0;
        MemberIdentity member = request.member();
        if (state instanceof Dead) {
            return withoutGeneration ? ErrorCode.NONE : ErrorCode.ILLEGAL_GENERATION;
        }
        boolean withoutMember = withoutGeneration && member.memberId().isEmpty() && member.instanceId() == null;
        if (withoutMember || (withoutGeneration && state instanceof Empty)) {
            return ErrorCode.NONE;
        }
        ErrorCode error = state.roster().check(member);
        return error == ErrorCode.NONE
                        && request.generationId() != state.generation().id()
                ? ErrorCode.ILLEGAL_GENERATION
                : error;
    }
}
