package io.kspec.mock.group.classic;

import io.kspec.protocol.ErrorCode;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides whether a member may join a group, and under which member id. */
final class Admission {
    private final Supplier<UUID> ids;

    Admission(Supplier<UUID> ids) {
        this.ids = ids;
    }

    /** Decides on a JoinGroup whose group id and session timeout are valid. */
    Transition decide(GroupState state, JoinRequest request, Reply<JoinResult> reply, DecisionContext context) {
        String memberId = request.member().memberId();
        LiveState live;
        if (state instanceof LiveState existing) {
            live = existing;
        } else if (memberId.isEmpty()) {
            live = Empty.FRESH;
        } else {
            return refuse(state, reply, ErrorCode.UNKNOWN_MEMBER_ID, memberId);
        }

        if (!live.hasRoomFor(memberId, context.settings().maxSize())) {
            LiveState without = live.with(live.roster().minus(Set.of(memberId)));
            return refuse(without, reply, ErrorCode.GROUP_MAX_SIZE_REACHED, "");
        }
        if (!live.supports(request.protocolType(), request.terms().protocolNames())) {
            return refuse(live, reply, ErrorCode.INCONSISTENT_GROUP_PROTOCOL, memberId);
        }
        if (memberId.isEmpty()) {
            return newcomer(live, request, reply, context);
        }
        return live.roster().isPending(memberId)
                ? pending(live, request, reply, context)
                : known(live, request, reply, context);
    }

    private Transition newcomer(
            LiveState state, JoinRequest request, Reply<JoinResult> reply, DecisionContext context) {
        String instanceId = request.member().instanceId();
        String newId = (instanceId == null ? request.clientId() : instanceId) + "-" + ids.get();
        if (instanceId == null && request.memberIdRequired()) {
            long deadlineMs = context.after(request.terms().sessionTimeoutMs());
            LiveState waiting = state.with(state.roster().plusPending(newId, deadlineMs));
            return refuse(waiting, reply, ErrorCode.MEMBER_ID_REQUIRED, newId);
        }
        Member old = formerSelf(state, instanceId);
        if (old != null && state instanceof PopulatedState populated) {
            return populated.comeBack(old, newId, request, reply, context);
        }
        return state.add(Member.joining(newId, request, context), request.protocolType(), reply, context);
    }

    private static @Nullable Member formerSelf(LiveState state, @Nullable String instanceId) {
        String oldId = state.roster().staticMemberId(instanceId);
        return oldId == null ? null : state.roster().member(oldId);
    }

    /**
     * Admits a new dynamic member that returns with its assigned member id. A static member is never assigned one in
     * advance; Kafka fails on it with an unexpected error.
     */
    private static Transition pending(
            LiveState state, JoinRequest request, Reply<JoinResult> reply, DecisionContext context) {
        if (request.member().instanceId() != null) {
            return refuse(state, reply, ErrorCode.UNKNOWN_SERVER_ERROR, "");
        }
        Member newcomer = Member.joining(request.member().memberId(), request, context);
        return state.add(newcomer, request.protocolType(), reply, context);
    }

    private static Transition known(
            LiveState state, JoinRequest request, Reply<JoinResult> reply, DecisionContext context) {
        String memberId = request.member().memberId();
        ErrorCode error = state.roster().check(request.member());
        if (error != ErrorCode.NONE) {
            return refuse(state, reply, error, memberId);
        }
        return state instanceof PopulatedState populated
                ? populated.rejoin(populated.roster().member(memberId), request, reply, context)
                : refuse(state, reply, ErrorCode.UNKNOWN_MEMBER_ID, memberId);
    }

    private static Transition refuse(GroupState state, Reply<JoinResult> reply, ErrorCode error, String memberId) {
        return Transition.answering(state, reply, JoinResult.refused(error, memberId));
    }
}
