package io.kspec.suite.checks.share;

import static io.kspec.suite.checks.share.ShareGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.GroupConfiguration;
import io.kspec.suite.checks.group.GroupSize;
import java.time.Duration;
import java.util.List;

/** Checks of ShareGroupHeartbeat: how long members may be silent, and how many of them there may be. */
class ShareLimitChecks {
    private static final String MAX_SIZE = "group.share.max.size";
    private static final String MEMBERS = "Groups[0].Members";

    @ConformanceTest(
            id = "share-group-heartbeat.dead-member-removed",
            api = "ShareGroupHeartbeat",
            needs = {"ShareGroupDescribe", "IncrementalAlterConfigs", "DescribeConfigs", "CreateTopics", "Metadata"},
            requirement =
                    "A member that has sent nothing for the session timeout of its group is removed, and is rejected with"
                            + " UNKNOWN_MEMBER_ID.",
            source = SOURCE,
            why = "A group whose processes were killed could be neither reset nor deleted.",
            waits = true,
            harm = Harm.CLIENTS_HANG)
    void aDeadMemberIsRemoved(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            int sessionMs = new GroupConfiguration(test, group.id()).shortenSession(group.connection(), "share");
            ShareMember dies = group.member("dies");
            dies.join(test.topic(1));
            Answer described = Await.of(
                            "the end of a session",
                            Duration.ofMillis(sessionMs)
                                    .plus(test.stage().settings().readTimeout()))
                    .last(group::describe, answer -> answer.list(MEMBERS).isEmpty());
            described.expectSize(MEMBERS, 0);
            dies.send(ShareRequests.heartbeat(dies.identity(), dies.epoch(), null))
                    .expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID);
        }
    }

    @ConformanceTest(
            id = "share-group-heartbeat.full-group-refused",
            api = "ShareGroupHeartbeat",
            needs = {"DescribeConfigs", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A member that joins a group which has as many members as the configuration of the broker allows is rejected"
                            + " with GROUP_MAX_SIZE_REACHED.",
            source = SOURCE,
            why =
                    "A deployment that starts far too many processes by mistake would burden all groups of the coordinator.")
    void aFullGroupIsClosed(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            int limit = GroupSize.limit(test, group.connection(), MAX_SIZE);
            String topic = test.topic(1);
            for (int i = 0; i < limit; i++) {
                group.member("member-" + i).join(topic);
            }
            ShareMember last = group.member("one-too-many");
            last.send(ShareRequests.heartbeat(last.identity(), ShareMember.JOIN, List.of(topic)))
                    .expectError("ErrorCode", ErrorCode.GROUP_MAX_SIZE_REACHED);
        }
    }
}
