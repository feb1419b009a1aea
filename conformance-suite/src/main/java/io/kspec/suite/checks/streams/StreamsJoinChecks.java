package io.kspec.suite.checks.streams;

import static io.kspec.suite.checks.streams.StreamsGroup.ONLY;
import static io.kspec.suite.checks.streams.StreamsGroup.SOURCE;

import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.StreamsApplication;
import io.kspec.stage.requests.StreamsApplication.Part;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;

/** Checks of StreamsGroupHeartbeat: how members join, are assigned tasks, and leave. */
class StreamsJoinChecks {
    private static final String EPOCH = "MemberEpoch";
    private static final String INTERVAL = "HeartbeatIntervalMs";
    private static final String AT_LEAST_ONE = "is 1 or more";

    @ConformanceTest(
            id = "streams-group-heartbeat.member-joins",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that joins keeps the id that it has chosen, and is told its epoch and how often to send heartbeats.",
            source = SOURCE,
            why = "Kafka Streams cannot start its threads without any of these.")
    void aMemberJoins(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topic(1));
            member.join()
                    .expect("MemberId", member.id())
                    .expect(EPOCH, AT_LEAST_ONE, StreamsJoinChecks::isAtLeastOne)
                    .expect(INTERVAL, AT_LEAST_ONE, StreamsJoinChecks::isAtLeastOne);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.first-member-goes-on",
            api = "StreamsGroupHeartbeat",
            needs = {"IncrementalAlterConfigs", "DescribeConfigs", "CreateTopics", "Metadata"},
            requirement =
                    "The first member of a group that waits for more members is told an epoch of 1 or more, goes on in it, and is"
                            + " assigned its tasks once the group has waited.",
            source = SOURCE,
            why =
                    "A group waits for 3 s by default; a heartbeat of Kafka Streams in epoch 0 would be rejected meanwhile.")
    void theFirstMemberGoesOn(Case test) {
        try (StreamsGroup group = new StreamsGroup(test, test.name("streams"))) {
            group.configuration().set(group.connection(), StreamsGroup.INITIAL_DELAY, "500");
            StreamsMember member = group.member("member", test.topicOfExactly(2));
            member.join().expect(EPOCH, AT_LEAST_ONE, StreamsJoinChecks::isAtLeastOne);
            member.heartbeat();
            member.awaitAll(ONLY, 2, group.patience());
        }
    }

    private static boolean isAtLeastOne(Object number) {
        return ((Number) number).intValue() >= 1;
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.all-tasks-assigned",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "The only member is assigned, at once or soon after, an active task for each partition of the topic that its"
                            + " application reads, and no other tasks: the application has no state of which there are copies.",
            source = SOURCE,
            why = "Records of the missing partitions would never be processed.")
    void theOnlyMemberHasAllTasks(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topicOfExactly(3));
            member.join();
            member.awaitAll(ONLY, 3, group.patience());
            member.told().expectSize(StreamsMember.STANDBY, 0).expectSize(StreamsMember.WARMUP, 0);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.kinds-of-tasks-together",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "An answer tells active, standby and warm-up tasks, each kind as a list, or none of them.",
            source = SOURCE,
            why = "Kafka Streams stops with an IllegalStateException if one kind is null next to another that is not.")
    void allKindsOfTasksAreToldTogether(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topicOfExactly(2));
            expectTogether(member.join());
            member.awaitAll(ONLY, 2, group.patience());
            expectTogether(member.told());
            expectTogether(member.heartbeat());
        }
    }

    private static void expectTogether(Answer answer) {
        boolean told = answer.find(StreamsMember.ACTIVE).isPresent();
        for (String kind : List.of(StreamsMember.STANDBY, StreamsMember.WARMUP)) {
            Object tasks = answer.find(kind).orElse(null);
            answer.expect(
                    told == (tasks != null),
                    kind,
                    told ? "a list, as ActiveTasks is" : "null, as ActiveTasks is",
                    tasks);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.configured-interval-told",
            api = "StreamsGroupHeartbeat",
            needs = {"IncrementalAlterConfigs", "DescribeConfigs", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A member is told the interval of heartbeats that is configured for its group.",
            source = SOURCE,
            why = "An administrator who shortens it to find dead members sooner would change nothing.")
    void theConfiguredIntervalIsTold(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topic(1));
            long configured = member.join().number(INTERVAL) + 1;
            group.configuration().set(group.connection(), "streams.heartbeat.interval.ms", Long.toString(configured));
            Await.of("the interval of heartbeats", group.patience())
                    .every(StreamsGroup.INTERVAL)
                    .last(member::heartbeat, told -> told.number(INTERVAL) == configured)
                    .expect(INTERVAL, configured);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.as-many-tasks-as-partitions",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A subtopology has as many tasks as the largest of its source topics has partitions, and each"
                    + " subtopology has tasks of its own.",
            source = SOURCE,
            why = "A task processes the partitions with its number of all topics of its subtopology.")
    void eachSubtopologyHasTasksOfItsOwn(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String large = test.topicOfExactly(3);
            String small = test.topicOfExactly(1);
            StreamsMember member = group.member(
                    "member", StreamsApplication.of(Part.reading("both", large, small), Part.reading("one", small)));
            member.join();
            member.awaitAll("both", 3, group.patience());
            member.awaitAll("one", 1, group.patience());
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.nothing-new-changes-nothing",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A heartbeat whose fields are null changes nothing: the member keeps its epoch, and is told no other tasks.",
            source = "KIP-1071; message definition StreamsGroupHeartbeatRequest; measured on Apache Kafka",
            why = "It is what nearly all heartbeats are like.")
    void nullChangesNothing(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topicOfExactly(2));
            member.join();
            member.awaitAll(ONLY, 2, group.patience());
            member.own();
            int epoch = member.epoch();
            for (int i = 0; i < 2; i++) {
                member.heartbeat().expect(EPOCH, epoch);
                member.expectTasks(
                        member.active(ONLY).equals(StreamsGroup.firstTasks(2)),
                        "the tasks 0 and 1 of the subtopology " + ONLY);
            }
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.joining-again-is-no-second-member",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A member that joins again with its id is the same member, and is told its tasks.",
            source = SOURCE,
            why = "Requests are sent again after a lost connection; a second member would keep half of the tasks from"
                    + " being processed until its session ends.")
    void joiningAgainMakesNoSecondMember(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topicOfExactly(2));
            member.join();
            member.awaitAll(ONLY, 2, group.patience());
            member.join().expectSize(StreamsMember.ACTIVE, 1);
            member.awaitAll(ONLY, 2, group.patience());
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.leaving-is-answered",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that leaves is answered with its epoch of -1, and is not a member afterwards: UNKNOWN_MEMBER_ID.",
            source = SOURCE,
            why = "Its tasks would belong to nobody until its session ends, which takes 45 s by default.")
    void leavingIsAnswered(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topic(1));
            member.join();
            int epoch = member.epoch();
            member.leave();
            member.expectUnknown(epoch);
        }
    }
}
