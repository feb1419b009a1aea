package io.kspec.suite.checks.streams;

import static io.kspec.suite.checks.streams.StreamsGroup.ONLY;
import static io.kspec.suite.checks.streams.StreamsGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.GroupSize;
import java.time.Duration;

/** Checks of StreamsGroupHeartbeat: how long members may be silent, and how many of them there may be. */
class StreamsLimitChecks {
    private static final String MAX_SIZE = "group.streams.max.size";

    @ConformanceTest(
            id = "streams-group-heartbeat.dead-member-removed",
            api = "StreamsGroupHeartbeat",
            needs = {"IncrementalAlterConfigs", "DescribeConfigs", "CreateTopics", "Metadata"},
            requirement =
                    "A member that has sent nothing for the session timeout of its group is removed: its tasks are assigned to"
                            + " the others, and it is rejected with UNKNOWN_MEMBER_ID.",
            source = SOURCE,
            why = "Nobody would process the tasks of a process that was killed.",
            waits = true,
            harm = Harm.CLIENTS_HANG)
    void aDeadMemberIsRemoved(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            int sessionMs = group.configuration().shortenSession(group.connection(), "streams");
            String topic = test.topicOfExactly(2);
            StreamsMember stays = group.member("stays", topic);
            StreamsMember dies = group.member("dies", topic);
            group.joinAndSettle(2, stays, dies);
            stays.awaitAll(ONLY, 2, group.patience().plus(Duration.ofMillis(sessionMs)));
            dies.expectUnknown(dies.epoch());
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.full-group-refused",
            api = "StreamsGroupHeartbeat",
            needs = {"DescribeConfigs", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A member that joins a group which has as many members as the configuration of the broker allows is rejected"
                            + " with GROUP_MAX_SIZE_REACHED.",
            source = SOURCE,
            why =
                    "A deployment that starts far too many processes by mistake would burden all groups of the coordinator.")
    void aFullGroupIsClosed(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            int limit = GroupSize.limit(test, group.connection(), MAX_SIZE);
            String topic = test.topic(1);
            for (int i = 0; i < limit; i++) {
                group.member("member-" + i, topic).join();
            }
            StreamsMember last = group.member("one-too-many", topic);
            last.send(last.joining()).expectError("ErrorCode", ErrorCode.GROUP_MAX_SIZE_REACHED);
        }
    }
}
