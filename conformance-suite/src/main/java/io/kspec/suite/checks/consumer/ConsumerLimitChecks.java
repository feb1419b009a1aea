package io.kspec.suite.checks.consumer;

import static io.kspec.suite.checks.consumer.ConsumerGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.GroupConfiguration;
import io.kspec.suite.checks.group.GroupSize;
import java.time.Duration;

/** Checks of ConsumerGroupHeartbeat: how long members may be silent, and how many of them there may be. */
class ConsumerLimitChecks {
    private static final String MAX_SIZE = "group.consumer.max.size";

    @ConformanceTest(
            id = "consumer-group-heartbeat.dead-member-removed",
            api = "ConsumerGroupHeartbeat",
            needs = {"IncrementalAlterConfigs", "DescribeConfigs", "CreateTopics", "Metadata"},
            requirement =
                    "A member that has sent nothing for the session timeout of its group is removed: its partitions are assigned"
                            + " to the others, and it is rejected with UNKNOWN_MEMBER_ID.",
            source = SOURCE,
            why = "Nobody would read the partitions of a consumer that was killed.",
            waits = true,
            harm = Harm.CLIENTS_HANG)
    void aDeadMemberIsRemoved(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            int sessionMs = new GroupConfiguration(test, group.id()).shortenSession(group.connection(), "consumer");
            ConsumerTopic topic = ConsumerTopic.of(test, 2);
            ConsumerMember stays = group.member("stays", topic.name());
            ConsumerMember dies = group.member("dies", topic.name());
            stays.join();
            dies.join();
            group.settle(topic.id(), 2, stays, dies);
            stays.awaitAll(topic.id(), 2, group.patience().plus(Duration.ofMillis(sessionMs)));
            dies.send(ConsumerGroupRequests.unchanged(dies.membership()))
                    .expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID);
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.full-group-refused",
            api = "ConsumerGroupHeartbeat",
            needs = {"DescribeConfigs", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A member that joins a group which has as many members as the configuration of the broker allows is rejected"
                            + " with GROUP_MAX_SIZE_REACHED.",
            source = SOURCE,
            why =
                    "A deployment that starts far too many consumers by mistake would burden all groups of the coordinator.")
    void aFullGroupIsClosed(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            int limit = GroupSize.limit(test, group.connection(), MAX_SIZE);
            String topic = ConsumerTopic.of(test, 1).name();
            for (int i = 0; i < limit; i++) {
                group.member("member-" + i, topic).join();
            }
            ConsumerMember last = group.member("one-too-many", topic);
            last.send(last.joining()).expectError("ErrorCode", ErrorCode.GROUP_MAX_SIZE_REACHED);
        }
    }
}
