package io.kspec.suite.checks.consumer;

import static io.kspec.suite.checks.consumer.ConsumerGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.SortedSet;

/** Checks of ConsumerGroupHeartbeat with static members, which keep their partitions while they restart. */
class ConsumerStaticMemberChecks {
    private static final String INSTANCE = "instance-1";

    @ConformanceTest(
            id = "consumer-group-heartbeat.static-member-returns",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A static member that leaves with epoch -2, and joins again with its instance id, has its partitions"
                            + " again, and the other members stay in their epoch.",
            source = SOURCE,
            why = "It is what static members are for: a restart moves no partitions.")
    void aStaticMemberReturns(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 2);
            ConsumerMember other = group.member("other", topic.name());
            ConsumerMember before = group.member("before", topic.name()).instance(INSTANCE);
            other.join();
            before.join();
            group.settle(topic.id(), 2, other, before);
            SortedSet<Integer> partitions = before.assigned(topic.id());
            int epoch = other.epoch();
            before.leave(ConsumerGroupRequests.LEAVE_FOR_A_WHILE);
            ConsumerMember after = group.member("after", topic.name()).instance(INSTANCE);
            after.join();
            after.expectAssigned(
                    after.assigned(topic.id()).equals(partitions), "the partitions " + partitions, topic.id());
            other.own().expect("MemberEpoch", epoch);
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.instance-in-use-refused",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A client that joins with the instance id of a member that has not left is rejected with"
                    + " UNRELEASED_INSTANCE_ID, and the member stays.",
            source = SOURCE,
            why = "Two processes with the same configuration would take the partitions from each other forever.")
    void anInstanceInUseIsRejected(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            String topic = ConsumerTopic.of(test, 1).name();
            ConsumerMember member = group.member("member", topic).instance(INSTANCE);
            member.join();
            ConsumerMember twin = group.member("twin", topic).instance(INSTANCE);
            twin.send(twin.joining()).expectError("ErrorCode", ErrorCode.UNRELEASED_INSTANCE_ID);
            member.heartbeat();
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.instance-freed",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "After a static member has left for good, with epoch -1, its instance id can be used at once.",
            source = SOURCE,
            why = "A process that replaces another could not join until the session ends.")
    void theInstanceIsFreed(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            String topic = ConsumerTopic.of(test, 1).name();
            ConsumerMember member = group.member("member", topic).instance(INSTANCE);
            member.join();
            member.leave(ConsumerGroupRequests.LEAVE);
            group.member("heir", topic).instance(INSTANCE).join();
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.replaced-instance-fenced",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A static member whose instance id is another member's by now is rejected with FENCED_INSTANCE_ID.",
            source = SOURCE,
            why = "The process that was replaced stops with this error; any other lets it try again.")
    void aReplacedInstanceIsFenced(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            String topic = ConsumerTopic.of(test, 1).name();
            ConsumerMember before = group.member("before", topic).instance(INSTANCE);
            before.join();
            String id = before.id();
            int epoch = before.epoch();
            before.leave(ConsumerGroupRequests.LEAVE_FOR_A_WHILE);
            ConsumerMember after = group.member("after", topic).instance(INSTANCE);
            after.join();
            test.stage().transcript().note("the process before has not noticed that it was replaced");
            before.send(ConsumerGroupRequests.unchanged(before.membership(epoch))
                            .with(body -> body.set("MemberId", id).set("InstanceId", INSTANCE)))
                    .expectError("ErrorCode", ErrorCode.FENCED_INSTANCE_ID);
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.leaving-for-a-while-needs-instance",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A member without an instance id that leaves with epoch -2 is rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = "It could never return, and its partitions would belong to nobody until its session ends.")
    void onlyStaticMembersLeaveForAWhile(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name());
            member.join();
            member.send(ConsumerGroupRequests.unchanged(member.membership(ConsumerGroupRequests.LEAVE_FOR_A_WHILE)))
                    .expectError("ErrorCode", ErrorCode.INVALID_REQUEST);
        }
    }
}
