package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.protocol.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Groups of another type. They share group ids and committed offsets with classic groups, and requests of the classic protocol may
 * be about them. Except for {@link #has} and {@link #ids}, all methods are about groups that exist.
 */
public interface OtherGroups {
    /** Whether one of these groups has this id. */
    boolean has(String groupId);

    /** The ids of all of these groups. */
    List<String> ids();

    /** Whether a group has no members, so that it can be removed. */
    boolean isEmpty(String groupId);

    /** Whether a group without members gives way to a classic group with the same id, as soon as a member joins that. */
    boolean givesWay(String groupId);

    /** JoinGroup to a group with members. */
    void join(JoinRequest request, long nowMs, Reply<JoinResult> reply);

    /** SyncGroup. */
    SyncResult sync(SyncRequest request, long nowMs);

    /** Heartbeat: NONE, or an error that tells the member what to do. */
    ErrorCode heartbeat(String groupId, MemberIdentity member, int generationId, long nowMs);

    /** LeaveGroup: each member has its own result. */
    LeaveResult leave(String groupId, List<MemberIdentity> members, long nowMs);

    /**
     * Whether OffsetCommit or TxnOffsetCommit may commit: NONE, or an error for all offsets.
     *
     * @param inTransaction whether the request is TxnOffsetCommit
     */
    ErrorCode checkCommit(CommitRequest request, boolean inTransaction);

    /** Which topics the members subscribe to. */
    Predicate<String> subscription(String groupId);

    /** Removes a group without members. */
    void remove(String groupId, Collection<CoordinatorRecord> records);

    /** Another broker coordinates some groups from now on: the times of their members begin again. */
    void moved(Predicate<String> movedGroup, long nowMs);
}
