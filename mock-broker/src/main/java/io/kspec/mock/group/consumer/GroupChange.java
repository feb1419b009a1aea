package io.kspec.mock.group.consumer;

import io.kspec.mock.group.GroupRefusal;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of a group, step by step, with the records that Kafka writes of it. Nothing has happened until it is applied. */
final class GroupChange {
    /** How long a group waits at least before it matches its regular expressions again. */
    private static final long REGEX_MIN_INTERVAL_MS = 10_000;
    /** How long it waits at most. */
    private static final long REGEX_MAX_INTERVAL_MS = 600_000;

    private final SubscribedTopics topics;
    private final ConsumerGroupSettings settings;
    private final long nowMs;
    private final List<CoordinatorRecord> records = new ArrayList<>();
    private final ConsumerGroup before;
    private ConsumerGroup group;
    /** Whether the group epoch has to take notice of topics that have changed. */
    private boolean mustSeeTopics;
    /**
     * Whether all members are taken to subscribe to the same topics. As in Kafka, who joins with a regular expression that has not been
     * matched yet does not change that.
     */
    private boolean isHomogeneous;

    /** What a member has done to its regular expression. */
    private enum RegexChange {
        NONE,
        NOT_MATCHED_YET,
        MATCHED
    }

    /**
     * What a member has changed.
     *
     * @param subscription whether its subscription has changed
     * @param rebalances whether the group needs another target assignment
     * @param matches whether regular expressions are to be matched with the topics
     */
    record Update(boolean subscription, boolean rebalances, boolean matches) {}

    GroupChange(ConsumerGroup group, SubscribedTopics topics, ConsumerGroupSettings settings, long nowMs) {
        this.before = group;
        this.group = group;
        this.topics = topics;
        this.settings = settings;
        this.nowMs = nowMs;
        this.isHomogeneous = group.isHomogeneous();
        ConsumerGroup.Metadata metadata = group.metadata();
        this.mustSeeTopics = metadata.version() == ConsumerGroup.Metadata.UNSEEN
                || (metadata.version() != topics.version() && topics.hash(group.subscribed()) != metadata.watched());
    }

    /** The group as it will be, with what it subscribes to then. */
    @SuppressWarnings("ReferenceEquality") // the same object: nothing has changed
    ConsumerGroup finished() {
        long version = mustSeeTopics ? ConsumerGroup.Metadata.UNSEEN : topics.version();
        if (group == before && version == group.metadata().version()) {
            return group;
        }
        long watched = topics.hash(group.subscribed());
        return group.withEpoch(
                group.epoch(), new ConsumerGroup.Metadata(group.metadata().hash(), watched, version));
    }

    /** The group as it will be. */
    ConsumerGroup group() {
        return group;
    }

    List<CoordinatorRecord> records() {
        return records;
    }

    /** Lets a static member take the place of its former self. */
    void replace(ConsumerMember former, ConsumerMember returning) {
        TargetAssignment target = group.target(former.id());
        removeRecords(former);
        group = group.without(List.of(former)).with(returning).withTarget(returning.id(), target);
        records.add(ConsumerGroupRecords.member(group.id(), returning));
        records.add(ConsumerGroupRecords.target(group.id(), returning.id(), target));
        records.add(ConsumerGroupRecords.current(group.id(), returning));
    }

    /**
     * Adds a member, or replaces it by its changed self.
     *
     * @throws GroupRefusal if its new regular expression is invalid
     */
    Update update(ConsumerMember before, ConsumerMember after) {
        boolean namesChanged = false;
        if (!after.equals(before)) {
            records.add(ConsumerGroupRecords.member(group.id(), after));
            namesChanged = !after.profile().topics().equals(before.profile().topics());
        }
        String was = before.profile().regex();
        String is = after.profile().regex();
        RegexChange regexChange = RegexChange.NONE;
        boolean isNewRegex = false;
        SortedMap<String, ResolvedRegex> resolved = new TreeMap<>(group.regexes());
        if (!is.equals(was)) {
            regexChange = RegexChange.NOT_MATCHED_YET;
            if (!was.isEmpty() && group.regexUsers(was) == 1) {
                records.add(ConsumerGroupRecords.regexRemoved(group.id(), was));
                resolved.remove(was);
            }
            if (is.isEmpty()) {
                regexChange = RegexChange.MATCHED;
            } else if (group.regexUsers(is) == 0) {
                Objects.requireNonNull(SubscribedTopics.pattern(is));
                isNewRegex = true;
            } else if (group.regexes().containsKey(is)) {
                regexChange = RegexChange.MATCHED;
            }
        }
        boolean matches = (isNewRegex || !group.subscribedRegexes().isEmpty()) && mustMatch(after, isNewRegex);
        group = group.with(after).withRegexes(resolved);
        return new Update(
                namesChanged || regexChange != RegexChange.NONE,
                namesChanged || regexChange == RegexChange.MATCHED,
                matches);
    }

    private boolean mustMatch(ConsumerMember after, boolean isNewRegex) {
        ResolvedRegex last = group.regexes().values().stream().findFirst().orElse(null);
        if (last != null && nowMs <= last.atMs() + REGEX_MIN_INTERVAL_MS) {
            return false;
        }
        return isNewRegex
                || last == null
                || group.with(after).subscribedRegexes().size()
                        != group.regexes().size()
                || last.version() < topics.lastCreation()
                || nowMs > last.atMs() + REGEX_MAX_INTERVAL_MS;
    }

    /** Matches the regular expressions of the members with the topics. */
    void match() {
        SortedMap<String, ResolvedRegex> resolved = new TreeMap<>(group.regexes());
        boolean changed = false;
        for (String regex : group.subscribedRegexes()) {
            ResolvedRegex now = topics.resolve(regex, nowMs);
            ResolvedRegex before = resolved.getOrDefault(regex, ResolvedRegex.NONE);
            changed |= !before.topics().equals(now.topics());
            records.add(ConsumerGroupRecords.regex(group.id(), regex, now));
            resolved.put(regex, now);
        }
        group = group.withRegexes(resolved);
        bumpIf(changed);
    }

    /** Counts the group epoch up if it must be, or if the subscribed topics have changed since they were last looked at. */
    void refresh(boolean mustRebalance) {
        if (mustRebalance || mustSeeTopics) {
            bumpIf(mustRebalance);
            mustSeeTopics = false;
            isHomogeneous = group.isHomogeneous();
        }
    }

    private void bumpIf(boolean must) {
        long hash = topics.hash(group.subscribed());
        if (must || hash != group.metadata().hash()) {
            bump(hash);
        }
    }

    private void bump(long hash) {
        ConsumerGroup.Metadata seen = group.metadata();
        group = group.withEpoch(group.epoch() + 1, new ConsumerGroup.Metadata(hash, seen.watched(), seen.version()));
        records.add(ConsumerGroupRecords.group(group));
    }

    /** Makes new target assignments if the group needs them, unless the last ones have been made too recently. */
    void assign() {
        if (group.epoch() <= group.assignmentEpoch()) {
            return;
        }
        if (group.assignedAtMs() != 0
                && settings.assignmentIntervalMs() != 0
                && nowMs < group.assignedAtMs() + settings.assignmentIntervalMs()) {
            return;
        }
        // Like Kafka, writes the target of a static member that has just returned with another id once more.
        Map<String, TargetAssignment> written = before.targets();
        Map<String, TargetAssignment> assigned =
                Assignor.named(group.assignor(settings.assignors().get(0))).assign(plan());
        Map<String, TargetAssignment> targets = new HashMap<>();
        for (String memberId : group.members().keySet()) {
            TargetAssignment target = assigned.getOrDefault(memberId, TargetAssignment.NONE);
            targets.put(memberId, target);
            if (!target.equals(written.get(memberId))) {
                records.add(ConsumerGroupRecords.target(group.id(), memberId, target));
            }
        }
        group = group.withTargets(group.epoch(), nowMs, targets);
        records.add(ConsumerGroupRecords.targetEpoch(group));
    }

    private Assignor.Plan plan() {
        Map<String, Assignor.Subscriber> subscribers = new HashMap<>();
        group.members()
                .forEach((memberId, member) -> subscribers.put(
                        memberId,
                        new Assignor.Subscriber(
                                member.instanceId() == null ? "1" + memberId : "0" + member.instanceId(),
                                topics.ids(group.subscribed(member)))));
        return new Assignor.Plan(subscribers, topics.partitions(group.subscribed()), isHomogeneous, group.targets());
    }

    /**
     * Lets a member take its next step towards its target assignment.
     *
     * @param owned the partitions that the member says it owns; null if it does not say
     * @return the member after the step
     */
    ConsumerMember reconcile(
            ConsumerMember member, boolean subscriptionChanged, @Nullable Map<UUID, Set<Integer>> owned) {
        if (!subscriptionChanged && member.progress().hasReached(group.assignmentEpoch())) {
            return member;
        }
        SortedSet<String> names = group.subscribed(member);
        MemberProgress next = new Reconciliation(
                        member.progress(),
                        group.assignmentEpoch(),
                        group.target(member.id()),
                        topics.ids(names),
                        names.isEmpty(),
                        owned,
                        group.taken())
                .next(subscriptionChanged);
        if (next.equals(member.progress())) {
            return member;
        }
        return progress(member, next);
    }

    /** Changes where a member stands. */
    ConsumerMember progress(ConsumerMember member, MemberProgress next) {
        ConsumerMember after = member.with(next);
        group = group.with(after);
        records.add(ConsumerGroupRecords.current(group.id(), after));
        return after;
    }

    /** Removes members, at least one. */
    void remove(Collection<ConsumerMember> leaving) {
        leaving.forEach(this::removeRecords);
        SortedSet<String> before = group.subscribedRegexes();
        group = group.without(leaving);
        SortedMap<String, ResolvedRegex> resolved = new TreeMap<>(group.regexes());
        for (String regex : before) {
            if (group.regexUsers(regex) == 0) {
                records.add(ConsumerGroupRecords.regexRemoved(group.id(), regex));
                resolved.remove(regex);
            }
        }
        group = group.withRegexes(resolved);
        bump(topics.hash(group.subscribed()));
    }

    private void removeRecords(ConsumerMember member) {
        records.add(ConsumerGroupRecords.currentRemoved(group.id(), member.id()));
        records.add(ConsumerGroupRecords.targetRemoved(group.id(), member.id()));
        records.add(ConsumerGroupRecords.memberRemoved(group.id(), member.id()));
    }

    /** Checks that the group has room for a member. */
    void checkSize(String memberId) {
        if (group.members().size() >= settings.maxSize() && group.member(memberId) == null) {
            throw new GroupRefusal(
                    ErrorCode.GROUP_MAX_SIZE_REACHED,
                    "The group has " + settings.maxSize() + " members, which is the limit.");
        }
    }
}
