package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemoryBudget;
import io.kspec.protocol.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A member of a group.
 *
 * @param instanceId the member's {@code group.instance.id}; null if it is dynamic
 * @param terms the timeouts and protocols of its last JoinGroup
 * @param assignment the leader's last assignment for it
 * @param isNew whether it has never been in a generation
 * @param sessionDeadlineMs when the member is removed unless it sends a request before
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

    /**
     * A new member. It cannot heartbeat while it waits at the join barrier, so its first deadline is not that of a
     * session.
     */
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

    /** This member with the terms of its new JoinGroup. */
    Member on(MemberTerms newTerms) {
        return with(id, newTerms, assignment, isNew, sessionDeadlineMs);
    }

    Member assigned(Bytes newAssignment) {
        return with(id, terms, newAssignment, isNew, sessionDeadlineMs);
    }

    /** This member with its session restarted, after a request from it or a response to it. */
    Member withSessionRenewed(DecisionContext context) {
        return with(id, terms, assignment, isNew, context.after(terms.sessionTimeoutMs()));
    }

    /** This member as part of a generation. */
    Member admitted(DecisionContext context) {
        return with(id, terms, assignment, false, context.after(terms.sessionTimeoutMs()));
    }

    /** This static member after its restart, with a new member id. */
    Member renamed(String newId, DecisionContext context) {
        return with(newId, terms, assignment, false, context.after(terms.sessionTimeoutMs()));
    }

    /** The estimated memory of the member, in bytes. */
    long heldBytes() {
        return MemoryBudget.of(id) + MemoryBudget.of(clientId) + terms.heldBytes() + assignment.size();
    }

    private Member with(
            String newId, MemberTerms newTerms, Bytes newAssignment, boolean stillNew, long newSessionDeadlineMs) {
        return new Member(
                newId, instanceId, clientId, clientHost, newTerms, newAssignment, stillNew, newSessionDeadlineMs);
    }
}
