package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.stream.IntStream;

/** Checks of JoinGroup: who cannot become a member. */
class JoinGroupRefusalChecks {
    private static final String MAX_SIZE = "group.max.size";

    @ConformanceTest(
            id = "join-group.inconsistent-protocol-refused",
            api = "JoinGroup",
            needs = {"SyncGroup"},
            requirement =
                    "A client that has another protocol type or no protocol in common with the members is rejected with"
                            + " INCONSISTENT_GROUP_PROTOCOL, and one that offers no protocol at all is rejected.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka",
            why = "A member without a common assignor would stop the whole group rather than only itself.")
    void anInconsistentProtocolIsRejected(Case test) {
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            group.settle(member);
            group.member("stranger")
                    .offer("unheard-of", Subscription.to("topic"))
                    .tryToJoin()
                    .expectError("ErrorCode", ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
            group.member("worker")
                    .protocolType("connect")
                    .tryToJoin()
                    .expectError("ErrorCode", ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        }
        try (Group group = new Group(test)) {
            group.member("silent")
                    .tryToJoin(body -> body.set("Protocols", List.of()))
                    .expectAnyError("ErrorCode");
        }
    }

    @ConformanceTest(
            id = "join-group.full-group-refused",
            api = "JoinGroup",
            needs = {"SyncGroup", "Heartbeat", "DescribeConfigs"},
            level = Level.SHOULD,
            requirement =
                    "A client that joins a group which has as many members as the configuration of the broker allows is rejected"
                            + " with GROUP_MAX_SIZE_REACHED.",
            source = "KIP-389; measured on Apache Kafka",
            why =
                    "A deployment that starts far too many consumers by mistake would burden all groups of the coordinator.")
    void aFullGroupIsClosed(Case test) {
        try (Group group = new Group(test)) {
            int limit = GroupSize.limit(test, group.connection(), MAX_SIZE);
            group.settle(IntStream.range(0, limit)
                    .mapToObj(i -> group.member("member-" + i))
                    .toArray(GroupMember[]::new));
            group.member("one-too-many").tryToJoin().expectError("ErrorCode", ErrorCode.GROUP_MAX_SIZE_REACHED);
        }
    }

    @ConformanceTest(
            id = "join-group.session-timeout-bounds",
            api = "JoinGroup",
            level = Level.SHOULD,
            requirement = "A session timeout of 1 ms or 24 days is rejected with INVALID_SESSION_TIMEOUT.",
            source = "Kafka's group.min.session.timeout.ms and group.max.session.timeout.ms; GroupCoordinatorTest",
            why = "A member whose session expires before any heartbeat, or never, holds up every rebalance. Both bounds"
                    + " are settings, and no client sends such a timeout by default.")
    void theSessionTimeoutIsBounded(Case test) {
        try (Group group = new Group(test)) {
            for (int timeout : List.of(1, Integer.MAX_VALUE)) {
                group.member("member")
                        .tryToJoin(body -> body.set("SessionTimeoutMs", timeout))
                        .expectError("ErrorCode", ErrorCode.INVALID_SESSION_TIMEOUT);
            }
        }
    }

    @ConformanceTest(
            id = "join-group.unknown-member-refused",
            api = "JoinGroup",
            requirement = "A client that joins with an unknown member id, or with a member id in a group that does not"
                    + " exist, is rejected with UNKNOWN_MEMBER_ID.",
            source = "Kafka's GroupCoordinatorTest",
            why = "Sarama rejoins with an empty id on this error, and gives up on INVALID_GROUP_ID (Quafka).")
    void anUnknownMemberIsRejected(Case test) {
        try (Group group = new Group(test)) {
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
            level = Level.SHOULD,
            requirement = "An empty group id is rejected with INVALID_GROUP_ID.",
            source = "Kafka's GroupCoordinatorTest",
            why = "All clients that forgot to set a group id would share one group.")
    void anEmptyGroupIdIsRejected(Case test) {
        try (Group nameless = new Group(test, "")) {
            nameless.member(test.coordinator(CoordinatorType.GROUP, test.name("group")))
                    .askToJoin()
                    .expectError("ErrorCode", ErrorCode.INVALID_GROUP_ID);
        }
    }
}
