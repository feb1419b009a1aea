package io.kspec.mock.group.consumer;

import io.kspec.mock.group.classic.GroupCoordinator;
import io.kspec.mock.group.consumer.ConsumerGroupTable.Timeout;
import io.kspec.mock.group.record.CoordinatorLog;
import io.kspec.mock.group.record.CoordinatorRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Applies changes to consumer groups: to the groups that exist, their deadlines, and the log. */
final class ConsumerGroups {
    private final GroupCoordinator classicGroups;
    private final ConsumerGroupTable table;
    private final SubscribedTopics topics;
    private final Function<String, ConsumerGroupSettings> settings;
    private final CoordinatorLog log;
    private final Conversion conversion;

    ConsumerGroups(
            GroupCoordinator classicGroups,
            SubscribedTopics topics,
            Function<String, ConsumerGroupSettings> settings,
            CoordinatorLog log,
            Conversion conversion) {
        this.classicGroups = classicGroups;
        this.table = new ConsumerGroupTable(classicGroups.memory());
        this.topics = topics;
        this.settings = settings;
        this.log = log;
        this.conversion = conversion;
    }

    ConsumerGroupTable table() {
        return table;
    }

    ConsumerGroupSettings settingsOf(String groupId) {
        return settings.apply(groupId);
    }

    /** A change of a group that has not been applied yet. */
    GroupChange change(ConsumerGroup group, long nowMs) {
        return new GroupChange(group, topics, settings.apply(group.id()), nowMs);
    }

    void apply(GroupChange change, long nowMs) {
        table.put(change.finished());
        classicGroups.offsetsMayExpire(nowMs);
        log.append(change.group().id(), change.records(), nowMs);
    }

    /** Matches the regular expressions of a group with the topics. */
    void match(ConsumerGroup group, long nowMs) {
        GroupChange matched = change(group, nowMs);
        matched.match();
        apply(matched, nowMs);
    }

    /** A member that has to give up partitions must do so in time. */
    void scheduleRevocation(String groupId, ConsumerMember before, ConsumerMember after, long nowMs) {
        if (after.progress().equals(before.progress()) || after.usesClassicProtocol()) {
            return;
        }
        if (after.progress().state() == ReconciliationState.UNREVOKED_PARTITIONS) {
            long spanMs = Math.max(0, after.profile().rebalanceTimeoutMs());
            table.schedule(groupId, after.id(), Timeout.REBALANCE, nowMs + spanMs);
        } else {
            table.cancel(groupId, after.id(), Timeout.REBALANCE);
        }
    }

    /** Removes members, after which the group may have only members left that use the classic protocol. */
    void fence(ConsumerGroup group, Collection<ConsumerMember> leaving, long nowMs) {
        if (leaving.isEmpty()) {
            return;
        }
        int left = group.members().size() - leaving.size();
        if (left > 0 && group.isClassicWithout(leaving) && mayDowngrade(group.id(), left)) {
            downgrade(List.of(), group, group.without(leaving), true, nowMs);
            return;
        }
        GroupChange change = change(group, nowMs);
        change.remove(leaving);
        apply(change, nowMs);
    }

    boolean mayDowngrade(String groupId, int members) {
        return settings.apply(groupId).migration().downgrades() && members <= classicGroups.maxSize();
    }

    /**
     * Turns a group into a classic one.
     *
     * @param changes the records of what has changed before
     * @param written the group whose records are removed
     * @param left the group that is left of it, with the epoch that becomes the generation
     * @param rebalances whether its members must join again
     */
    void downgrade(
            List<CoordinatorRecord> changes,
            ConsumerGroup written,
            ConsumerGroup left,
            boolean rebalances,
            long nowMs) {
        List<CoordinatorRecord> records = new ArrayList<>(changes);
        ConsumerGroupRecords.remove(written, records);
        table.remove(written.id());
        log.append(written.id(), records, nowMs);
        classicGroups.adopt(conversion.downgraded(left), rebalances, nowMs);
    }
}
