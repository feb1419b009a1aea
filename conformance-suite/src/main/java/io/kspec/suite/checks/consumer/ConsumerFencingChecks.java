package io.kspec.suite.checks.consumer;

import static io.kspec.suite.checks.consumer.ConsumerGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.Membership;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.NewerGroups;

/** Checks of ConsumerGroupHeartbeat: whom the coordinator does not take for a member. */
class ConsumerFencingChecks {
    /** Far from any epoch that members are in. */
    private static final int FAR = 1_000;

    @ConformanceTest(
            id = "consumer-group-heartbeat.newer-epoch-fenced",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A member with an epoch above its own is rejected with FENCED_MEMBER_EPOCH.",
            source = SOURCE,
            why = "The client then gives up its partitions and joins again; any other error makes it stop, or go on in"
                    + " disagreement with the coordinator.")
    void aNewerEpochIsFenced(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name());
            member.join();
            member.send(ConsumerGroupRequests.unchanged(member.membership(member.epoch() + FAR)))
                    .expectError("ErrorCode", ErrorCode.FENCED_MEMBER_EPOCH);
            member.heartbeat();
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.older-epoch-fenced",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A member with an epoch below its own, which does not tell what it owns, is rejected with"
                    + " FENCED_MEMBER_EPOCH.",
            source = SOURCE,
            why = "It missed what it was assigned since, and may own partitions that are another's by now.")
    void anOlderEpochIsFenced(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 2);
            ConsumerMember first = group.member("first", topic.name());
            first.join();
            int before = first.epoch();
            ConsumerMember second = group.member("second", topic.name());
            second.join();
            group.settle(topic.id(), 2, first, second);
            first.send(ConsumerGroupRequests.unchanged(first.membership(before)))
                    .expectError("ErrorCode", ErrorCode.FENCED_MEMBER_EPOCH);
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.fenced-member-rejoins",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that was fenced joins again with its id and epoch 0, and is assigned its partitions.",
            source = SOURCE,
            why = "It is what clients do after FENCED_MEMBER_EPOCH; they would stay out forever.")
    void aFencedMemberRejoins(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 2);
            ConsumerMember member = group.member("member", topic.name());
            member.join();
            member.awaitAll(topic.id(), 2, group.patience());
            String id = member.id();
            member.send(ConsumerGroupRequests.unchanged(member.membership(member.epoch() + FAR)))
                    .expectError("ErrorCode", ErrorCode.FENCED_MEMBER_EPOCH);
            member.join().expect("MemberId", id);
            member.awaitAll(topic.id(), 2, group.patience());
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.unknown-member-refused",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that the group does not have, with an epoch above 0, is rejected with UNKNOWN_MEMBER_ID.",
            source = SOURCE,
            why = "Clients join again on this error.")
    void anUnknownMemberIsRejected(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name());
            member.join();
            ConsumerMember stranger = group.member("stranger", "topic");
            stranger.send(ConsumerGroupRequests.unchanged(
                            Membership.of(group.id(), NewerGroups.memberId(test), member.epoch())))
                    .expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID);
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.unknown-leaver-refused",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A member that the group does not have, and that leaves, is rejected with UNKNOWN_MEMBER_ID, and the"
                            + " others stay.",
            source = SOURCE,
            why = "A tool that removes a member would report success although it is still there.")
    void anUnknownLeaverIsRejected(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name());
            member.join();
            ConsumerMember stranger = group.member("stranger", "topic");
            stranger.send(ConsumerGroupRequests.leave(
                            Membership.of(group.id(), NewerGroups.memberId(test), ConsumerGroupRequests.LEAVE)))
                    .expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID);
            member.heartbeat();
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.unknown-group-refused",
            api = "ConsumerGroupHeartbeat",
            requirement = "A member with an epoch above 0 of a group that does not exist is rejected: Apache Kafka says"
                    + " GROUP_ID_NOT_FOUND, and clients take UNKNOWN_MEMBER_ID as well.",
            source = SOURCE,
            why = "A consumer whose group was deleted would believe that it still has its partitions.")
    void aMemberOfAnUnknownGroupIsRejected(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            group.member("stranger", "topic")
                    .send(ConsumerGroupRequests.unchanged(Membership.of(group.id(), NewerGroups.memberId(test), FAR)))
                    .expectError("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND, ErrorCode.UNKNOWN_MEMBER_ID);
        }
    }
}
