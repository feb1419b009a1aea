package io.kspec.suite.checks.consumer;

import static io.kspec.suite.checks.consumer.ConsumerGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.ConsumerOffer;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.group.GroupMember;
import java.util.List;
import java.util.TreeSet;

/** Checks of ConsumerGroupDescribe. */
class ConsumerGroupDescribeChecks {
    private static final String GROUP = "Groups[0].";
    private static final String MEMBER = "Groups[0].Members[0].";
    private static final String ASSIGNED = "Assignment.TopicPartitions";
    private static final int NOT_ASKED_FOR = Integer.MIN_VALUE;
    /** What the type of a member is that uses the consumer protocol. */
    private static final int CONSUMER = 1;

    private static final int CLASSIC = 0;

    @ConformanceTest(
            id = "consumer-group-describe.stable-group",
            api = "ConsumerGroupDescribe",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "A group whose only member has all partitions is Stable, and shown with its epochs and the member: its"
                            + " id, epoch, subscription, and the partitions that it has and is to have, with topic id and name.",
            source = SOURCE,
            why = "kafka-consumer-groups --describe shows who reads what.")
    void aStableGroupIsDescribed(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 2);
            ConsumerMember member = group.member("member", topic.name());
            member.join();
            member.awaitAll(topic.id(), 2, group.patience());
            member.own();
            Answer described = group.describe()
                    .expectError(GROUP + "ErrorCode", ErrorCode.NONE)
                    .expect(GROUP + "GroupState", "Stable")
                    .expect(GROUP + "GroupEpoch", member.epoch())
                    .expect(GROUP + "AssignmentEpoch", member.epoch())
                    .expect(GROUP + "AssignorName", "is not empty", name -> !name.equals(""))
                    .expectSize(GROUP + "Members", 1)
                    .expect(MEMBER + "MemberId", member.id())
                    .expect(MEMBER + "MemberEpoch", member.epoch())
                    .expect(MEMBER + "SubscribedTopicNames", List.of(topic.name()));
            expectPartitions(described, MEMBER + ASSIGNED, topic);
            expectPartitions(described, MEMBER + "TargetAssignment.TopicPartitions", topic);
        }
    }

    private static void expectPartitions(Answer described, String at, ConsumerTopic topic) {
        described
                .expectSize(at, 1)
                .expect(at + "[0].TopicId", topic.id())
                .expect(at + "[0].TopicName", topic.name())
                .expect(at + "[0].Partitions", "are 0 and 1", found -> new TreeSet<>((List<?>) found)
                        .equals(new TreeSet<>(List.of(0, 1))));
    }

    @ConformanceTest(
            id = "consumer-group-describe.client-shown",
            api = "ConsumerGroupDescribe",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A member is shown with its client id, and with its host.",
            source = SOURCE,
            why = "It is how an administrator finds the process that lags behind.")
    void theClientIsShown(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            group.member("member", ConsumerTopic.of(test, 1).name()).join();
            group.describe()
                    .expectSize(GROUP + "Members", 1)
                    .expect(MEMBER + "ClientId", test.role("member").clientId())
                    .expect(MEMBER + "ClientHost", "is not empty", host -> !host.equals(""));
        }
    }

    @ConformanceTest(
            id = "consumer-group-describe.static-member",
            api = "ConsumerGroupDescribe",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A static member is shown with its instance id, and also while it is away for a while.",
            source = SOURCE,
            why = "Administrators tell restarting processes from dead ones by it.")
    void aStaticMemberIsShown(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name()).instance("instance-1");
            member.join();
            expectInstance(group);
            member.leave(ConsumerGroupRequests.LEAVE_FOR_A_WHILE);
            expectInstance(group);
        }
    }

    private static void expectInstance(ConsumerGroup group) {
        group.describe().expectSize(GROUP + "Members", 1).expect(MEMBER + "InstanceId", "instance-1");
    }

    @ConformanceTest(
            id = "consumer-group-describe.rack-shown",
            api = "ConsumerGroupDescribe",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A member is shown with its rack.",
            source = SOURCE,
            why = "Administrators see whether consumers read from replicas in their racks.")
    void theRackIsShown(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name());
            ConsumerMember.expectAccepted(member.send(member.joining().with(body -> body.set("RackId", "rack-1"))));
            group.describe().expectSize(GROUP + "Members", 1).expect(MEMBER + "RackId", "rack-1");
        }
    }

    @ConformanceTest(
            id = "consumer-group-describe.regex-shown",
            api = "ConsumerGroupDescribe",
            needs = "ConsumerGroupHeartbeat",
            level = Level.SHOULD,
            requirement = "A member that subscribes to a regular expression is shown with it.",
            source = SOURCE,
            why = "It explains why a consumer reads a topic that it does not name.")
    void theRegularExpressionIsShown(Case test) {
        test.limit("ConsumerGroupHeartbeat", Versions.parse("1+"));
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            String regex = test.name("nothing") + "[0-9]";
            group.member("member", ConsumerOffer.matching(regex)).join();
            group.describe().expectSize(GROUP + "Members", 1).expect(MEMBER + "SubscribedTopicRegex", regex);
        }
    }

    @ConformanceTest(
            id = "consumer-group-describe.member-type",
            api = "ConsumerGroupDescribe",
            versions = "1+",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A member that uses the consumer protocol is shown as such, with type 1.",
            source = "KIP-1099; message definition ConsumerGroupDescribeResponse; measured on Apache Kafka",
            why = "While a group is upgraded, it tells which processes still use the classic protocol.")
    void theTypeOfAMemberIsShown(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            group.member("member", ConsumerTopic.of(test, 1).name()).join();
            group.describe().expectSize(GROUP + "Members", 1).expect(MEMBER + "MemberType", CONSUMER);
        }
    }

    @ConformanceTest(
            id = "consumer-group-describe.classic-member",
            api = "ConsumerGroupDescribe",
            versions = "1+",
            needs = {"ConsumerGroupHeartbeat", "JoinGroup", "SyncGroup", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A member of a group that is being upgraded, which still uses the classic protocol, is shown as such, with"
                            + " type 0.",
            source = "KIP-1099; message definition ConsumerGroupDescribeResponse; measured on Apache Kafka",
            why = "It tells which processes are still to be upgraded.")
    void aClassicMemberIsShown(Case test) {
        try (Group classic = new Group(test)) {
            GroupMember old = classic.member("old");
            classic.settle(old);
            try (ConsumerGroup group = new ConsumerGroup(test, classic.id())) {
                group.member("new", ConsumerTopic.of(test, 1).name()).join();
                Answer described = group.describe().expectSize(GROUP + "Members", 2);
                described.expect(memberIn(described, old.id()) + "MemberType", CLASSIC);
            }
        }
    }

    @ConformanceTest(
            id = "consumer-group-describe.assignor-shown",
            api = "ConsumerGroupDescribe",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "The assignor that the members prefer is the one that is used, and is shown.",
            source = SOURCE,
            why = "Applications that join streams of records by partition rely on the range assignor.")
    void thePreferredAssignorIsShown(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerOffer offer = ConsumerOffer.of(ConsumerTopic.of(test, 1).name());
            group.member("member", offer.preferring("range")).join();
            group.describe().expect(GROUP + "AssignorName", "range");
        }
    }

    @ConformanceTest(
            id = "consumer-group-describe.reconciling-group",
            api = "ConsumerGroupDescribe",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "While a member has not given up a partition that another one is to have, the group is Reconciling, and"
                            + " the partition is still shown as the first member's.",
            source = SOURCE,
            why = "A stuck rebalance is recognized by it.")
    void aReconcilingGroupIsDescribed(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 2);
            ConsumerMember owner = group.member("owner", topic.name());
            owner.join();
            owner.awaitAll(topic.id(), 2, group.patience());
            group.member("newcomer", topic.name()).join();
            Answer unused = Await.of("a partition to give up", group.patience())
                    .every(ConsumerGroup.INTERVAL)
                    .last(owner::heartbeat, told -> owner.assigned(topic.id()).size() < 2);
            Answer described =
                    group.describe().expect(GROUP + "GroupState", "Reconciling").expectSize(GROUP + "Members", 2);
            String at = memberIn(described, owner.id());
            expectPartitions(described, at + ASSIGNED, topic);
            described.expectSize(at + "TargetAssignment.TopicPartitions[0].Partitions", 1);
        }
    }

    /** The path of a member, with a dot after it. */
    private static String memberIn(Answer described, String memberId) {
        return described
                .entry(GROUP + "Members[MemberId=" + memberId + "]")
                .orElseThrow(() -> described.failure(
                        GROUP + "Members",
                        "the member " + memberId,
                        described.list(GROUP + "Members").toString()));
    }

    @ConformanceTest(
            id = "consumer-group-describe.empty-group",
            api = "ConsumerGroupDescribe",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A group whose members have left is Empty, and has no members.",
            source = SOURCE,
            why = "Tools delete and reset only groups that are shown as empty.")
    void anEmptyGroupIsDescribed(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name());
            member.join();
            member.leave(ConsumerGroupRequests.LEAVE);
            group.describe()
                    .expectError(GROUP + "ErrorCode", ErrorCode.NONE)
                    .expect(GROUP + "GroupState", "Empty")
                    .expectSize(GROUP + "Members", 0);
        }
    }

    @ConformanceTest(
            id = "consumer-group-describe.several-groups",
            api = "ConsumerGroupDescribe",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "Of several groups each is described, even if one of them does not exist.",
            source = SOURCE,
            why = "kafka-consumer-groups --describe --all-groups would fail for all of them.")
    void severalGroupsAreDescribed(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test);
                ConsumerGroup missing = group.another()) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name());
            member.join();
            Answer described = test.ask(group.connection(), ConsumerGroupRequests.describe(missing.id(), group.id()))
                    .expectSize("Groups", 2);
            String found = described.entry("Groups[GroupId=" + group.id() + "]").orElse(GROUP);
            described
                    .expect(found + "GroupId", group.id())
                    .expectError(found + "ErrorCode", ErrorCode.NONE)
                    .expectSize(found + "Members", 1)
                    .expect(found + "Members[0].MemberId", member.id());
        }
    }

    @ConformanceTest(
            id = "consumer-group-describe.unknown-group",
            api = "ConsumerGroupDescribe",
            requirement = "A group that does not exist is answered GROUP_ID_NOT_FOUND.",
            source = SOURCE,
            why = "The Java client then asks for a classic group of that name.")
    void anUnknownGroupIsNotFound(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            group.describe().expectError(GROUP + "ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
        }
    }

    @ConformanceTest(
            id = "consumer-group-describe.classic-group",
            api = "ConsumerGroupDescribe",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "A classic group is answered GROUP_ID_NOT_FOUND.",
            source = SOURCE,
            why = "The Java client then describes it by DescribeGroups; described here, it would have no members.")
    void aClassicGroupIsNotFound(Case test) {
        try (Group classic = new Group(test)) {
            classic.settle(classic.member("member"));
            try (ConsumerGroup group = new ConsumerGroup(test, classic.id())) {
                group.describe().expectError(GROUP + "ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
            }
        }
    }

    @ConformanceTest(
            id = "consumer-group-describe.operations-not-asked-for",
            api = "ConsumerGroupDescribe",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "Authorized operations that are not asked for are unknown, which is -2147483648.",
            source = "KIP-430; message definition ConsumerGroupDescribeResponse; measured on Apache Kafka",
            why = "Any other number is read as a set of operations.")
    void operationsThatAreNotAskedForAreUnknown(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            group.member("member", ConsumerTopic.of(test, 1).name()).join();
            group.describe().expect(GROUP + "AuthorizedOperations", NOT_ASKED_FOR);
        }
    }
}
