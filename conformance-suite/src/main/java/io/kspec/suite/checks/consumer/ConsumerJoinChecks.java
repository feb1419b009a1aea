package io.kspec.suite.checks.consumer;

import static io.kspec.suite.checks.consumer.ConsumerGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.Membership;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;

/** Checks of ConsumerGroupHeartbeat: how clients become members, and what they are told. */
class ConsumerJoinChecks {
    private static final String INTERVAL = "HeartbeatIntervalMs";
    private static final String POSITIVE = "is 1 or more";

    @ConformanceTest(
            id = "consumer-group-heartbeat.member-joins",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A client that joins with epoch 0 becomes a member: it is told an epoch above 0 and the interval of"
                            + " its heartbeats.",
            source = SOURCE,
            why =
                    "Clients send this epoch with everything that follows, and would send heartbeats without a pause if the"
                            + " interval were 0.")
    void aClientJoins(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            group.member("member", ConsumerTopic.of(test, 1).name())
                    .join()
                    .expect("MemberEpoch", POSITIVE, ConsumerJoinChecks::isPositive)
                    .expect(INTERVAL, POSITIVE, ConsumerJoinChecks::isPositive);
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.configured-interval-told",
            api = "ConsumerGroupHeartbeat",
            needs = {"IncrementalAlterConfigs", "DescribeConfigs", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A member is told the interval of heartbeats that is configured for its group.",
            source = SOURCE,
            why = "An administrator who shortens it to find dead members sooner would change nothing.")
    void theConfiguredIntervalIsTold(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name());
            long configured = member.join().number(INTERVAL) + 1;
            group.configure("consumer.heartbeat.interval.ms", Long.toString(configured));
            Await.of("the interval of heartbeats", group.patience())
                    .every(ConsumerGroup.INTERVAL)
                    .last(member::heartbeat, told -> told.number(INTERVAL) == configured)
                    .expect(INTERVAL, configured);
        }
    }

    private static boolean isPositive(Object number) {
        return ((Number) number).longValue() > 0;
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.member-id-given",
            api = "ConsumerGroupHeartbeat",
            versions = "0",
            needs = {"CreateTopics", "Metadata"},
            requirement = "At version 0, a client that joins without a member id is given one.",
            source = SOURCE,
            why = "It is by this id that the coordinator knows the client from then on.")
    void aMemberIdIsGiven(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            group.member("member", ConsumerTopic.of(test, 1).name())
                    .join()
                    .expect("MemberId", "is not empty", given -> !given.equals(""));
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.own-member-id-kept",
            api = "ConsumerGroupHeartbeat",
            versions = "1+",
            needs = {"CreateTopics", "Metadata"},
            requirement = "From version 1 on, the member id that a client has chosen is the one in the answer.",
            source = "KIP-1082; measured on Apache Kafka",
            why = "A client that lost the first answer joins again under its id, and would be there twice.")
    void theMembersOwnIdIsKept(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name());
            String chosen = member.id();
            member.join().expect("MemberId", chosen);
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.joining-again-is-no-second-member",
            api = "ConsumerGroupHeartbeat",
            versions = "1+",
            needs = {"ConsumerGroupDescribe", "CreateTopics", "Metadata"},
            requirement = "A client that sends its request to join a second time is still one member.",
            source = "KIP-1082; measured on Apache Kafka",
            why = "A client whose first answer was lost would share its partitions with a member that does not exist.")
    void whoJoinsAgainIsNoSecondMember(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name());
            member.join();
            member.join();
            group.describe().expectSize("Groups[0].Members", 1);
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.member-id-required",
            api = "ConsumerGroupHeartbeat",
            versions = "1+",
            requirement =
                    "From version 1 on, a client that joins without a member id is rejected with INVALID_REQUEST.",
            source = "KIP-1082; measured on Apache Kafka",
            why = "Each retry of its request would add a member that nobody ever removes but the end of its session.")
    void aClientWithoutAMemberIdIsRejected(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member = group.member("member", "topic");
            member.send(member.joining().with(body -> body.set("MemberId", "")))
                    .expectError("ErrorCode", ErrorCode.INVALID_REQUEST);
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.all-partitions-assigned",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "The only member of a group is assigned all partitions of its topic, at once or soon after.",
            source = SOURCE,
            why = "Nobody would read the other partitions.")
    void theOnlyMemberIsAssignedAllPartitions(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 3);
            ConsumerMember member = group.member("member", topic.name());
            member.join();
            member.awaitAll(topic.id(), 3, group.patience());
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.assignment-told-on-full-request",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that tells everything about itself again, in its epoch, is told its whole assignment again.",
            source = SOURCE,
            why =
                    "Clients do so after an error that may have kept the last assignment from them, and would own nothing.")
    void theAssignmentIsToldAgain(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 2);
            ConsumerMember member = group.member("member", topic.name());
            member.join();
            member.awaitAll(topic.id(), 2, group.patience());
            Answer again = ConsumerMember.expectAccepted(
                    member.send(member.joining().with(body -> body.set("MemberEpoch", member.epoch()))));
            again.expect(again.find("Assignment").isPresent(), "Assignment", "the assignment of the member", null);
            member.expectAssigned(
                    member.assigned(topic.id()).equals(ConsumerGroup.all(2)), "the partitions [0, 1]", topic.id());
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.leaving-is-answered",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A member that leaves with epoch -1 is answered with epoch -1, and is unknown from then on.",
            source = SOURCE,
            why = "Clients wait for this answer when they close.")
    void leavingIsAnswered(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name());
            member.join();
            Membership before = member.membership();
            member.leave(ConsumerGroupRequests.LEAVE);
            member.send(ConsumerGroupRequests.unchanged(before))
                    .expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.GROUP_ID_NOT_FOUND);
        }
    }
}
