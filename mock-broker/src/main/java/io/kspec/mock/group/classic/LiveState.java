package io.kspec.mock.group.classic;

import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.Set;

/** The state of a group that exists. */
sealed interface LiveState extends GroupState permits Empty, PopulatedState {
    /** This state with another roster, if the change has no further consequences. */
    LiveState with(Roster roster);

    /** Whether {@code group.max.size} permits a member to join; the id is empty for a new member. */
    boolean hasRoomFor(String memberId, int maxSize);

    /** Whether a member with this protocol type and these protocols can join. */
    boolean supports(String protocolType, Set<String> protocols);

    /** Adds a new member, whose request waits at the barrier. */
    Transition add(Member newcomer, String protocolType, Reply<JoinResult> reply, DecisionContext context);

    /** Removes members and pending members, at their own or an administrator's request. */
    Transition leave(Set<String> memberIds, DecisionContext context);

    /** Answers the requests that wait, because another broker coordinates the group from now on. */
    List<ReplyOutcome> refuseWaiting(ErrorCode error);

    /** The next deadline of this state; {@link Long#MAX_VALUE} if it has none. */
    long nextDeadlineMs();

    /** Handles one of the timeouts that are due at {@link #nextDeadlineMs()}; others may be due at the same time. */
    Transition expire(DecisionContext context);
}
