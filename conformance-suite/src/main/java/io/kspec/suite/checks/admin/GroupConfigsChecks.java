package io.kspec.suite.checks.admin;

import static io.kspec.suite.checks.admin.GroupConfigs.SESSION_TIMEOUT;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ConfigRequests.Change;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;

/** Checks of DescribeConfigs and IncrementalAlterConfigs for groups. */
class GroupConfigsChecks {
    private static final String ERROR = "Responses[0].ErrorCode";
    private static final String SOURCE =
            "KIP-848; measured on Apache Kafka, of which only the last one has configurations of groups by default";

    @ConformanceTest(
            id = "describe-configs.groups",
            api = "DescribeConfigs",
            level = Level.SHOULD,
            requirement =
                    "The configuration of a group has the session timeout of its consumers in milliseconds, longer"
                            + " than their heartbeat interval; also for a group that nobody uses yet.",
            source = SOURCE,
            why = "kafka-configs --entity-type groups shows what consumers of the group will be told.")
    void configurationsOfGroupsAreDescribed(Case test) {
        Answer described = new GroupConfigs(test).describe();
        int session = GroupConfigs.sessionTimeout(described);
        TopicConfigs.entry(described, "consumer.heartbeat.interval.ms")
                .ifPresent(heartbeat -> described.expect(
                        heartbeat + GroupConfigs.VALUE,
                        "is less than the session timeout, " + session,
                        value -> GroupConfigs.isNumber(value) && Integer.parseInt((String) value) < session));
    }

    @ConformanceTest(
            id = "incremental-alter-configs.groups",
            api = "IncrementalAlterConfigs",
            needs = "DescribeConfigs",
            level = Level.SHOULD,
            requirement =
                    "A value that is set for a group is described, for this group only, and once it is deleted the"
                            + " broker's default is again.",
            source = SOURCE,
            why = "The session timeout of consumers is set here, no longer by the consumers themselves.")
    void configurationsOfGroupsAreSet(Case test) {
        GroupConfigs other = new GroupConfigs(test);
        GroupConfigs group = new GroupConfigs(test);
        int before = GroupConfigs.sessionTimeout(group.describe());
        int changed = before + 1;
        Answer answer = test.ask(group.setSessionTimeout(changed));
        if (answer.number(ERROR) == ErrorCode.INVALID_CONFIG.code()) {
            // The default may be the highest value that the broker allows.
            changed = before - 1;
            answer = test.ask(group.setSessionTimeout(changed));
        }
        answer.expectError(ERROR, ErrorCode.NONE);
        group.await(changed);
        other.await(before);
        test.ask(group.change(Change.delete(SESSION_TIMEOUT))).expectError(ERROR, ErrorCode.NONE);
        group.await(before);
    }

    @ConformanceTest(
            id = "incremental-alter-configs.impossible-of-group-refused",
            api = "IncrementalAlterConfigs",
            needs = "DescribeConfigs",
            level = Level.SHOULD,
            requirement =
                    "An impossible value, and a value that no group has, are rejected with INVALID_CONFIG, and nothing"
                            + " changes.",
            source = SOURCE,
            why =
                    "Members would be taken for dead between two heartbeats, or an administrator believes a typing error to be"
                            + " in force.")
    void impossibleConfigurationsOfGroupsAreRejected(Case test) {
        GroupConfigs group = new GroupConfigs(test);
        int before = GroupConfigs.sessionTimeout(group.describe());
        for (Change impossible :
                new Change[] {Change.set(SESSION_TIMEOUT, "-1"), Change.set("kspec.no.such.config", "1")}) {
            test.ask(group.change(impossible)).expectError(ERROR, ErrorCode.INVALID_CONFIG);
        }
        group.await(before);
    }
}
