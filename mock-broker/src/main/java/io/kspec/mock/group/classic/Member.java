package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemoryBudget;
import io.kspec.protocol.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One member of a group.
 *
 * @param instanceId its {@code group.instance.id}, if it is static
 * @param terms what it brought when it last joined
 * @param assignment what the leader last gave it
 * @param isNew whether it was never in a generation
 * @param sessionDeadlineMs when it is taken for dead, unless it is heard of before
 */
record Member(
        String id,
        @Nullable String instanceId,
        String clientId,
        String clientHost,
        MemberTerms terms,
        Bytes assignment,
        boolean isNew,
        long sessionDeadlineMs) {

    /** A newcomer. It cannot heartbeat while it waits at the join barrier, so that its first deadline is no session's. */
    static Member joining(String id, JoinRequest request, DecisionContext context) {
        return new Member(
                id,
                request.member().instanceId(),
                request.clientId(),
                request.clientHost(),
                request.terms(),
                Bytes.EMPTY,
                true,
                context.after(context.settings().newMemberJoinTimeoutMs()));
    }

    boolean isStatic() {
        return instanceId != null;
    }

    /** The same member with what it brings now. */
    Member on(MemberTerms newTerms) {
        return with(id, newTerms, assignment, isNew, sessionDeadlineMs);
    }

    Member assigned(Bytes newAssignment) {
        return with(id, terms, newAssignment, isNew, sessionDeadlineMs);
    }

    /** The same member, just heard of or just answered: its session begins again. */
    Member heard(DecisionContext context) {
        return with(id, terms, assignment, isNew, context.after(terms.sessionTimeoutMs()));
    }

    /** The same member, now in a generation. */
    Member admitted(DecisionContext context) {
        return with(id, terms, assignment, false, context.after(terms.sessionTimeoutMs()));
    }

    /** The same static member after its restart, under another member id. */
    Member renamed(String newId, DecisionContext context) {
        return with(newId, terms, assignment, false, context.after(terms.sessionTimeoutMs()));
    }

    /** About how many bytes of memory it takes. */
    long heldBytes() {
        return MemoryBudget.of(id) + MemoryBudget.of(clientId) + terms.heldBytes() + assignment.size();
    }

    private Member with(
            String newId, MemberTerms newTerms, Bytes newAssignment, boolean stillNew, long newSessionDeadlineMs) {
        return new Member(
                newId, instanceId, clientId, clientHost, newTerms, newAssignment, stillNew, newSessionDeadlineMs);
    }
}
