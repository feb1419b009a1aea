package io.kspec.suite.checks.consumer;

import static io.kspec.suite.checks.consumer.ConsumerGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ConsumerOffer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Checks of ConsumerGroupHeartbeat: requests that make no sense. */
class ConsumerRequestChecks {
    private static final String WHY =
            "A client with a bug would wait for partitions that it never gets, instead of an error.";
    private static final int LOWEST_EPOCH = -2;

    @ConformanceTest(
            id = "consumer-group-heartbeat.incomplete-join-refused",
            api = "ConsumerGroupHeartbeat",
            level = Level.SHOULD,
            requirement =
                    "A client that joins without a rebalance timeout, or without topics to subscribe to, is rejected with"
                            + " INVALID_REQUEST.",
            source = SOURCE,
            why = WHY)
    void anIncompleteJoinIsRejected(Case test) {
        expectRejected(test, body -> body.set("RebalanceTimeoutMs", -1));
        expectRejected(test, body -> body.set("SubscribedTopicNames", null));
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.owner-joins-refused",
            api = "ConsumerGroupHeartbeat",
            level = Level.SHOULD,
            requirement =
                    "A client that joins and does not tell that it owns no partitions is rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = "It may go on to read partitions that are another's by now.")
    void whoJoinsOwnsNothing(Case test) {
        expectRejected(test, body -> body.set("TopicPartitions", null));
        expectRejected(
                test,
                body -> body.add("TopicPartitions", topic -> topic.set("TopicId", new UUID(1, 1))
                        .set("Partitions", List.of(0))));
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.empty-names-refused",
            api = "ConsumerGroupHeartbeat",
            level = Level.SHOULD,
            requirement = "An empty instance id and an empty rack are rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = "All processes whose instance id is empty by mistake would be taken for one.")
    void emptyNamesAreRejected(Case test) {
        expectRejected(test, body -> body.set("InstanceId", ""));
        expectRejected(test, body -> body.set("RackId", ""));
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.impossible-epoch-refused",
            api = "ConsumerGroupHeartbeat",
            level = Level.SHOULD,
            requirement = "An epoch below -2 is rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = WHY)
    void anImpossibleEpochIsRejected(Case test) {
        expectRejected(test, body -> body.set("MemberEpoch", LOWEST_EPOCH - 1));
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.nameless-member-refused",
            api = "ConsumerGroupHeartbeat",
            level = Level.SHOULD,
            requirement = "A heartbeat in an epoch above 0 without a member id is rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = WHY)
    void aMemberWithoutAnIdIsRejected(Case test) {
        expectRejected(test, body -> body.set("MemberEpoch", 1).set("MemberId", ""));
    }

    /** Sends a request to join in which something is wrong. */
    private static void expectRejected(Case test, Consumer<MessageBuilder> fault) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member = group.member("member", "topic");
            member.send(member.joining().with(fault)).expectError("ErrorCode", ErrorCode.INVALID_REQUEST);
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.unsupported-assignor-refused",
            api = "ConsumerGroupHeartbeat",
            requirement = "A client that asks for an assignor that the coordinator does not have is rejected with"
                    + " UNSUPPORTED_ASSIGNOR.",
            source = SOURCE,
            why = "Partitions would be shared in another way than the application relies on.")
    void anUnsupportedAssignorIsRejected(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerOffer.of("topic").preferring("kspec-no-such-assignor"));
            member.send(member.joining()).expectError("ErrorCode", ErrorCode.UNSUPPORTED_ASSIGNOR);
        }
    }
}
