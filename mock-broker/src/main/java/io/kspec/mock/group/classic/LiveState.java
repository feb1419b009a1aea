package io.kspec.mock.group.classic;

import java.util.Set;

/** The state of a group that exists. */
sealed interface LiveState extends GroupState permits Empty, PopulatedState {
    /** The same state with another roster, where nothing else follows from the change. */
    LiveState with(Roster roster);

    /** Whether {@code group.max.size} leaves room for whoever wants to join; the id is empty for a newcomer. */
    boolean hasRoomFor(String memberId, int maxSize);

    /** Whether a member of that type and with those protocols fits in. */
    boolean supports(String protocolType, Set<String> protocols);

    /** A newcomer joins; its request waits at the barrier. */
    Transition add(Member newcomer, String protocolType, Reply<JoinResult> reply, DecisionContext context);

    /** Members and pending members leave of their own will, or by an administrator's. */
    Transition leave(Set<String> memberIds, DecisionContext context);

    /** When something happens next though nobody asks; {@link Long#MAX_VALUE} if nothing does. */
    long nextDeadlineMs();

    /** What happens at {@link #nextDeadlineMs()}: one thing, for others may be due at the same time. */
    Transition expire(DecisionContext context);
}
