package io.kspec.suite.checks.streams;

import static io.kspec.suite.checks.streams.StreamsGroup.ONLY;
import static io.kspec.suite.checks.streams.StreamsGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.StreamsApplication;
import io.kspec.stage.requests.StreamsApplication.Part;
import io.kspec.stage.requests.StreamsRequests;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Checks of StreamsGroupHeartbeat with requests that contradict themselves. */
class StreamsRequestChecks {
    private static final String INTERNAL = "__consumer_offsets";

    @ConformanceTest(
            id = "streams-group-heartbeat.incomplete-join-refused",
            api = "StreamsGroupHeartbeat",
            level = Level.SHOULD,
            requirement = "A member that joins without a topology, or without a rebalance timeout, is rejected with"
                    + " INVALID_REQUEST.",
            source = SOURCE,
            why = "The coordinator could not tell which tasks there are, nor how long to wait for the member.")
    void anIncompleteJoinIsRejected(Case test) {
        expectRejected(test, body -> body.set("Topology", null));
        expectRejected(test, body -> body.set("RebalanceTimeoutMs", -1));
    }

    /** Sends a request to join in which something is wrong. */
    private static void expectRejected(Case test, Consumer<MessageBuilder> fault) {
        try (StreamsGroup group = new StreamsGroup(test, test.name("streams"))) {
            StreamsMember member = group.member("member", "topic");
            member.send(member.joining().with(fault)).expectError("ErrorCode", ErrorCode.INVALID_REQUEST);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.owner-joins-refused",
            api = "StreamsGroupHeartbeat",
            level = Level.SHOULD,
            requirement =
                    "A member that joins and tells that it has a task already, or does not tell at all whether it has any, is"
                            + " rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = "The task may belong to another member.")
    void anOwnerDoesNotJoin(Case test) {
        expectRejected(
                test,
                body -> body.add(
                        "ActiveTasks", task -> task.set("SubtopologyId", ONLY).set("Partitions", List.of(0))));
        expectRejected(test, body -> body.set("ActiveTasks", null));
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.nameless-refused",
            api = "StreamsGroupHeartbeat",
            level = Level.SHOULD,
            requirement = "A member without an id, and a group without one, are rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = "All members without an id would be the same one; members of streams groups choose their ids.")
    void theNamelessAreRejected(Case test) {
        expectRejected(test, body -> body.set("MemberId", ""));
        expectRejected(test, body -> body.set("GroupId", ""));
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.impossible-epoch-refused",
            api = "StreamsGroupHeartbeat",
            level = Level.SHOULD,
            requirement = "An epoch below -2 is rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = "Only 0, -1 and -2 say something else than the member's epoch.")
    void anImpossibleEpochIsRejected(Case test) {
        try (StreamsGroup group = new StreamsGroup(test, test.name("streams"))) {
            StreamsMember member = group.member("member", "topic");
            member.send(StreamsRequests.unchanged(member.membership(-3)))
                    .expectError("ErrorCode", ErrorCode.INVALID_REQUEST);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.topology-outside-join-refused",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A member that tells a topology after it has joined is rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = "Members change their application by joining again.")
    void onlyAMemberThatJoinsTellsItsTopology(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topic(1));
            member.join();
            member.send(member.joining().with(body -> body.set("MemberEpoch", member.epoch())))
                    .expectError("ErrorCode", ErrorCode.INVALID_REQUEST);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.unknown-task-refused",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A member that tells that it has a task which does not exist is rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = "It runs another application than the group.")
    void anUnknownTaskIsRejected(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topicOfExactly(1));
            member.join();
            member.awaitAll(ONLY, 1, group.patience());
            TreeMap<String, List<Integer>> tasks = new TreeMap<>();
            tasks.put("no-such-subtopology", List.of(0));
            member.send(StreamsRequests.owning(member.membership(), tasks, new TreeMap<>()))
                    .expectError("ErrorCode", ErrorCode.INVALID_REQUEST);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.internal-source-refused",
            api = "StreamsGroupHeartbeat",
            level = Level.SHOULD,
            requirement = "An application that reads a topic of the broker's own, " + INTERNAL
                    + ", is rejected with STREAMS_INVALID_TOPOLOGY.",
            source = SOURCE,
            why = "It would be granted what only brokers may read.")
    void anInternalTopicIsNoSource(Case test) {
        expectInvalidTopology(test, INTERNAL);
    }

    private static void expectInvalidTopology(Case test, String source) {
        try (StreamsGroup group = new StreamsGroup(test, test.name("streams"))) {
            StreamsMember member = group.member("member", StreamsApplication.of(Part.reading(ONLY, source)));
            member.send(member.joining()).expectError("ErrorCode", ErrorCode.STREAMS_INVALID_TOPOLOGY);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.impossible-source-refused",
            api = "StreamsGroupHeartbeat",
            level = Level.SHOULD,
            requirement = "An application that reads a topic whose name no topic can have is rejected with"
                    + " STREAMS_INVALID_TOPOLOGY.",
            source = SOURCE,
            why = "It would wait forever for the topic to come.")
    void anImpossibleTopicIsNoSource(Case test) {
        expectInvalidTopology(test, "not a topic");
    }
}
