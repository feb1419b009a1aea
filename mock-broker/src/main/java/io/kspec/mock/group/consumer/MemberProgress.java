package io.kspec.mock.group.consumer;

/**
 * Where a member stands on its way to its target assignment.
 *
 * @param epoch the member epoch; 0 before the first assignment, -2 for a static member that has left and will return
 * @param previousEpoch the member epoch before; the member may repeat it if it has missed a response. -1 for a new member
 * @param assigned the partitions that the member has, or is told to have
 * @param revoking the partitions that the member has been told to give up
 */
record MemberProgress(
        int epoch,
        int previousEpoch,
        ReconciliationState state,
        CurrentAssignment assigned,
        CurrentAssignment revoking) {
    /** The epoch of a static member that will return. */
    static final int STATIC_LEAVE = -2;

    /** A member without assignment. */
    static final MemberProgress NONE =
            new MemberProgress(0, -1, ReconciliationState.STABLE, CurrentAssignment.NONE, CurrentAssignment.NONE);

    /** A step, after which the present epoch is the previous one. */
    MemberProgress to(
            ReconciliationState next, int nextEpoch, CurrentAssignment nowAssigned, CurrentAssignment nowRevoking) {
        return new MemberProgress(nextEpoch, epoch, next, nowAssigned, nowRevoking);
    }

    /** Whether the member has reached the target assignment of an epoch. */
    boolean hasReached(int targetEpoch) {
        return state == ReconciliationState.STABLE && epoch == targetEpoch;
    }

    /** The progress of a static member that leaves for a while: it keeps its partitions. */
    MemberProgress onLeave() {
        return new MemberProgress(STATIC_LEAVE, previousEpoch, state, assigned, CurrentAssignment.NONE);
    }

    /** The progress of a static member that returns with another member id. */
    MemberProgress returning() {
        return new MemberProgress(0, 0, state, assigned, revoking);
    }
}
