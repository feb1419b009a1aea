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
 * The members of a group, in the order in which they joined.
 *
 * @param members by member id
 * @param pending the member ids that were assigned with MEMBER_ID_REQUIRED and have not been used yet, with the time at
 *     which each expires
 * @param leader the member id of the leader; empty if there are no members
 */
record Roster(Map<String, Member> members, Map<String, Long> pending, String leader) {
    static final Roster NONE = new Roster(Map.of(), Map.of(), "");

    Roster {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        pending =
                pending.isEmpty() ? Collections.emptyMap() : Collections.unmodifiableMap(new LinkedHashMap<>(pending));
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
     * The member with a member id.
     *
     * @throws IllegalArgumentException if there is no such member
     */
    Member member(String memberId) {
        Member member = members.get(memberId);
        if (member == null) {
            throw new IllegalArgumentException("expected one of " + members.keySet() + ", found " + memberId);
        }
        return member;
    }

    /** Checks that only members have waiting requests. */
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

    /** The earliest time at which a pending member expires; {@link Long#MAX_VALUE} if there is no such member. */
    long firstPendingDeadlineMs() {
        long first = Long.MAX_VALUE;
        for (long deadlineMs : pending.values()) {
            first = Math.min(first, deadlineMs);
        }
        return first;
    }

    /** A pending member that has expired by a given time. */
    Optional<String> pendingUntil(long nowMs) {
        return pending.entrySet().stream()
                .filter(entry -> entry.getValue() <= nowMs)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The member id of the static member with a {@code group.instance.id}, or null if there is none. */
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

    /**
     * Returns NONE for a member, FENCED_INSTANCE_ID if its instance id now has another member id, and UNKNOWN_MEMBER_ID
     * otherwise.
     */
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

    /** Adds a member. The first one becomes the leader. */
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

    /**
     * Removes members and pending members. If the leader is removed, the member that joined first becomes the leader.
     */
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

    /** Replaces a member by its changed self. */
    Roster with(Member changed) {
        return map(member -> member.id().equals(changed.id()) ? changed : member);
    }

    Roster map(UnaryOperator<Member> change) {
        Map<String, Member> changed = new LinkedHashMap<>();
        members.forEach((id, member) -> changed.put(id, change.apply(member)));
        return new Roster(changed, pending, leader);
    }

    /** Replaces a static member by itself under its new member id, in the same position. */
    Roster renaming(String oldId, Member renamed) {
        Map<String, Member> changed = new LinkedHashMap<>();
        members.forEach((id, member) -> {
            Member now = id.equals(oldId) ? renamed : member;
            changed.put(now.id(), now);
        });
        return new Roster(changed, pending, leader.equals(oldId) ? renamed.id() : leader);
    }

    /** The members as they are written with their generation: without pending ones, and with the chosen protocol only. */
    Roster loaded(Generation generation, DecisionContext context) {
        Roster written = map(member ->
                member.on(member.terms().withOnly(generation.protocolName())).admitted(context));
        return new Roster(written.members, Map.of(), leader);
    }

    Roster ledBy(String memberId) {
        return new Roster(members, pending, memberId);
    }

    /** The longest rebalance timeout among the members; 0 without members. */
    int rebalanceTimeoutMs() {
        return members.values().stream()
                .mapToInt(member -> member.terms().rebalanceTimeoutMs())
                .reduce(0, Math::max);
    }

    /** Whether all members support one of these protocols. */
    boolean canAllFollowOneOf(Set<String> protocols) {
        return isEmpty() ? !protocols.isEmpty() : protocolsOfAll().stream().anyMatch(protocols::contains);
    }

    /**
     * The protocol with the most votes. Each member votes for the first protocol in its list that all members support.
     * In a tie the protocol that got the first vote wins (in Kafka, ties depend on the order of a hash table).
     *
     * @throws IllegalStateException if there is no protocol that all members support
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

    /** The estimated memory of the roster, in bytes. */
    long heldBytes() {
        long held = 0;
        for (Member member : members.values()) {
            held += member.heldBytes();
        }
        for (String memberId : pending.keySet()) {
            held += MemoryBudget.of(memberId);
        }
        return held;
    }

    List<JoinResult.JoinedMember> asSeenByLeader(Generation generation) {
        return members.values().stream()
                .map(member -> new JoinResult.JoinedMember(
                        member.id(), member.instanceId(), member.terms().metadata(generation.protocolName())))
                .toList();
    }
}
