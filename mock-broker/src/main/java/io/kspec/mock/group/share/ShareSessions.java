package io.kspec.mock.group.share;

import io.kspec.protocol.ErrorCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The share sessions of one broker. */
public final class ShareSessions {
    /** The number of partitions that all sessions together may follow: a limit of the mock's, not of Kafka's. */
    private static final int MOST_PARTITIONS = 1_000_000;

    private final Map<MemberKey, ShareSession> sessions = new HashMap<>();
    private int partitions;

    /** A member of a group. */
    public record MemberKey(String groupId, String memberId) {}

    public Optional<ShareSession> find(MemberKey member) {
        return Optional.ofNullable(sessions.get(member));
    }

    /**
     * Begins a session; the member's last one ends.
     *
     * @param connection the number of the connection, with which the session ends
     * @param limit {@code group.share.max.share.sessions}
     * @return NONE, or SHARE_SESSION_LIMIT_REACHED
     */
    public ErrorCode begin(MemberKey member, Collection<SharePartitionKey> keys, long connection, int limit) {
        end(member);
        if (sessions.size() >= limit || partitions + keys.size() > MOST_PARTITIONS) {
            return ErrorCode.SHARE_SESSION_LIMIT_REACHED;
        }
        sessions.put(member, new ShareSession(keys, connection));
        partitions += keys.size();
        return ErrorCode.NONE;
    }

    /**
     * Continues a session.
     *
     * @return NONE, SHARE_SESSION_NOT_FOUND, or INVALID_SHARE_SESSION_EPOCH
     */
    public ErrorCode advance(MemberKey member, int epoch) {
        ShareSession session = sessions.get(member);
        if (session == null) {
            return ErrorCode.SHARE_SESSION_NOT_FOUND;
        }
        if (session.epoch() != epoch) {
            return ErrorCode.INVALID_SHARE_SESSION_EPOCH;
        }
        session.advance();
        return ErrorCode.NONE;
    }

    /** Adds partitions to a session that exists, and removes some. */
    public void update(MemberKey member, Collection<SharePartitionKey> added, Collection<SharePartitionKey> forgotten) {
        ShareSession session = sessions.get(member);
        if (session != null) {
            partitions -= session.partitions().size();
            session.update(added, forgotten);
            partitions += session.partitions().size();
            if (partitions > MOST_PARTITIONS) {
                end(member);
            }
        }
    }

    /** The members whose sessions end with a connection. */
    List<MemberKey> on(long connection) {
        return sessions.entrySet().stream()
                .filter(session -> session.getValue().connection() == connection)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a member of a group has a session. */
    boolean hasGroup(String groupId) {
        return sessions.keySet().stream().anyMatch(member -> member.groupId().equals(groupId));
    }

    /** Ends a session; returns its partitions. */
    public List<SharePartitionKey> end(MemberKey member) {
        ShareSession ended = sessions.remove(member);
        if (ended == null) {
            return List.of();
        }
        partitions -= ended.partitions().size();
        return ended.partitions();
    }
}
