package io.kspec.suite.checks.consumer;

import static io.kspec.suite.checks.consumer.ConsumerGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.ConsumerOffer;
import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.TopicRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.UUID;

/** Checks of ConsumerGroupHeartbeat: to what members subscribe, and how that changes. */
class ConsumerSubscriptionChecks {
    private static final int TIMEOUT_MS = 5_000;
    /** The versions of CreateTopics that tell the id of the new topic. */
    private static final Versions TOPIC_IDS = new Versions(7, Short.MAX_VALUE);

    @ConformanceTest(
            id = "consumer-group-heartbeat.regex-assigned",
            api = "ConsumerGroupHeartbeat",
            versions = "1+",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that subscribes to a regular expression is assigned the partitions of the topics that match it,"
                            + " at once or soon after.",
            source = SOURCE,
            why = "From version 1 on, consumers leave it to the coordinator to find the topics.")
    void topicsAreFoundByRegularExpression(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 2);
            ConsumerTopic other = ConsumerTopic.of(test, 1);
            ConsumerMember member = group.member("member", ConsumerOffer.matching(onlyMatching(topic.name())));
            member.join();
            member.awaitAll(topic.id(), 2, group.patience());
            member.expectAssigned(member.assigned(other.id()).isEmpty(), "no partition", other.id());
        }
    }

    /** A regular expression that matches only one name. */
    private static String onlyMatching(String name) {
        return name.replace("-", "[-]").replace(".", "[.]");
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.invalid-regex-refused",
            api = "ConsumerGroupHeartbeat",
            versions = "1+",
            requirement = "A regular expression that does not compile is rejected with INVALID_REGULAR_EXPRESSION.",
            source = SOURCE,
            why = "The consumer would wait for records forever, instead of throwing an InvalidRegularExpression.")
    void anInvalidRegularExpressionIsRejected(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member = group.member("member", ConsumerOffer.matching("kspec-["));
            member.send(member.joining()).expectError("ErrorCode", ErrorCode.INVALID_REGULAR_EXPRESSION);
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.later-topic-assigned",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member may subscribe to a topic that does not exist yet, and is assigned its partitions once it does.",
            source = SOURCE,
            why = "Consumers are often started before the producer whose first record creates the topic.")
    void aTopicIsAssignedOnceItExists(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            String name = test.name("later");
            ConsumerMember member = group.member("member", name);
            member.join();
            member.own();
            Answer created = test.limit("CreateTopics", TOPIC_IDS)
                    .ask(TopicRequests.create(TIMEOUT_MS, NewTopic.of(name, 2)))
                    .expectError("Topics[0].ErrorCode", ErrorCode.NONE);
            member.awaitAll((UUID) created.get("Topics[0].TopicId"), 2, group.patience());
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.added-partitions-assigned",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreatePartitions", "CreateTopics", "Metadata"},
            requirement = "Partitions that a topic gets later are assigned too.",
            source = SOURCE,
            why = "Records in the new partitions would be read by nobody.")
    void addedPartitionsAreAssigned(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 1);
            ConsumerMember member = group.member("member", topic.name());
            member.join();
            member.awaitAll(topic.id(), 1, group.patience());
            test.ask(LogRequests.createPartitions(topic.name(), 3, null))
                    .expectError("Results[0].ErrorCode", ErrorCode.NONE);
            member.awaitAll(topic.id(), 3, group.patience());
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.subscription-changes",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that subscribes to another topic instead is assigned that one, and no partition of the first.",
            source = SOURCE,
            why = "It would get records that the application does not expect.")
    void aMemberSubscribesToAnotherTopic(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic before = ConsumerTopic.of(test, 1);
            ConsumerTopic after = ConsumerTopic.of(test, 2);
            ConsumerMember member = group.member("member", before.name());
            member.join();
            member.awaitAll(before.id(), 1, group.patience());
            ConsumerMember.expectAccepted(member.send(ConsumerGroupRequests.unchanged(member.membership())
                    .with(body -> body.set("SubscribedTopicNames", List.of(after.name())))));
            member.awaitAll(after.id(), 2, group.patience());
            member.expectAssigned(member.assigned(before.id()).isEmpty(), "no partition", before.id());
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.null-changes-nothing",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A heartbeat whose fields are null changes nothing: the member keeps its epoch, and is told no other"
                            + " assignment, also after a topic was created to which nobody in the group subscribes.",
            source = "KIP-848; message definition ConsumerGroupHeartbeatRequest; measured on Apache Kafka",
            why = "It is what nearly all heartbeats are like.")
    void nullChangesNothing(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 2);
            ConsumerMember member = group.member("member", topic.name());
            member.join();
            member.awaitAll(topic.id(), 2, group.patience());
            member.own();
            int epoch = member.epoch();
            for (int i = 0; i < 2; i++) {
                createUnrelatedTopic(test);
                member.heartbeat().expect("MemberEpoch", epoch);
                expectBoth(member, topic.id());
            }
        }
    }

    /** Creates a topic now: none of those that were created ahead for all cases has its name. */
    private static void createUnrelatedTopic(Case test) {
        String word = "unrelated-to-v" + test.version();
        test.need("a topic with a leader", List.of("CreateTopics", "Metadata"), () -> test.stage()
                .topics()
                .create(word, 1));
    }

    private static void expectBoth(ConsumerMember member, UUID topicId) {
        member.expectAssigned(member.assigned(topicId).equals(ConsumerGroup.all(2)), "the partitions [0, 1]", topicId);
    }
}
