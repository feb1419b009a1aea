package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.MemoryBudget;
import io.kspec.protocol.ErrorCode;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a group, in the order they came.
 *
 * @param members by member id
 * @param pending member ids that were given out with MEMBER_ID_REQUIRED and did not come back yet, with the time when they
 *     are forgotten
 * @param leader the member id of the leader; empty if there are no members
 */
record Roster(Map<String, Member> members, Map<String, Long> pending, String leader) {
    static final Roster NONE = new Roster(Map.of(), Map.of(), "");

    Roster {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        pending = Collections.unmodifiableMap(new LinkedHashMap<>(pending));
        if (members.isEmpty() ? !leader.isEmpty() : !members.containsKey(leader)) {
            throw new IllegalArgumentException(
                    "expected a leader from " + members.keySet() + ", found '" + leader + "'");
        }
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    boolean has(String memberId) {
        return members.containsKey(memberId);
    }

    /**
     * The member of that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    Member member(String memberId) {
        Member member = members.get(memberId);
        if (member == null) {
            throw new IllegalArgumentException("expected one of " + members.keySet() + ", found " + memberId);
        }
        return member;
    }

    /** Insists that only members have requests waiting. */
    void requireMembers(Set<String> waiting) {
        if (!members.keySet().containsAll(waiting)) {
            throw new IllegalArgumentException(
                    "expected requests of " + members.keySet() + " to wait, found those of " + waiting);
        }
    }

    boolean isLeader(String memberId) {
        return has(memberId) && leader.equals(memberId);
    }

    boolean isPending(String memberId) {
        return pending.containsKey(memberId);
    }

    /** The earliest time at which a pending member is forgotten; {@link Long#MAX_VALUE} if there is none. */
    long firstPendingDeadlineMs() {
        return pending.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    }

    /** A pending member that is forgotten by that time. */
    Optional<String> pendingUntil(long nowMs) {
        return pending.entrySet().stream()
                .filter(entry -> entry.getValue() <= nowMs)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The member id behind a {@code group.instance.id}, or null if no member has it. */
    @Nullable String staticMemberId(@Nullable String instanceId) {
        if (instanceId == null) {
            return null;
        }
        return members.values().stream()
                .filter(member -> instanceId.equals(member.instanceId()))
                .map(Member::id)
                .findFirst()
                .orElse(null);
    }

    /** NONE if that is a member; else FENCED_INSTANCE_ID if its instance id has another member id now, or UNKNOWN_MEMBER_ID. */
    ErrorCode check(MemberIdentity identity) {
        if (identity.instanceId() != null) {
            String known = staticMemberId(identity.instanceId());
            if (known != null && !known.equals(identity.memberId())) {
                return ErrorCode.FENCED_INSTANCE_ID;
            }
            if (known == null) {
                return ErrorCode.UNKNOWN_MEMBER_ID;
            }
        }
        return has(identity.memberId()) ? ErrorCode.NONE : ErrorCode.UNKNOWN_MEMBER_ID;
    }

    /** The first to come leads. */
    Roster plus(Member member) {
        Map<String, Member> more = new LinkedHashMap<>(members);
        more.put(member.id(), member);
        Map<String, Long> stillPending = new LinkedHashMap<>(pending);
        stillPending.remove(member.id());
        return new Roster(more, stillPending, isEmpty() ? member.id() : leader);
    }

    Roster plusPending(String memberId, long deadlineMs) {
        Map<String, Long> more = new LinkedHashMap<>(pending);
        more.put(memberId, deadlineMs);
        return new Roster(members, more, leader);
    }

    /** Without these members and pending members; if the leader goes, the one that has been there longest leads. */
    Roster minus(Collection<String> memberIds) {
        Map<String, Member> fewer = new LinkedHashMap<>(members);
        fewer.keySet().removeAll(memberIds);
        Map<String, Long> stillPending = new LinkedHashMap<>(pending);
        stillPending.keySet().removeAll(memberIds);
        String nextLeader = fewer.containsKey(leader)
                ? leader
                : fewer.keySet().stream().findFirst().orElse("");
        return new Roster(fewer, stillPending, nextLeader);
    }

    /** With a member as it is now. */
    Roster with(Member changed) {
        return map(member -> member.id().equals(changed.id()) ? changed : member);
    }

    Roster map(UnaryOperator<Member> change) {
        Map<String, Member> changed = new LinkedHashMap<>();
        members.forEach((id, member) -> changed.put(id, change.apply(member)));
        return new Roster(changed, pending, leader);
    }

    /** With a static member under its new member id, at its old place. */
    Roster renaming(String oldId, Member renamed) {
        Map<String, Member> changed = new LinkedHashMap<>();
        members.forEach((id, member) -> {
            Member now = id.equals(oldId) ? renamed : member;
            changed.put(now.id(), now);
        });
        return new Roster(changed, pending, leader.equals(oldId) ? renamed.id() : leader);
    }

    Roster ledBy(String memberId) {
        return new Roster(members, pending, memberId);
    }

    /** How long the most patient member is willing to wait; 0 without members. */
    int rebalanceTimeoutMs() {
        return members.values().stream()
                .mapToInt(member -> member.terms().rebalanceTimeoutMs())
                .reduce(0, Math::max);
    }

    /** Whether one of these protocols is followed by every member. */
    boolean canAllFollowOneOf(Set<String> protocols) {
        return isEmpty() ? !protocols.isEmpty() : protocolsOfAll().stream().anyMatch(protocols::contains);
    }

    /**
     * The protocol with the most votes. Every member votes for the first in its list that all members follow; a tie goes to
     * the one that was voted for first, in the order of members (Kafka leaves ties to the order of a hash table).
     *
     * @throws IllegalStateException if there is no protocol that all members follow
     */
    String preferredProtocol() {
        Set<String> candidates = protocolsOfAll();
        Map<String, Integer> votes = new LinkedHashMap<>();
        for (Member member : members.values()) {
            member.terms().protocols().stream()
                    .map(GroupProtocol::name)
                    .filter(candidates::contains)
                    .findFirst()
                    .ifPresent(protocol -> votes.merge(protocol, 1, Integer::sum));
        }
        String preferred = null;
        for (Map.Entry<String, Integer> vote : votes.entrySet()) {
            if (preferred == null || vote.getValue() > votes.getOrDefault(preferred, 0)) {
                preferred = vote.getKey();
            }
        }
        if (preferred == null) {
            throw new IllegalStateException(
                    "expected a protocol that all of " + members.keySet() + " follow, found none");
        }
        return preferred;
    }

    private Set<String> protocolsOfAll() {
        Map<String, Integer> followers = new HashMap<>();
        members.values()
                .forEach(member ->
                        member.terms().protocolNames().forEach(protocol -> followers.merge(protocol, 1, Integer::sum)));
        followers.values().removeIf(count -> count < members.size());
        return followers.keySet();
    }

    /** About how many bytes of memory it takes. */
    long heldBytes() {
        return members.values().stream().mapToLong(Member::heldBytes).sum()
                + pending.keySet().stream().mapToLong(MemoryBudget::of).sum();
    }

    List<JoinResult.JoinedMember> asSeenByLeader(Generation generation) {
        return members.values().stream()
                .map(member -> new JoinResult.JoinedMember(
                        member.id(), member.instanceId(), member.terms().metadata(generation.protocolName())))
                .toList();
    }
}
