package io.kspec.mock.group.consumer;

import io.kspec.mock.group.GroupRefusal;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.classic.JoinRequest;
import io.kspec.mock.group.classic.JoinResult;
import io.kspec.mock.group.classic.LeaveResult;
import io.kspec.mock.group.classic.Reply;
import io.kspec.mock.group.classic.SyncRequest;
import io.kspec.mock.group.classic.SyncResult;
import io.kspec.mock.group.consumer.ConsumerGroupSettings.MigrationPolicy;
import io.kspec.mock.group.consumer.ConsumerGroupTable.Timeout;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Members of consumer groups that use the classic protocol: JoinGroup, SyncGroup, Heartbeat and LeaveGroup of them. */
final class ClassicMembers {
    private static final String CONSUMER = "consumer";

    private final ConsumerGroups groups;
    private final EmbeddedProtocol embedded;
    private final Conversion conversion;
    private final MemberIds ids;

    ClassicMembers(ConsumerGroups groups, EmbeddedProtocol embedded, Conversion conversion, MemberIds ids) {
        this.groups = groups;
        this.embedded = embedded;
        this.conversion = conversion;
        this.ids = ids;
    }

    void join(ConsumerGroup group, JoinRequest request, long nowMs, Reply<JoinResult> reply) {
        JoinResult result;
        try {
            result = join(group, request, nowMs);
        } catch (GroupRefusal refusal) {
            result = JoinResult.refused(refusal.error(), "");
        }
        reply.answer(result);
    }

    private JoinResult join(ConsumerGroup group, JoinRequest request, long nowMs) {
        boolean isNew = request.member().memberId().isEmpty();
        String memberId = isNew ? ids.next() : request.member().memberId();
        String instanceId = request.member().instanceId();
        if (groups.settingsOf(group.id()).migration() == MigrationPolicy.DISABLED) {
            throw inconsistent("classic members are not admitted");
        }
        GroupChange change = groups.change(group, nowMs);
        change.checkSize(memberId);
        checkProtocols(group, request);
        if (isNew && instanceId == null && request.memberIdRequired()) {
            return JoinResult.refused(ErrorCode.MEMBER_ID_REQUIRED, memberId);
        }
        ConsumerMember former = group.staticMember(instanceId);
        ConsumerMember member;
        if (instanceId == null) {
            ConsumerMember known = group.member(memberId);
            member = known == null ? ConsumerMember.unknown(memberId) : known;
        } else {
            member = isNew
                    ? Membership.joining(change, memberId, instanceId, true)
                    : Membership.known(group, memberId, instanceId);
        }
        ConsumerGroup written = change.group();
        EmbeddedProtocol.Subscribed subscribed = embedded.subscription(
                        request.terms().protocols().get(0).metadata())
                .orElseThrow(() -> new GroupRefusal(ErrorCode.UNKNOWN_SERVER_ERROR, "The subscription is malformed."));
        ConsumerMember updated = member.with(profile(member.profile(), request, subscribed));
        GroupChange.Update update = change.update(member, updated);
        change.refresh(update.subscription());
        boolean downgrades = former != null
                && group.isClassicWithout(List.of(former))
                && !former.usesClassicProtocol()
                && groups.mayDowngrade(group.id(), group.members().size());
        boolean rebalances = group.assignmentEpoch() < change.group().epoch();
        ConsumerMember after = updated;
        if (!downgrades) {
            change.assign();
        }
        if (!downgrades || !rebalances) {
            after = change.reconcile(updated, update.subscription(), subscribed.owned());
        }
        JoinResult result = new JoinResult(
                ErrorCode.NONE,
                after.epoch(),
                CONSUMER,
                request.terms().protocols().get(0).name(),
                "",
                false,
                after.id(),
                List.of());
        if (downgrades) {
            ConsumerGroup left = change.group().withEpoch(group.epoch(), group.metadata());
            groups.downgrade(change.records(), written, left, rebalances, nowMs);
            return result;
        }
        groups.apply(change, nowMs);
        if (update.matches()) {
            groups.match(change.finished(), nowMs);
        }
        ConsumerGroupTable table = groups.table();
        table.cancel(group.id(), after.id(), Timeout.JOIN);
        table.schedule(
                group.id(), after.id(), Timeout.SESSION, nowMs + request.terms().sessionTimeoutMs());
        table.schedule(
                group.id(),
                after.id(),
                Timeout.SYNC,
                nowMs + Math.max(0, request.terms().rebalanceTimeoutMs()));
        return result;
    }

    private static MemberProfile profile(
            MemberProfile before, JoinRequest request, EmbeddedProtocol.Subscribed subscribed) {
        String instanceId = request.member().instanceId();
        int rebalanceTimeoutMs = request.terms().rebalanceTimeoutMs();
        return new MemberProfile(
                instanceId == null ? before.instanceId() : instanceId,
                subscribed.rackId() == null ? before.rackId() : subscribed.rackId(),
                request.clientId(),
                request.clientHost(),
                new TreeSet<>(subscribed.topicNames()),
                "",
                rebalanceTimeoutMs == HeartbeatRequest.UNCHANGED ? before.rebalanceTimeoutMs() : rebalanceTimeoutMs,
                before.assignor(),
                new ClassicSide(
                        request.terms().sessionTimeoutMs(), request.terms().protocols()));
    }

    /** All classic members must share one of the protocols. */
    private static void checkProtocols(ConsumerGroup group, JoinRequest request) {
        List<Set<String>> ofOthers = new ArrayList<>();
        for (ConsumerMember member : group.members().values()) {
            ClassicSide classic = member.profile().classic();
            if (classic != null) {
                ofOthers.add(classic.names());
            }
        }
        boolean shared = request.terms().protocols().stream()
                .anyMatch(protocol -> ofOthers.stream().allMatch(names -> names.contains(protocol.name())));
        if (!CONSUMER.equals(request.protocolType()) || !shared) {
            throw inconsistent("the member's protocols are not those of the others");
        }
    }

    private static GroupRefusal inconsistent(String why) {
        return new GroupRefusal(ErrorCode.INCONSISTENT_GROUP_PROTOCOL, "The member cannot join: " + why + ".");
    }

    SyncResult sync(ConsumerGroup group, SyncRequest request, long nowMs) {
        try {
            ConsumerMember member = classicMember(group, request.member(), request.generationId());
            ClassicSide classic = classicSide(member);
            String type = request.protocolType();
            String name = request.protocolName();
            if ((type != null && !type.equals(CONSUMER))
                    || (name != null && !name.equals(classic.first().name()))) {
                throw inconsistent("its protocol is another one");
            }
            if (group.assignmentEpoch() > member.epoch()
                    && member.progress().state() != ReconciliationState.UNREVOKED_PARTITIONS) {
                awaitJoin(group, member, nowMs);
                return SyncResult.refused(ErrorCode.REBALANCE_IN_PROGRESS);
            }
            groups.table().cancel(group.id(), member.id(), Timeout.SYNC);
            renewSession(group, member, nowMs);
            return new SyncResult(ErrorCode.NONE, type, name, conversion.bytes(member));
        } catch (GroupRefusal refusal) {
            return SyncResult.refused(refusal.error());
        }
    }

    ErrorCode heartbeat(ConsumerGroup group, MemberIdentity identity, int generationId, long nowMs) {
        try {
            ConsumerMember member = classicMember(group, identity, generationId);
            renewSession(group, member, nowMs);
            ReconciliationState state = member.progress().state();
            boolean canGoOn = state == ReconciliationState.UNREVOKED_PARTITIONS
                    || (state == ReconciliationState.UNRELEASED_PARTITIONS && !group.waitsForOthers(member));
            if (member.epoch() < group.assignmentEpoch() || canGoOn) {
                awaitJoin(group, member, nowMs);
                return ErrorCode.REBALANCE_IN_PROGRESS;
            }
            return ErrorCode.NONE;
        } catch (GroupRefusal refusal) {
            return refusal.error();
        }
    }

    private void awaitJoin(ConsumerGroup group, ConsumerMember member, long nowMs) {
        long spanMs = Math.max(0, member.profile().rebalanceTimeoutMs());
        groups.table().scheduleIfAbsent(group.id(), member.id(), Timeout.JOIN, nowMs + spanMs);
    }

    private void renewSession(ConsumerGroup group, ConsumerMember member, long nowMs) {
        int sessionMs = classicSide(member).sessionTimeoutMs();
        groups.table().schedule(group.id(), member.id(), Timeout.SESSION, nowMs + sessionMs);
    }

    /** The member that a request is from, which must use the classic protocol and be in the right epoch. */
    private static ConsumerMember classicMember(ConsumerGroup group, MemberIdentity identity, int generationId) {
        ConsumerMember member = Membership.known(group, identity.memberId(), identity.instanceId());
        classicSide(member);
        if (member.epoch() != generationId) {
            throw new GroupRefusal(ErrorCode.ILLEGAL_GENERATION, "The member is in another epoch.");
        }
        return member;
    }

    private static ClassicSide classicSide(ConsumerMember member) {
        ClassicSide classic = member.profile().classic();
        if (classic == null) {
            throw new GroupRefusal(ErrorCode.UNKNOWN_MEMBER_ID, "The member does not use the classic protocol.");
        }
        return classic;
    }

    LeaveResult leave(ConsumerGroup group, List<MemberIdentity> identities, long nowMs) {
        List<ConsumerMember> leaving = new ArrayList<>();
        List<LeaveResult.LeavingMember> answers = new ArrayList<>();
        for (MemberIdentity identity : identities) {
            MemberIdentity told = identity;
            ErrorCode error = ErrorCode.NONE;
            try {
                ConsumerMember member = leavingMember(group, identity);
                told = new MemberIdentity(member.id(), identity.instanceId());
                if (!leaving.contains(member)) {
                    leaving.add(member);
                }
            } catch (GroupRefusal refusal) {
                error = refusal.error();
            }
            answers.add(new LeaveResult.LeavingMember(told, error));
        }
        groups.fence(group, leaving, nowMs);
        return new LeaveResult(ErrorCode.NONE, answers);
    }

    /** An administrator may name a static member by its instance id alone. */
    private static ConsumerMember leavingMember(ConsumerGroup group, MemberIdentity identity) {
        ConsumerMember byInstance = group.staticMember(identity.instanceId());
        String memberId = identity.memberId().isEmpty() && byInstance != null ? byInstance.id() : identity.memberId();
        ConsumerMember member = Membership.known(group, memberId, identity.instanceId());
        classicSide(member);
        return member;
    }
}
