package io.kspec.suite.checks.share;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.ErrorCodes;
import io.kspec.suite.checks.group.GroupConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/** A new share group (KIP-932). Closing it makes its members leave, so that it can be deleted. */
final class ShareGroup implements AutoCloseable {
    static final String SOURCE = "KIP-932; measured on Apache Kafka, of which only the last one has share groups";
    /** How long members wait between two heartbeats while they wait for an assignment; clients take longer. */
    static final Duration INTERVAL = Duration.ofMillis(50);
    /** A coordinator may put off an assignment: Apache Kafka makes no more than one a second by default. */
    private static final Duration ASSIGNMENT_INTERVAL = Duration.ofSeconds(2);

    private static final String ALTERED = "Responses[0].Partitions[0].ErrorCode";

    private final Case test;
    private final String id;
    private final List<ShareMember> members = new ArrayList<>();

    ShareGroup(Case test) {
        this(test, test.name("sharing"));
    }

    /** A group with an id that may be another group's. */
    ShareGroup(Case test, String id) {
        this.test = test;
        this.id = id;
    }

    String id() {
        return id;
    }

    /** A client that will join. */
    ShareMember member(String role) {
        ShareMember member = new ShareMember(test, role, id);
        members.add(member);
        return member;
    }

    /** How long to wait for an assignment, or for something of which the coordinator learns a moment later. */
    Duration patience() {
        return test.stage().settings().readTimeout().plus(ASSIGNMENT_INTERVAL);
    }

    /** Lets the group begin a partition at an offset; without this, it would begin at the end of the log. */
    Answer beginAt(String topic, int partition, long offset) {
        return test.need("a share group that begins at an offset", List.of("AlterShareGroupOffsets"), () -> alter(
                        topic, partition, offset)
                .expectError(ALTERED, ErrorCode.NONE));
    }

    /** Asks to let the group begin at another offset, again while the coordinator is not ready or does not know the topic yet. */
    Answer alter(String topic, int partition, long offset) {
        return Await.of("a share coordinator", patience())
                .every(INTERVAL)
                .last(
                        () -> test.ask(connection(), ShareRequests.alterOffset(id, topic, partition, offset)),
                        altered -> !ErrorCodes.haveAny(altered.body(), ErrorCodes.UNREADY_COORDINATOR)
                                && !ErrorCodes.haveAny(altered.body(), Set.of(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)));
    }

    /**
     * Sets a configuration of the group, and waits until a broker shows it.
     *
     * @param broker the connection to the broker
     * @throws TestAbortedException if the target does not take it
     */
    void configure(Connection broker, String name, String value) {
        new GroupConfiguration(test, id).set(broker, name, value);
    }

    /**
     * As {@link #configure(Connection, String, String)}, with the first of some values that the target takes.
     *
     * @return the value
     */
    int configure(Connection broker, String name, List<Integer> values) {
        return new GroupConfiguration(test, id).setFirst(broker, name, values);
    }

    /** Describes this group. */
    Answer describe() {
        Answer described = test.ask(connection(), ShareRequests.describe(id))
                .expectSize("Groups", 1)
                .expect("Groups[0].GroupId", id);
        long epoch = described.number("Groups[0].GroupEpoch");
        return described.expect(
                "Groups[0].AssignmentEpoch",
                "is not later than the epoch of the group, " + epoch,
                assigned -> (int) assigned <= epoch);
    }

    /** Asks where the group begins a partition. */
    Answer describeOffset(String topic, int partition) {
        return test.ask(connection(), ShareRequests.describeOffsets(id, Map.of(topic, List.of(partition))))
                .expectSize("Groups", 1)
                .expectError("Groups[0].ErrorCode", ErrorCode.NONE);
    }

    /** The default client's connection to the coordinator. */
    Connection connection() {
        return test.coordinator(CoordinatorType.GROUP, id);
    }

    @Override
    public void close() {
        for (ShareMember member : members) {
            try {
                member.leaveIfJoined();
            } catch (StageFailure | CheckFailure stays) {
                test.stage().transcript().note("a member of " + id + " did not leave: " + stays.getMessage());
            }
        }
    }
}
