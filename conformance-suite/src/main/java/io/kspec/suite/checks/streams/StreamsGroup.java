package io.kspec.suite.checks.streams;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.ConfigRequests.Change;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.StreamsApplication;
import io.kspec.stage.requests.StreamsApplication.Part;
import io.kspec.stage.requests.StreamsRequests;
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

/** A new streams group (KIP-1071). Closing it makes its members leave, so that it can be deleted. */
final class StreamsGroup implements AutoCloseable {
    /** The API by which members join. */
    static final String HEARTBEAT = "StreamsGroupHeartbeat";

    static final String PROFILE = "streams-groups";
    static final String SOURCE = "KIP-1071; measured on Apache Kafka, of which only the last one has streams groups";
    /** The id of the only subtopology of most applications. */
    static final String ONLY = "0";

    /** How long members wait between two heartbeats while they wait for others; clients take longer. */
    static final Duration INTERVAL = Duration.ofMillis(50);

    /** A coordinator may wait for more members, and not assign tasks too often: Apache Kafka for 3 s and 1 s by default. */
    private static final Duration ASSIGNMENT_DELAY = Duration.ofSeconds(5);

    private static final Duration SHORT_DELAY = Duration.ofSeconds(1);
    /** How long a new group waits for more members. */
    static final String INITIAL_DELAY = "streams.initial.rebalance.delay.ms";

    /** What makes a coordinator wait. */
    private static final List<String> DELAYS = List.of(INITIAL_DELAY, "streams.assignment.interval.ms");

    private final Case test;
    private final String id;
    private final GroupConfiguration configuration;
    private final List<StreamsMember> members = new ArrayList<>();
    private boolean isHurried;

    /** A group that gets its assignments at once, where the target lets a client configure that. */
    StreamsGroup(Case test) {
        this(test, test.name("streams"));
        if (!test.stage().versions("IncrementalAlterConfigs").isEmpty()) {
            isHurried = configuration.alter(
                            connection(),
                            DELAYS.stream().map(name -> Change.set(name, "0")).toArray(Change[]::new))
                    == ErrorCode.NONE.code();
        }
    }

    /** A group with an id that may be another group's. */
    StreamsGroup(Case test, String id) {
        this.test = test;
        this.id = id;
        this.configuration = new GroupConfiguration(test, id);
    }

    String id() {
        return id;
    }

    GroupConfiguration configuration() {
        return configuration;
    }

    /** The group's committed offsets. */
    GroupOffsets offsets() {
        return new GroupOffsets(test, id);
    }

    /** Another new group with the same coordinator, so that one request can be about both. */
    StreamsGroup another() {
        return new StreamsGroup(test, test.nameNextTo(CoordinatorType.GROUP, id, "streams"));
    }

    /** A client that will join, in a process of its own, with an application of one subtopology that reads topics. */
    StreamsMember member(String role, String... topics) {
        return member(role, StreamsApplication.of(Part.reading(ONLY, topics)));
    }

    /** A client that will join, in a process of its own. */
    StreamsMember member(String role, StreamsApplication application) {
        StreamsMember member =
                new StreamsMember(test, id, test.role(role).coordinator(CoordinatorType.GROUP, id), application);
        members.add(member);
        return member;
    }

    /** Lets members join one after the other, and settles them. */
    void joinAndSettle(int tasks, StreamsMember... all) {
        for (StreamsMember member : all) {
            Answer unused = member.join();
        }
        settle(tasks, all);
    }

    /**
     * Lets members go on until each of some tasks is assigned to exactly one of them, each has some, and all are in one epoch.
     *
     * @param tasks how many tasks the only subtopology has
     * @throws CheckFailure if it does not come to this, blaming what one of them was told
     */
    void settle(int tasks, StreamsMember... all) {
        boolean unused = Await.of("an assignment of " + id, patience())
                .every(INTERVAL)
                .last(
                        () -> {
                            for (StreamsMember member : all) {
                                member.own();
                            }
                            return isSettled(tasks, all);
                        },
                        settled -> settled);
        expectSettled(tasks, all);
    }

    /** How long to wait for an assignment, or for something of which the coordinator learns a moment later. */
    Duration patience() {
        return test.stage().settings().readTimeout().plus(isHurried ? SHORT_DELAY : ASSIGNMENT_DELAY);
    }

    private static boolean isSettled(int tasks, StreamsMember... all) {
        List<Integer> assigned = new ArrayList<>();
        boolean together = true;
        for (StreamsMember member : all) {
            assigned.addAll(member.active(ONLY));
            together &= member.epoch() == all[0].epoch() && !member.active(ONLY).isEmpty();
        }
        assigned.sort(null);
        return together && assigned.equals(new ArrayList<>(firstTasks(tasks)));
    }

    private static void expectSettled(int tasks, StreamsMember... all) {
        SortedSet<Integer> missing = firstTasks(tasks);
        for (StreamsMember member : all) {
            SortedSet<Integer> own = member.active(ONLY);
            member.expectTasks(
                    !own.isEmpty() && missing.containsAll(own),
                    "some tasks of 0 to " + (tasks - 1) + " that no other member has");
            missing.removeAll(own);
        }
        all[all.length - 1].expectTasks(
                missing.isEmpty(),
                "the tasks that no other member has, of which " + missing + " are assigned to nobody");
        for (StreamsMember member : all) {
            member.last().expect("MemberEpoch", all[0].epoch());
        }
    }

    /** The tasks of a subtopology that has so many, by their partitions: they count from 0. */
    static SortedSet<Integer> firstTasks(int tasks) {
        SortedSet<Integer> all = new TreeSet<>();
        for (int i = 0; i < tasks; i++) {
            all.add(i);
        }
        return all;
    }

    /** Describes this group. */
    Answer describe() {
        return StreamsMember.available(test.ask(connection(), StreamsRequests.describe(id)), "Groups[0].ErrorCode")
                .expectSize("Groups", 1)
                .expect("Groups[0].GroupId", id);
    }

    /** The default client's connection to the coordinator. */
    Connection connection() {
        return test.coordinator(CoordinatorType.GROUP, id);
    }

    @Override
    public void close() {
        try {
            members.forEach(StreamsMember::leaveIfJoined);
            if (isHurried) {
                configuration.reset(connection(), DELAYS);
            }
        } catch (StageFailure | CheckFailure stays) {
            test.stage().transcript().note("members or configurations of " + id + " remain: " + stays.getMessage());
        }
    }
}
