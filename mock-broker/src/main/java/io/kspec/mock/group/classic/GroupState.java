package io.kspec.mock.group.classic;

/**
 * The state of a group. Each state has exactly the data that it needs, and the transitions that leave it:
 *
 * <pre>
 *                                     the first member joins
 *              Empty ------------------------------------------------> PreparingRebalance
 *                ^                                                       |    ^      ^
 *                |     the barrier falls, no member is left              |    |      |
 *                +-------------------------------------------------------+    |      |
 *                                              the barrier falls         |    |      |
 *                                                                        v    |      |
 *                                                     CompletingRebalance ----+      |
 *                                                                        |  (1)      |
 *                                              the leader syncs          |           |
 *                                                                        v           |
 *                                                                     Stable --------+
 *                                                                           (1), (2)
 *   (1) a member joins, leaves, expires, changes its protocols, or does not sync in time
 *   (2) the leader joins again
 *
 *   Dead: the group does not exist. A new member's JoinGroup, or a commit outside of group management, creates it as Empty;
 *   DeleteGroups removes an Empty one.
 * </pre>
 *
 * <p>In PreparingRebalance, JoinGroup requests wait until every member has joined again or the rebalance timeout has
 * passed. In CompletingRebalance, SyncGroup requests wait for the leader's. Waiting members do not expire, except for
 * new ones.
 */
sealed interface GroupState permits Dead, LiveState {
    /** The name that DescribeGroups and ListGroups return. */
    String name();

    Generation generation();

    Roster roster();
}
