package io.kspec.suite.checks.streams;

import static io.kspec.suite.checks.streams.StreamsGroup.ONLY;
import static io.kspec.suite.checks.streams.StreamsGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.StreamsApplication;
import io.kspec.stage.requests.StreamsApplication.Part;
import io.kspec.stage.requests.TopicRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.MetadataEntries;
import java.util.List;

/** Checks of StreamsGroupHeartbeat: what an application needs before its tasks can run. */
class StreamsTopologyChecks {
    private static final int TIMEOUT_MS = 5_000;
    private static final String CLEANUP_POLICY = "cleanup.policy";

    @ConformanceTest(
            id = "streams-group-heartbeat.missing-source-told",
            api = "StreamsGroupHeartbeat",
            requirement =
                    "A member whose application reads a topic that does not exist joins, is assigned no tasks, and is"
                            + " told the status MISSING_SOURCE_TOPICS (1).",
            source = SOURCE,
            why = "Kafka Streams throws a MissingSourceTopicException, from which its users learn what is wrong.")
    void aMissingSourceTopicIsTold(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.name("missing"));
            member.join();
            GroupStatus.MISSING_SOURCE_TOPICS.expectIn(member.last());
            member.expectTasks(member.active(ONLY).isEmpty(), "no tasks");
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.later-source-assigned",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "Once the source topics of an application exist, its member is assigned tasks, and is told no longer that"
                            + " they are missing.",
            source = SOURCE,
            why = "Applications are often started before their topics are created.")
    void tasksAreAssignedOnceTheTopicExists(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.name("later");
            StreamsMember member = group.member("member", topic);
            member.join();
            test.stage().topics().deleteOnClose(topic);
            test.ask(TopicRequests.create(TIMEOUT_MS, NewTopic.of(topic, 2)))
                    .expectError("Topics[0].ErrorCode", ErrorCode.NONE);
            member.awaitAll(ONLY, 2, group.patience());
            member.own();
            GroupStatus.MISSING_SOURCE_TOPICS.expectNotIn(member.last());
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.changelog-created",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "The changelog topic of a store that does not exist yet is created by the coordinator, with as many"
                            + " partitions as the subtopology has tasks, and the tasks are assigned.",
            source = SOURCE,
            why = "Kafka Streams does not create its topics itself in this protocol; it would wait forever.")
    void changelogTopicsAreCreated(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String changelog = new InternalTopics(test, group).changelog("store");
            StreamsMember member = group.member(
                    "member",
                    StreamsApplication.of(
                            Part.reading(ONLY, test.topicOfExactly(2)).keeping(changelog)));
            member.join();
            member.awaitAll(ONLY, 2, group.patience());
            expectPartitions(test, changelog, 2);
        }
    }

    /** Expects a topic, which brokers may learn of a moment later. */
    private static void expectPartitions(Case test, String topic, int partitions) {
        Answer metadata = Await.of("topic " + topic, test.stage().settings().readTimeout())
                .last(() -> test.ask(MetadataRequests.topics(topic)), answer -> MetadataEntries.find(answer, topic)
                        .filter(entry -> answer.list(entry + "Partitions").size() == partitions)
                        .isPresent());
        String entry = MetadataEntries.topic(metadata, topic);
        metadata.expectError(entry + "ErrorCode", ErrorCode.NONE).expectSize(entry + "Partitions", partitions);
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.repartition-topic-created",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A repartition topic that does not exist yet is created by the coordinator, with as many partitions as the"
                            + " largest topic that the subtopology reads which writes it; so many tasks has the one that reads it.",
            source = SOURCE,
            why = "Kafka Streams does not create its topics itself in this protocol; it would wait forever.")
    void repartitionTopicsAreCreated(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String shuffled = new InternalTopics(test, group).repartition("shuffled");
            StreamsMember member = group.member(
                    "member",
                    StreamsApplication.of(
                            Part.reading("writes", test.topicOfExactly(3)).writing(shuffled),
                            Part.reading("reads").rereading(shuffled)));
            member.join();
            member.awaitAll("writes", 3, group.patience());
            member.awaitAll("reads", 3, group.patience());
            expectPartitions(test, shuffled, 3);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.internal-topic-configured",
            api = "StreamsGroupHeartbeat",
            needs = {"DescribeConfigs", "CreateTopics", "Metadata"},
            requirement = "A topic that the coordinator creates has the configuration that the application demands.",
            source = SOURCE,
            why = "A changelog that is not compacted loses states that have not changed for a week.")
    void internalTopicsAreConfigured(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String changelog = new InternalTopics(test, group).changelog("store");
            StreamsMember member = group.member(
                    "member",
                    StreamsApplication.of(
                            Part.reading(ONLY, test.topicOfExactly(1)).keeping(changelog)));
            StreamsMember.expectAccepted(member.send(member.joining()
                    .with(body -> body.setStruct("Topology", topology -> topology.set("Epoch", 0)
                            .add("Subtopologies", part -> part.set("SubtopologyId", ONLY)
                                    .set("SourceTopics", member.sources(ONLY))
                                    .add("StateChangelogTopics", topic -> topic.set("Name", changelog)
                                            .add("TopicConfigs", config -> config.set("Key", CLEANUP_POLICY)
                                                    .set("Value", "compact"))))))));
            member.awaitAll(ONLY, 1, group.patience());
            expectPartitions(test, changelog, 1);
            Answer described =
                    test.ask(ConfigRequests.describe(ConfigRequests.TOPIC, changelog, List.of(CLEANUP_POLICY)));
            described
                    .expectError("Results[0].ErrorCode", ErrorCode.NONE)
                    .expectSize("Results[0].Configs", 1)
                    .expect("Results[0].Configs[0].Value", "compact");
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.wrong-partitions-told",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member whose application joins two topics that have different numbers of partitions is assigned no tasks,"
                            + " and is told the status INCORRECTLY_PARTITIONED_TOPICS (2).",
            source = SOURCE,
            why = "Records with the same key would be processed by different tasks, and never meet.")
    void topicsThatCannotBeJoinedAreTold(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            Part joining = Part.reading(ONLY, test.topicOfExactly(2), test.topicOfExactly(3))
                    .copartitioned();
            StreamsMember member = group.member("member", StreamsApplication.of(joining));
            member.join();
            GroupStatus.INCORRECTLY_PARTITIONED_TOPICS.await(member, group);
            member.expectTasks(member.active(ONLY).isEmpty(), "no tasks");
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.stale-topology-told",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that joins with an older epoch of the topology than the group has is told the status"
                            + " STALE_TOPOLOGY (0).",
            source = SOURCE,
            why = "It runs a former version of the application, and must not process tasks of the present one.")
    void aStaleTopologyIsTold(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            Part part = Part.reading(ONLY, test.topicOfExactly(2));
            group.member("present", new StreamsApplication(1, List.of(part))).join();
            StreamsMember stale = group.member("stale", new StreamsApplication(0, List.of(part)));
            stale.join();
            GroupStatus.STALE_TOPOLOGY.expectIn(stale.last());
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.other-topology-refused",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A member that joins with another topology of the same epoch than the group has is rejected: Apache Kafka"
                            + " says INVALID_REQUEST, and STREAMS_INVALID_TOPOLOGY_EPOCH is true as well.",
            source = SOURCE,
            why = "It would be assigned tasks that its application does not have.")
    void anotherTopologyIsRejected(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topicOfExactly(1);
            group.member("member", topic).join();
            StreamsMember other = group.member("other", StreamsApplication.of(Part.reading("another", topic)));
            other.send(other.joining())
                    .expectError("ErrorCode", ErrorCode.INVALID_REQUEST, ErrorCode.STREAMS_INVALID_TOPOLOGY_EPOCH);
        }
    }
}
