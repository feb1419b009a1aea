package io.kspec.suite.checks.streams;

import static io.kspec.suite.checks.streams.StreamsGroup.ONLY;
import static io.kspec.suite.checks.streams.StreamsGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.StreamsRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Checks of StreamsGroupDescribe. */
class StreamsGroupDescribeChecks {
    private static final String GROUP = "Groups[0].";
    private static final String ERROR = GROUP + "ErrorCode";
    private static final String STATE = GROUP + "GroupState";
    private static final String MEMBERS = GROUP + "Members";
    private static final String MEMBER = MEMBERS + "[0].";
    private static final String TARGET = "TargetAssignment.";
    /** The tasks that a member has, and those that it is to have. */
    private static final List<String> ASSIGNMENTS = List.of("Assignment.", TARGET);

    private static final String ACTIVE = "ActiveTasks";
    private static final String STANDBY = "StandbyTasks";
    private static final String WARMUP = "WarmupTasks";
    private static final String PARTS = GROUP + "Topology.Subtopologies";
    private static final String CLEANUP_POLICY = "cleanup.policy";
    private static final int NOT_ASKED_FOR = Integer.MIN_VALUE;

    @ConformanceTest(
            id = "streams-group-describe.stable-group",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "A group whose only member has all tasks is Stable, and shown with its epochs and the member: its id, epoch,"
                            + " process, and the active tasks that it has and is to have, but no others.",
            source = SOURCE,
            why = "kafka-streams-groups --describe shows who processes what.")
    void aStableGroupIsDescribed(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = settled(test, group);
            Answer described = group.describe()
                    .expectError(ERROR, ErrorCode.NONE)
                    .expect(STATE, "Stable")
                    .expect(GROUP + "GroupEpoch", member.epoch())
                    .expect(GROUP + "AssignmentEpoch", member.epoch())
                    .expectSize(MEMBERS, 1)
                    .expect(MEMBER + "MemberId", member.id())
                    .expect(MEMBER + "MemberEpoch", member.epoch())
                    .expect(MEMBER + "ProcessId", member.processId());
            for (String assignment : ASSIGNMENTS) {
                expectTasks(described, MEMBER + assignment + ACTIVE, StreamsGroup.firstTasks(2));
                described.expectSize(MEMBER + assignment + STANDBY, 0).expectSize(MEMBER + assignment + WARMUP, 0);
            }
        }
    }

    /** A member that has both tasks of its application. */
    private static StreamsMember settled(Case test, StreamsGroup group) {
        StreamsMember member = group.member("member", test.topicOfExactly(2));
        member.join();
        member.awaitAll(ONLY, 2, group.patience());
        member.own();
        return member;
    }

    private static void expectTasks(Answer described, String at, SortedSet<Integer> tasks) {
        described
                .expectSize(at, 1)
                .expect(at + "[0].SubtopologyId", ONLY)
                .expect(at + "[0].Partitions", "are " + tasks, found -> new TreeSet<>((List<?>) found).equals(tasks));
    }

    @ConformanceTest(
            id = "streams-group-describe.standby-tasks-shown",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "IncrementalAlterConfigs", "DescribeConfigs", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "In a group that keeps copies of its states, each member is shown with the standby tasks that it has and"
                            + " is to have, and with no warm-up tasks once all tasks are where they are to be.",
            source = SOURCE,
            why = "It is how an administrator finds where a state is if a process dies.")
    void standbyTasksAreShown(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StandbyPair pair = StandbyPair.settled(test, group);
            Answer described = group.describe().expect(STATE, "Stable").expectSize(MEMBERS, 2);
            for (StreamsMember member : List.of(pair.first(), pair.second())) {
                String at = member(described, member);
                for (String assignment : ASSIGNMENTS) {
                    expectTasks(described, at + assignment + ACTIVE, member.active(ONLY));
                    expectTasks(described, at + assignment + STANDBY, member.standby(ONLY));
                    described.expectSize(at + assignment + WARMUP, 0);
                }
            }
        }
    }

    /** The path of a member, with a dot after it. */
    private static String member(Answer described, StreamsMember member) {
        return described
                .entry(MEMBERS + "[MemberId=" + member.id() + "]")
                .orElseThrow(() -> described.failure(
                        MEMBERS,
                        "the member " + member.id(),
                        described.list(MEMBERS).toString()));
    }

    @ConformanceTest(
            id = "streams-group-describe.topology-shown",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "The topology is shown with its epoch and its subtopologies: the topics that each reads, writes and keeps its"
                            + " state in, how many partitions the internal ones have, and with which replication factor and"
                            + " configuration they are demanded.",
            source = SOURCE,
            why = "It is how an administrator finds which topics an application needs.")
    void theTopologyIsShown(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            InternalTopics internal = new InternalTopics(test, group);
            String topic = test.topicOfExactly(2);
            String changelog = internal.changelog("store");
            String shuffled = internal.repartition("shuffled");
            StreamsMember member = group.member("member", topic);
            StreamsMember.expectAccepted(member.send(member.joining()
                    .with(body -> body.setStruct("Topology", topology -> topology.set("Epoch", 3)
                            .add("Subtopologies", part -> part.set("SubtopologyId", "reads")
                                    .set("SourceTopics", List.of(topic))
                                    .set("RepartitionSinkTopics", List.of(shuffled)))
                            .add("Subtopologies", part -> part.set("SubtopologyId", "shuffles")
                                    .add("RepartitionSourceTopics", demanding(shuffled, "delete"))
                                    .add("StateChangelogTopics", demanding(changelog, "compact")))))));
            member.awaitAll("shuffles", 2, group.patience());
            Answer described = group.describe()
                    .expect(GROUP + "Topology.Epoch", 3)
                    .expect(MEMBER + "TopologyEpoch", 3)
                    .expectSize(PARTS, 2);
            String reads = part(described, "reads");
            described
                    .expect(reads + "SourceTopics", List.of(topic))
                    .expect(reads + "RepartitionSinkTopics", List.of(shuffled));
            String shuffles = part(described, "shuffles");
            expectTopic(described, shuffles + "RepartitionSourceTopics", shuffled, "delete");
            expectTopic(described, shuffles + "StateChangelogTopics", changelog, "compact");
        }
    }

    /** Demands an internal topic that has one replica. */
    private static Consumer<MessageBuilder> demanding(String name, String cleanupPolicy) {
        return topic -> topic.set("Name", name)
                .set("ReplicationFactor", 1)
                .add("TopicConfigs", config -> config.set("Key", CLEANUP_POLICY).set("Value", cleanupPolicy));
    }

    /** The path of a subtopology, with a dot after it. */
    private static String part(Answer described, String id) {
        return described
                .entry(PARTS + "[SubtopologyId=" + id + "]")
                .orElseThrow(() -> described.failure(
                        PARTS, "the subtopology " + id, described.list(PARTS).toString()));
    }

    private static void expectTopic(Answer described, String at, String name, String cleanupPolicy) {
        described
                .expectSize(at, 1)
                .expect(at + "[0].Name", name)
                .expect(at + "[0].Partitions", 2)
                .expect(at + "[0].ReplicationFactor", 1)
                .expectSize(at + "[0].TopicConfigs", 1)
                .expect(at + "[0].TopicConfigs[0].Key", CLEANUP_POLICY)
                .expect(at + "[0].TopicConfigs[0].Value", cleanupPolicy);
    }

    @ConformanceTest(
            id = "streams-group-describe.client-shown",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A member is shown with its client id and its host, without an instance id if it has told none, and not as a"
                            + " member of a classic group.",
            source = SOURCE,
            why = "It is how an administrator finds the process that lags behind.")
    void theClientIsShown(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            group.member("member", test.topic(1)).join();
            group.describe()
                    .expectSize(MEMBERS, 1)
                    .expect(MEMBER + "ClientId", test.role("member").clientId())
                    .expect(MEMBER + "ClientHost", "is not empty", host -> !host.equals(""))
                    .expect(MEMBER + "InstanceId", null)
                    .expect(MEMBER + "IsClassic", false);
        }
    }

    @ConformanceTest(
            id = "streams-group-describe.process-shown",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A member is shown with what it has told of its process: the rack, the tags and the endpoint, and no offsets"
                            + " of tasks, of which it has told none.",
            source = SOURCE,
            why = "It explains where states and their copies are, and which process answers queries for them.")
    void theProcessIsShown(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = settled(test, group);
            StreamsMember.expectAccepted(
                    member.send(StreamsRequests.unchanged(member.membership()).with(body -> body.set("RackId", "rack-1")
                            .add("ClientTags", tag -> tag.set("Key", "zone").set("Value", "a"))
                            .setStruct("UserEndpoint", endpoint -> endpoint.set("Host", "streams.example.com")
                                    .set("Port", 4_711)))));
            group.describe()
                    .expectSize(MEMBERS, 1)
                    .expect(MEMBER + "RackId", "rack-1")
                    .expectSize(MEMBER + "ClientTags", 1)
                    .expect(MEMBER + "ClientTags[0].Key", "zone")
                    .expect(MEMBER + "ClientTags[0].Value", "a")
                    .expect(MEMBER + "UserEndpoint.Host", "streams.example.com")
                    .expect(MEMBER + "UserEndpoint.Port", 4_711)
                    .expectSize(MEMBER + "TaskOffsets", 0)
                    .expectSize(MEMBER + "TaskEndOffsets", 0);
        }
    }

    @ConformanceTest(
            id = "streams-group-describe.not-ready-group",
            api = "StreamsGroupDescribe",
            needs = "StreamsGroupHeartbeat",
            requirement = "A group whose application reads a topic that does not exist is NotReady.",
            source = SOURCE,
            why = "It explains why an application that runs processes nothing.")
    void aGroupThatIsNotReadyIsDescribed(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            group.member("member", test.name("missing")).join();
            group.describe()
                    .expectError(ERROR, ErrorCode.NONE)
                    .expect(STATE, "NotReady")
                    .expectSize(MEMBERS, 1);
        }
    }

    @ConformanceTest(
            id = "streams-group-describe.reconciling-group",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "While a member has not given up a task that another one is to have, the group is Reconciling, and the task"
                            + " is not among those that the first member is to have.",
            source = SOURCE,
            why = "A stuck rebalance is recognized by it.")
    void aReconcilingGroupIsDescribed(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topicOfExactly(2);
            StreamsMember owner = group.member("owner", topic);
            owner.join();
            owner.awaitAll(ONLY, 2, group.patience());
            group.member("newcomer", topic).join();
            StreamsRebalanceChecks.awaitRevocation(group, owner);
            Answer described = group.describe().expect(STATE, "Reconciling").expectSize(MEMBERS, 2);
            String target = member(described, owner) + TARGET + ACTIVE;
            described.expectSize(target, 1).expectSize(target + "[0].Partitions", 1);
        }
    }

    @ConformanceTest(
            id = "streams-group-describe.group-epoch-ahead",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "When a member has left, the group epoch has grown; the assignment epoch follows only with the next assignment,"
                            + " until which the group is Assigning.",
            source = SOURCE,
            why = "It explains why the tasks of a process that has gone are nobody's yet.")
    void theGroupEpochIsAhead(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topicOfExactly(2);
            StreamsMember stays = group.member("stays", topic);
            StreamsMember leaves = group.member("leaves", topic);
            group.joinAndSettle(2, stays, leaves);
            leaves.leave();
            Answer described = group.describe()
                    .expect(
                            GROUP + "GroupEpoch",
                            "is above " + stays.epoch(),
                            found -> ((Number) found).intValue() > stays.epoch());
            // A coordinator may assign the tasks as soon as the member has left; Apache Kafka waits for the next
            // heartbeat.
            if (described.text(STATE).equals("Assigning")) {
                described.expect(GROUP + "AssignmentEpoch", stays.epoch());
            } else {
                described.expect(GROUP + "AssignmentEpoch", described.number(GROUP + "GroupEpoch"));
            }
        }
    }

    @ConformanceTest(
            id = "streams-group-describe.empty-group",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A group whose members have left is Empty, and has no members.",
            source = SOURCE,
            why = "Tools delete and reset only groups that are shown as empty.")
    void anEmptyGroupIsDescribed(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topic(1));
            member.join();
            member.leave();
            group.describe()
                    .expectError(ERROR, ErrorCode.NONE)
                    .expect(STATE, "Empty")
                    .expectSize(MEMBERS, 0);
        }
    }

    @ConformanceTest(
            id = "streams-group-describe.several-groups",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "Of several groups each is described, even if one of them does not exist.",
            source = SOURCE,
            why = "kafka-streams-groups --describe --all-groups would fail for all of them.")
    void severalGroupsAreDescribed(Case test) {
        try (StreamsGroup group = new StreamsGroup(test);
                StreamsGroup missing = group.another()) {
            StreamsMember member = group.member("member", test.topic(1));
            member.join();
            Answer described = test.ask(group.connection(), StreamsRequests.describe(missing.id(), group.id()))
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
            id = "streams-group-describe.unknown-group",
            api = "StreamsGroupDescribe",
            requirement = "A group that does not exist is answered GROUP_ID_NOT_FOUND.",
            source = SOURCE,
            why = "kafka-streams-groups would show a typing error as an application without members.")
    void anUnknownGroupIsNotFound(Case test) {
        try (StreamsGroup group = new StreamsGroup(test, test.name("streams"))) {
            group.describe().expectError(ERROR, ErrorCode.GROUP_ID_NOT_FOUND);
        }
    }

    @ConformanceTest(
            id = "streams-group-describe.classic-group",
            api = "StreamsGroupDescribe",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "A classic group is answered GROUP_ID_NOT_FOUND.",
            source = SOURCE,
            why = "Described here, it would have neither topology nor members.")
    void aClassicGroupIsNotFound(Case test) {
        try (Group classic = new Group(test)) {
            classic.settle(classic.member("member"));
            try (StreamsGroup group = new StreamsGroup(test, classic.id())) {
                group.describe().expectError(ERROR, ErrorCode.GROUP_ID_NOT_FOUND);
            }
        }
    }

    @ConformanceTest(
            id = "streams-group-describe.operations-not-asked-for",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "Authorized operations that are not asked for are unknown, which is -2147483648.",
            source = "KIP-430; message definition StreamsGroupDescribeResponse; measured on Apache Kafka",
            why = "Any other number is read as a set of operations.")
    void operationsThatAreNotAskedForAreUnknown(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            group.member("member", test.topic(1)).join();
            group.describe().expect(GROUP + "AuthorizedOperations", NOT_ASKED_FOR);
        }
    }
}
