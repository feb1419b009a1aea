package io.kspec.mock.group.classic;

/**
 * What a group is doing. Each state has just the data that it needs, and the steps that lead out of it:
 *
 * <pre>
 *                                     the first member joins
 *              Empty ------------------------------------------------> PreparingRebalance
 *                ^                                                       |    ^      ^
 *                |     the barrier falls, nobody is left                 |    |      |
 *                +-------------------------------------------------------+    |      |
 *                                              the barrier falls         |    |      |
 *                                                                        v    |      |
 *                                                     CompletingRebalance ----+      |
 *                                                                        |  (1)      |
 *                                              the leader syncs          |           |
 *                                                                        v           |
 *                                                                     Stable --------+
 *                                                                           (1), (2)
 *   (1) a member comes, leaves, expires, changes its protocols, or does not sync in time
 *   (2) the leader joins again
 *
 *   Dead: a group that is not there. A newcomer's JoinGroup, or the commit of a consumer without a group, begins it as Empty;
 *   DeleteGroups ends an Empty one.
 * </pre>
 *
 * <p>In PreparingRebalance JoinGroup requests wait until every member has joined again or the rebalance timeout has passed;
 * in CompletingRebalance SyncGroup requests wait for the leader's. Members that wait do not expire, newcomers apart.
 */
sealed interface GroupState permits Dead, LiveState {
    /** The name that DescribeGroups and ListGroups print. */
    String name();

    Generation generation();

    Roster roster();
}
