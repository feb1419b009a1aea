package io.kspec.mock.group.share;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A share group: its members, what each is to read, and which partitions are ready to be read. */
final class ShareGroup {
    private final String groupId;
    private final Map<String, ShareMember> members = new TreeMap<>();
    private final Map<String, SortedSet<SharedPartition>> targets = new HashMap<>();
    private final SortedSet<SharedPartition> initialized = new TreeSet<>();
    /** A group begins with epoch 1, and its first member raises it. */
    private int epoch = 1;

    private int assignmentEpoch = 1;

    /** Whether any topic that exists was ever to be read by the group. */
    private boolean hasHadTopics;

    /** What the group's subscriptions meant when its epoch was raised last: the partitions of the topics that exist. */
    private SortedSet<SharedPartition> subscribed = new TreeSet<>();

    ShareGroup(String groupId) {
        this.groupId = groupId;
    }

    String groupId() {
        return groupId;
    }

    int epoch() {
        return epoch;
    }

    int assignmentEpoch() {
        return assignmentEpoch;
    }

    /** The members, by id. */
    List<ShareMember> members() {
        return List.copyOf(members.values());
    }

    @Nullable ShareMember member(String memberId) {
        return members.get(memberId);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** {@code Empty} or {@code Stable}. */
    String state() {
        return members.isEmpty() ? "Empty" : "Stable";
    }

    void put(ShareMember member) {
        members.put(member.memberId(), member);
    }

    void remove(String memberId) {
        members.remove(memberId);
        targets.remove(memberId);
    }

    void raiseEpoch(SortedSet<SharedPartition> partitions) {
        epoch++;
        subscribed = partitions;
    }

    SortedSet<SharedPartition> subscribed() {
        return subscribed;
    }

    /** The topics to which any member subscribes. */
    SortedSet<String> topics() {
        SortedSet<String> topics = new TreeSet<>();
        members.values().forEach(member -> topics.addAll(member.topics()));
        return topics;
    }

    void target(Map<String, SortedSet<SharedPartition>> assignment) {
        targets.clear();
        targets.putAll(assignment);
        assignmentEpoch = epoch;
    }

    Map<String, SortedSet<SharedPartition>> targets() {
        return targets;
    }

    SortedSet<SharedPartition> target(String memberId) {
        return targets.getOrDefault(memberId, new TreeSet<>());
    }

    /** The partitions of which the share coordinator keeps the state. */
    SortedSet<SharedPartition> initialized() {
        return initialized;
    }

    void haveTopics() {
        hasHadTopics = true;
    }

    boolean hasHadTopics() {
        return hasHadTopics;
    }

    /** Returns whether the state of any of its partitions was kept. */
    boolean forgetTopic(UUID topicId) {
        return initialized.removeIf(partition -> partition.topicId().equals(topicId));
    }
}
