package io.kspec.suite.checks.share;

import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.util.List;
import java.util.UUID;

/**
 * A new topic with one partition and a share group that begins at its first record. Closing it makes the group's members
 * leave.
 */
final class SharedLog implements AutoCloseable {
    private final Case test;
    private final PartitionClient log;
    private final ShareGroup group;

    private SharedLog(Case test, PartitionClient log, ShareGroup group) {
        this.test = test;
        this.log = log;
        this.group = group;
    }

    /** A log with one batch of records. */
    static SharedLog of(Case test, int records) {
        PartitionClient log = PartitionClient.ofNewTopic(test);
        ShareGroup group = new ShareGroup(test);
        group.beginAt(log.topic(), 0, 0);
        SharedLog shared = new SharedLog(test, log, group);
        shared.produce(records);
        return shared;
    }

    /** An empty log, of which the group has not been told where to begin. */
    static SharedLog unread(Case test) {
        return new SharedLog(test, PartitionClient.ofNewTopic(test), new ShareGroup(test));
    }

    PartitionClient log() {
        return log;
    }

    /** Sets a configuration of the group, and waits until the leader of the partition shows it. */
    void configure(String name, String value) {
        group.configure(log.connection(), name, value);
    }

    /**
     * As {@link #configure(String, String)}, with the first of some values that the target takes.
     *
     * @return the value
     */
    int configure(String name, List<Integer> values) {
        return group.configure(log.connection(), name, values);
    }

    /** Produces records as one batch. */
    void produce(int records) {
        log.produce(Payload.numbered(records));
    }

    String topic() {
        return log.topic();
    }

    UUID topicId() {
        return log.topicId();
    }

    ShareGroup group() {
        return group;
    }

    /** A member that has joined and reads the partition, which has not begun a session yet. */
    ShareReader reader(String role) {
        ShareMember member = group.member(role);
        member.join(topic());
        return new ShareReader(test, member, topic(), topicId());
    }

    @Override
    public void close() {
        group.close();
    }
}
