package io.kspec.suite.checks.consumer;

import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.ConsumerOffer;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.checks.group.GroupConfiguration;
import io.kspec.suite.checks.group.GroupOffsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.opentest4j.TestAbortedException;

/** A new consumer group (KIP-848). Closing it makes its members leave, so that it can be deleted. */
final class ConsumerGroup implements AutoCloseable {
    /** The API by which members join. */
    static final String HEARTBEAT = "ConsumerGroupHeartbeat";

    static final String SOURCE =
            "KIP-848; measured on Apache Kafka, of which only the last one coordinates these groups by" + " default";
    /** How long members wait between two heartbeats while they wait for others; clients take longer. */
    static final Duration INTERVAL = Duration.ofMillis(50);
    /** A coordinator may put off an assignment for a while: Apache Kafka makes no more than one a second by default. */
    private static final Duration ASSIGNMENT_INTERVAL = Duration.ofSeconds(2);

    private final Case test;
    private final String id;
    private final GroupOffsets offsets;
    private final List<ConsumerMember> members = new ArrayList<>();

    ConsumerGroup(Case test) {
        this(test, test.name("consumers"));
    }

    /** A group with an id that may be another group's. */
    ConsumerGroup(Case test, String id) {
        this.test = test;
        this.id = id;
        this.offsets = new GroupOffsets(test, id);
    }

    String id() {
        return id;
    }

    /** The group's committed offsets. */
    GroupOffsets offsets() {
        return offsets;
    }

    /** Another new group with the same coordinator, so that one request can be about both. */
    ConsumerGroup another() {
        return new ConsumerGroup(test, test.nameNextTo(CoordinatorType.GROUP, id, "consumers"));
    }

    /** A client that will join, and subscribe to topics. */
    ConsumerMember member(String role, String... topics) {
        return member(role, ConsumerOffer.of(topics));
    }

    /** A client that will join. */
    ConsumerMember member(String role, ConsumerOffer offer) {
        ConsumerMember member =
                new ConsumerMember(test, id, test.role(role).coordinator(CoordinatorType.GROUP, id), offer);
        members.add(member);
        return member;
    }

    /**
     * Lets members go on until each partition of a topic is assigned to exactly one of them, each has some, and all are in one
     * epoch.
     *
     * @throws CheckFailure if it does not come to this, blaming what one of them was told
     */
    void settle(UUID topicId, int partitions, ConsumerMember... all) {
        boolean unused = Await.of("an assignment of " + id, patience())
                .every(INTERVAL)
                .last(
                        () -> {
                            for (ConsumerMember member : all) {
                                member.own();
                            }
                            return isSettled(topicId, partitions, all);
                        },
                        settled -> settled);
        expectSettled(topicId, partitions, all);
    }

    /** How long to wait for an assignment. */
    Duration patience() {
        return test.stage().settings().readTimeout().plus(ASSIGNMENT_INTERVAL);
    }

    private static boolean isSettled(UUID topicId, int partitions, ConsumerMember... all) {
        List<Integer> assigned = new ArrayList<>();
        boolean together = true;
        for (ConsumerMember member : all) {
            assigned.addAll(member.assigned(topicId));
            together &= member.epoch() == all[0].epoch()
                    && !member.assigned(topicId).isEmpty();
        }
        assigned.sort(null);
        return together && assigned.equals(new ArrayList<>(all(partitions)));
    }

    private static void expectSettled(UUID topicId, int partitions, ConsumerMember... all) {
        SortedSet<Integer> seen = new TreeSet<>();
        for (ConsumerMember member : all) {
            SortedSet<Integer> own = member.assigned(topicId);
            member.expectAssigned(
                    !own.isEmpty()
                            && own.stream().noneMatch(seen::contains)
                            && all(partitions).containsAll(own),
                    "some partitions of 0 to " + (partitions - 1) + " that no other member has",
                    topicId);
            seen.addAll(own);
        }
        ConsumerMember last = all[all.length - 1];
        last.expectAssigned(
                seen.equals(all(partitions)),
                "the partitions that no other member has, of which " + missing(seen, partitions)
                        + " are assigned to nobody",
                topicId);
        for (ConsumerMember member : all) {
            member.last().expect("MemberEpoch", all[0].epoch());
        }
    }

    private static SortedSet<Integer> missing(SortedSet<Integer> seen, int partitions) {
        SortedSet<Integer> missing = all(partitions);
        missing.removeAll(seen);
        return missing;
    }

    /** The partitions from 0 on. */
    static SortedSet<Integer> all(int partitions) {
        SortedSet<Integer> all = new TreeSet<>();
        for (int i = 0; i < partitions; i++) {
            all.add(i);
        }
        return all;
    }

    /**
     * Describes this group.
     *
     * @throws TestAbortedException if the target does not coordinate such groups
     */
    Answer describe() {
        Answer described = ConsumerMember.available(
                        test.ask(connection(), ConsumerGroupRequests.describe(id)), "Groups[0].ErrorCode")
                .expectSize("Groups", 1)
                .expect("Groups[0].GroupId", id);
        long epoch = described.number("Groups[0].GroupEpoch");
        return described.expect(
                "Groups[0].AssignmentEpoch",
                "is not later than the epoch of the group, " + epoch,
                assigned -> (int) assigned <= epoch);
    }

    /**
     * Sets a configuration of this group, of which the coordinator may learn a moment later.
     *
     * @throws TestAbortedException if the target does not take it
     */
    void configure(String name, String value) {
        new GroupConfiguration(test, id).set(test.connection(), name, value);
    }

    /** The default client's connection to the coordinator. */
    Connection connection() {
        return test.coordinator(CoordinatorType.GROUP, id);
    }

    @Override
    public void close() {
        for (ConsumerMember member : members) {
            try {
                member.leaveIfJoined();
            } catch (StageFailure | CheckFailure stays) {
                test.stage().transcript().note("a member of " + id + " did not leave: " + stays.getMessage());
            }
        }
    }
}
