package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;

/** Checks of JoinGroup: who may not become a member. */
class JoinGroupRefusalChecks {
    @ConformanceTest(
            id = "join-group.inconsistent-protocol-refused",
            api = "JoinGroup",
            needs = {"SyncGroup"},
            requirement =
                    "A client that has no protocol in common with the members, or another protocol type, is refused with"
                            + " INCONSISTENT_GROUP_PROTOCOL; so is one that offers none.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "A member that no common assignor can serve stops the whole group, rather than itself alone.")
    void anInconsistentProtocolIsRefused(Case it) {
        try (Group group = new Group(it)) {
            GroupMember member = group.member("member");
            group.settle(member);
            group.member("stranger")
                    .offer("unheard-of", Bytes.EMPTY)
                    .askToJoin(body -> {})
                    .expectError("ErrorCode", ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
            group.member("worker")
                    .protocolType("connect")
                    .askToJoin(body -> {})
                    .expectError("ErrorCode", ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        }
        try (Group group = new Group(it)) {
            group.member("silent")
                    .askToJoin(body -> body.set("Protocols", List.of()))
                    .expectError("ErrorCode", ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        }
    }

    @ConformanceTest(
            id = "join-group.session-timeout-bounds",
            api = "JoinGroup",
            requirement = "A session timeout of 1 ms, or of 24 days, is refused with INVALID_SESSION_TIMEOUT.",
            source = "Kafka's group.min.session.timeout.ms and group.max.session.timeout.ms; GroupCoordinatorTest",
            why = "A member whose session no heartbeat can save, or none ends, holds up every rebalance.")
    void theSessionTimeoutHasBounds(Case it) {
        try (Group group = new Group(it)) {
            for (int timeout : List.of(1, Integer.MAX_VALUE)) {
                group.member("member")
                        .askToJoin(body -> body.set("SessionTimeoutMs", timeout))
                        .expectError("ErrorCode", ErrorCode.INVALID_SESSION_TIMEOUT);
            }
        }
    }

    @ConformanceTest(
            id = "join-group.unknown-member-refused",
            api = "JoinGroup",
            requirement =
                    "A member id that the group does not know, or that of a group which does not exist, is refused with"
                            + " UNKNOWN_MEMBER_ID.",
            source = "Kafka's GroupCoordinatorTest",
            why = "Sarama joins anew with an empty id on that error, and gives up on INVALID_GROUP_ID (Quafka).")
    void anUnknownMemberIsRefused(Case it) {
        try (Group group = new Group(it)) {
            GroupMember stranger = group.member("stranger");
            stranger.askToJoin(body -> body.set("MemberId", "nobody"))
                    .expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID);
            group.member("member").join();
            stranger.askToJoin(body -> body.set("MemberId", "nobody"))
                    .expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID);
        }
    }

    @ConformanceTest(
            id = "join-group.empty-group-id-refused",
            api = "JoinGroup",
            requirement = "An empty group id is refused with INVALID_GROUP_ID.",
            source = "Kafka's GroupCoordinatorTest",
            why = "All clients that forgot to set one would share a group.")
    void anEmptyGroupIdIsRefused(Case it) {
        try (Group group = new Group(it)) {
            group.member("member")
                    .askToJoin(body -> body.set("GroupId", ""))
                    .expectError("ErrorCode", ErrorCode.INVALID_GROUP_ID);
        }
    }
}
