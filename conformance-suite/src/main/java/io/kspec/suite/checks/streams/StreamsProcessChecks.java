package io.kspec.suite.checks.streams;

import static io.kspec.suite.checks.streams.StreamsGroup.ONLY;
import static io.kspec.suite.checks.streams.StreamsGroup.SOURCE;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.StreamsRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks of StreamsGroupHeartbeat: what the processes of an application tell each other by way of the coordinator. */
class StreamsProcessChecks {
    private static final String ENDPOINTS = "PartitionsByUserEndpoint";
    private static final String EPOCH = "EndpointInformationEpoch";
    private static final String HOST = "streams.example.com";
    private static final int PORT = 4_711;
    /** An epoch of endpoints that no group has. */
    private static final int NOTHING_KNOWN = -1;

    @ConformanceTest(
            id = "streams-group-heartbeat.endpoints-told",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that asks is told the endpoint of each member that has one, with the partitions that its tasks"
                            + " read, none of which are those of standby tasks if it has none.",
            source = SOURCE,
            why = "An interactive query is sent to the process that has the state of the key.")
    void endpointsAreTold(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topicOfExactly(2);
            StreamsMember member = withEndpoint(group, topic);
            Answer told = awaitEndpoints(group, member);
            told.expectSize(ENDPOINTS, 1)
                    .expect(ENDPOINTS + "[0].UserEndpoint.Host", HOST)
                    .expect(ENDPOINTS + "[0].UserEndpoint.Port", PORT)
                    .expectSize(ENDPOINTS + "[0].ActivePartitions", 1)
                    .expect(ENDPOINTS + "[0].ActivePartitions[0].Topic", topic)
                    .expect(ENDPOINTS + "[0].ActivePartitions[0].Partitions", "are 0 and 1", found -> new TreeSet<>(
                                    (List<?>) found)
                            .equals(new TreeSet<>(List.of(0, 1))))
                    .expectSize(ENDPOINTS + "[0].StandbyPartitions", 0);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.standby-endpoints-told",
            api = "StreamsGroupHeartbeat",
            needs = {"IncrementalAlterConfigs", "DescribeConfigs", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "The endpoint of a member with a standby task is told with the partitions that this task would read, apart from"
                            + " those of its active task.",
            source = SOURCE,
            why =
                    "While the process with the state is down, an interactive query can be sent to the one with its copy.")
    void endpointsOfCopiesAreTold(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StandbyPair pair = StandbyPair.settled(test, group);
            tellEndpoint(pair.first());
            Answer told = awaitEndpoints(group, pair.first());
            told.expectSize(ENDPOINTS, 1);
            expectPartitions(
                    told, "ActivePartitions", pair.topic(), pair.first().active(ONLY));
            expectPartitions(
                    told, "StandbyPartitions", pair.topic(), pair.first().standby(ONLY));
        }
    }

    private static void expectPartitions(Answer told, String field, String topic, Set<Integer> partitions) {
        String at = ENDPOINTS + "[0]." + field;
        told.expectSize(at, 1).expect(at + "[0].Topic", topic).expect(at + "[0].Partitions", List.copyOf(partitions));
    }

    /** A member with two tasks, whose process can be asked for states. */
    private static StreamsMember withEndpoint(StreamsGroup group, String topic) {
        StreamsMember member = group.member("member", topic);
        StreamsMember.expectAccepted(member.send(member.joining().with(StreamsProcessChecks::fillEndpoint)));
        member.awaitAll(ONLY, 2, group.patience());
        return member;
    }

    private static void tellEndpoint(StreamsMember member) {
        StreamsMember.expectAccepted(
                member.send(StreamsRequests.unchanged(member.membership()).with(StreamsProcessChecks::fillEndpoint)));
    }

    private static void fillEndpoint(MessageBuilder body) {
        body.setStruct("UserEndpoint", endpoint -> endpoint.set("Host", HOST).set("Port", PORT));
    }

    private static Answer awaitEndpoints(StreamsGroup group, StreamsMember member) {
        return Await.of("endpoints", group.patience())
                .every(StreamsGroup.INTERVAL)
                .last(() -> ask(member, NOTHING_KNOWN), answer -> answer.list(ENDPOINTS).stream()
                        .anyMatch(entry -> !((Message) entry)
                                .getStructs("ActivePartitions")
                                .isEmpty()));
    }

    private static Answer ask(StreamsMember member, int endpointEpoch) {
        return StreamsMember.expectAccepted(member.send(
                StreamsRequests.unchanged(member.membership()).with(body -> body.set(EPOCH, endpointEpoch))));
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.known-endpoints-not-repeated",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A member that knows the present epoch of the endpoints is not told them again.",
            source = SOURCE,
            why = "With hundreds of members, each heartbeat would be answered with all of their partitions.")
    void knownEndpointsAreNotRepeated(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = withEndpoint(group, test.topicOfExactly(2));
            Answer told = awaitEndpoints(group, member);
            Answer again = ask(member, (int) told.number(EPOCH));
            again.expect(ENDPOINTS, null);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.moved-endpoints-told",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "When a member with an endpoint has given up a task, those who know the endpoints of before are told them again,"
                            + " in another epoch, without the partition of this task.",
            source = SOURCE,
            why = "Interactive queries would be sent to a process that does not have the state any more.")
    void movedEndpointsAreTold(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topicOfExactly(2);
            StreamsMember member = withEndpoint(group, topic);
            int known = (int) awaitEndpoints(group, member).number(EPOCH);
            StreamsMember newcomer = group.member("newcomer", topic);
            newcomer.join();
            group.settle(2, member, newcomer);
            Answer told = Await.of("the endpoints again", group.patience())
                    .every(StreamsGroup.INTERVAL)
                    .last(() -> ask(newcomer, known), answer -> answer.find(ENDPOINTS)
                            .isPresent());
            told.expectSize(ENDPOINTS, 1);
            expectPartitions(told, "ActivePartitions", topic, member.active(ONLY));
            told.expect(EPOCH, "is not " + known, epoch -> ((Number) epoch).intValue() != known);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.shutdown-told",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "When a member asks to shut down the application, the others are told the status SHUTDOWN_APPLICATION (4).",
            source = SOURCE,
            why = "An application that found an error from which it cannot recover would go on in its other processes.")
    void theShutdownIsTold(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topicOfExactly(2);
            StreamsMember first = group.member("first", topic);
            StreamsMember second = group.member("second", topic);
            first.join();
            second.join();
            GroupStatus.SHUTDOWN_APPLICATION.expectNotIn(first.own());
            StreamsMember.expectAccepted(second.send(StreamsRequests.unchanged(second.membership())
                    .with(body -> body.set("ShutdownApplication", true))));
            GroupStatus.SHUTDOWN_APPLICATION.expectIn(first.own());
        }
    }
}
