package io.kspec.mock.group.classic;

import io.kspec.mock.group.ListedGroup;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.protocol.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Groups of another type. They share group ids and committed offsets with classic groups, and requests of the classic protocol may
 * be about them, which most types refuse. Except for {@link #has}, {@link #ids} and {@link #list}, all methods are about groups that
 * exist.
 */
public interface OtherGroups {
    /** Whether one of these groups has this id. */
    boolean has(String groupId);

    /** The ids of all of these groups. */
    List<String> ids();

    /** ListGroups: all of these groups, by id. */
    List<ListedGroup> list(long nowMs);

    /** Whether a group has no members, so that it can be removed. */
    boolean isEmpty(String groupId);

    /** Whether a group without members gives way to a classic group with the same id, as soon as a member joins that. */
    boolean givesWay(String groupId);

    /** Whether a group without members and offsets ceases to exist after a while. */
    default boolean expires() {
        return true;
    }

    /** JoinGroup to a group that does not give way. */
    default void join(JoinRequest request, long nowMs, Reply<JoinResult> reply) {
        reply.answer(JoinResult.refused(
                ErrorCode.INCONSISTENT_GROUP_PROTOCOL, request.member().memberId()));
    }

    /** SyncGroup. */
    default SyncResult sync(SyncRequest request, long nowMs) {
        return SyncResult.refused(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    /** Heartbeat: NONE, or an error that tells the member what to do. */
    default ErrorCode heartbeat(String groupId, MemberIdentity member, int generationId, long nowMs) {
        return ErrorCode.UNKNOWN_MEMBER_ID;
    }

    /** LeaveGroup: each member has its own result. */
    default LeaveResult leave(String groupId, List<MemberIdentity> members, long nowMs) {
        return new LeaveResult(
                ErrorCode.NONE,
                members.stream()
                        .map(member -> new LeaveResult.LeavingMember(member, ErrorCode.UNKNOWN_MEMBER_ID))
                        .toList());
    }

    /**
     * Whether OffsetCommit or TxnOffsetCommit may commit: NONE, or an error for all offsets.
     *
     * @param inTransaction whether the request is TxnOffsetCommit
     */
    ErrorCode checkCommit(CommitRequest request, boolean inTransaction);

    /**
     * OffsetFetch: NONE, or why a member may not fetch offsets.
     *
     * @param memberId null if the client is no member, or does not say so
     */
    ErrorCode checkFetch(String groupId, @Nullable String memberId, int memberEpoch, long nowMs);

    /** Whether OffsetDelete may delete offsets: NONE, or an error for the whole request. */
    default ErrorCode checkOffsetDeletion(String groupId) {
        return ErrorCode.NONE;
    }

    /** Which topics the members subscribe to. */
    Predicate<String> subscription(String groupId);

    /** Removes a group without members. */
    void remove(String groupId, Collection<CoordinatorRecord> records);

    /** Another broker coordinates some groups from now on: the times of their members begin again. */
    void moved(Predicate<String> movedGroup, long nowMs);
}
