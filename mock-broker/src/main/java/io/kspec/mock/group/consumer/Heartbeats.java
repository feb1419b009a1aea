package io.kspec.mock.group.consumer;

import io.kspec.mock.group.GroupRefusal;
import io.kspec.mock.group.classic.ClassicGroupImage;
import io.kspec.mock.group.classic.GroupCoordinator;
import io.kspec.mock.group.consumer.ConsumerGroupTable.Timeout;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What members of the consumer protocol do to their groups by heartbeats: they join, go on and leave. */
final class Heartbeats {
    private final GroupCoordinator classicGroups;
    private final ConsumerGroups groups;
    private final Conversion conversion;
    private final SubscribedTopics topics;
    private final MemberIds ids;

    Heartbeats(
            GroupCoordinator classicGroups,
            ConsumerGroups groups,
            Conversion conversion,
            SubscribedTopics topics,
            MemberIds ids) {
        this.classicGroups = classicGroups;
        this.groups = groups;
        this.conversion = conversion;
        this.topics = topics;
        this.ids = ids;
    }

    HeartbeatResult answer(HeartbeatRequest request, long nowMs) {
        ConsumerGroupSettings ofGroup = groups.settingsOf(request.groupId());
        try {
            HeartbeatRules.check(request, ofGroup.assignors());
            return request.leaves() ? leave(request, nowMs) : goOn(request, ofGroup, nowMs);
        } catch (GroupRefusal refusal) {
            return HeartbeatResult.refused(refusal);
        }
    }

    private HeartbeatResult goOn(HeartbeatRequest request, ConsumerGroupSettings ofGroup, long nowMs) {
        if (!classicGroups.memory().hasRoomFor(request.heldBytes())) {
            throw new GroupRefusal(ErrorCode.GROUP_MAX_SIZE_REACHED, "The mock broker has no memory left for groups.");
        }
        ConsumerGroup found = groups.table().find(request.groupId());
        ClassicGroupImage upgrading = found == null ? classicImage(request) : null;
        ConsumerGroup group = found;
        if (group == null) {
            group = upgrading == null || upgrading.members().isEmpty()
                    ? ConsumerGroup.created(request.groupId())
                    : conversion.upgraded(upgrading, ofGroup);
        }
        GroupChange change = new GroupChange(group, topics, ofGroup, nowMs);
        change.checkSize(request.memberId());
        if (upgrading != null && !upgrading.members().isEmpty()) {
            ConsumerGroupRecords.write(group, change.records());
        }
        String memberId = request.memberId().isEmpty() ? ids.next() : request.memberId();
        ConsumerMember member = Membership.ofHeartbeat(change, request, memberId);
        ConsumerMember updated = member.with(member.profile().updated(request));
        GroupChange.Update update = change.update(member, updated);
        change.refresh(update.rebalances());
        change.assign();
        ConsumerMember after = change.reconcile(updated, update.subscription(), request.owned());
        if (upgrading != null) {
            upgrade(upgrading, change, nowMs);
        }
        groups.apply(change, nowMs);
        groups.table().schedule(group.id(), memberId, Timeout.SESSION, nowMs + ofGroup.sessionTimeoutMs());
        groups.scheduleRevocation(group.id(), updated, after, nowMs);
        if (update.matches()) {
            groups.match(change.finished(), nowMs);
        }
        boolean isNews = request.isFull()
                || !after.progress().assigned().equals(member.progress().assigned());
        return HeartbeatResult.of(after, ofGroup.heartbeatIntervalMs(), isNews);
    }

    /** The classic group that a heartbeat is for, if there is no consumer group; null if there is none of any type. */
    private @Nullable ClassicGroupImage classicImage(HeartbeatRequest request) {
        Optional<ClassicGroupImage> image = classicGroups.image(request.groupId());
        if (classicGroups.exists(request.groupId()) && (image.isEmpty() || !request.joins())) {
            throw new GroupRefusal(
                    ErrorCode.GROUP_ID_NOT_FOUND, "The group " + request.groupId() + " is not a consumer group.");
        }
        if (image.isEmpty() && !request.joins()) {
            throw notFound(request.groupId());
        }
        return image.orElse(null);
    }

    /** A classic group ends here; its members go on in the consumer group. */
    private void upgrade(ClassicGroupImage image, GroupChange change, long nowMs) {
        List<CoordinatorRecord> removal = new ArrayList<>();
        classicGroups.giveUp(image.groupId(), removal);
        change.records().addAll(0, removal);
        image.members().forEach(member -> groups.table()
                .schedule(
                        image.groupId(),
                        member.id(),
                        Timeout.SESSION,
                        nowMs + member.terms().sessionTimeoutMs()));
    }

    private HeartbeatResult leave(HeartbeatRequest request, long nowMs) {
        ConsumerGroup group = groups.table().find(request.groupId());
        if (group == null) {
            throw notFound(request.groupId());
        }
        ConsumerMember member = Membership.known(group, request.memberId(), request.instanceId());
        if (request.memberEpoch() == MemberProgress.STATIC_LEAVE) {
            GroupChange change = groups.change(group, nowMs);
            change.progress(member, member.progress().onLeave());
            groups.apply(change, nowMs);
        } else {
            groups.fence(group, List.of(member), nowMs);
        }
        return HeartbeatResult.left(member.id(), request.memberEpoch());
    }

    private static GroupRefusal notFound(String groupId) {
        return new GroupRefusal(ErrorCode.GROUP_ID_NOT_FOUND, "There is no consumer group " + groupId + ".");
    }
}
