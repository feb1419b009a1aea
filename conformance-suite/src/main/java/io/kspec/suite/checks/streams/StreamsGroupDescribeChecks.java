package io.kspec.suite.checks.streams;

import static io.kspec.suite.checks.streams.StreamsGroup.ONLY;
import static io.kspec.suite.checks.streams.StreamsGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.StreamsApplication;
import io.kspec.stage.requests.StreamsApplication.Part;
import io.kspec.stage.requests.StreamsRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import java.util.List;
import java.util.TreeSet;

/** Checks of StreamsGroupDescribe. */
class StreamsGroupDescribeChecks {
    private static final String GROUP = "Groups[0].";
    private static final String ERROR = GROUP + "ErrorCode";
    private static final String STATE = GROUP + "GroupState";
    private static final String MEMBERS = GROUP + "Members";
    private static final String MEMBER = MEMBERS + "[0].";
    private static final String ASSIGNED = "Assignment.ActiveTasks";
    private static final String TARGET = "TargetAssignment.ActiveTasks";
    private static final String PARTS = GROUP + "Topology.Subtopologies";
    private static final int NOT_ASKED_FOR = Integer.MIN_VALUE;

    @ConformanceTest(
            id = "streams-group-describe.stable-group",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "A group whose only member has all tasks is Stable, and shown with its epochs and the member: its id, epoch,"
                            + " process, and the active tasks that it has and is to have.",
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
            expectTasks(described, MEMBER + ASSIGNED, 2);
            expectTasks(described, MEMBER + TARGET, 2);
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

    private static void expectTasks(Answer described, String at, int tasks) {
        described
                .expectSize(at, 1)
                .expect(at + "[0].SubtopologyId", ONLY)
                .expect(at + "[0].Partitions", "are " + StreamsGroup.firstTasks(tasks), found -> new TreeSet<>(
                                (List<?>) found)
                        .equals(StreamsGroup.firstTasks(tasks)));
    }

    @ConformanceTest(
            id = "streams-group-describe.topology-shown",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "The topology is shown with its epoch and its subtopologies: the topics that each reads, writes and keeps its"
                            + " state in, and how many partitions the internal ones have.",
            source = SOURCE,
            why = "It is how an administrator finds which topics an application needs.")
    void theTopologyIsShown(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            InternalTopics internal = new InternalTopics(test, group);
            String topic = test.topicOfExactly(2);
            String changelog = internal.changelog("store");
            String shuffled = internal.repartition("shuffled");
            StreamsMember member = group.member(
                    "member",
                    new StreamsApplication(
                            3,
                            List.of(
                                    Part.reading("reads", topic).writing(shuffled),
                                    Part.reading("shuffles").rereading(shuffled).keeping(changelog))));
            member.join();
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
            expectTopic(described, shuffles + "RepartitionSourceTopics", shuffled);
            expectTopic(described, shuffles + "StateChangelogTopics", changelog);
        }
    }

    /** The path of a subtopology, with a dot after it. */
    private static String part(Answer described, String id) {
        return described
                .entry(PARTS + "[SubtopologyId=" + id + "]")
                .orElseThrow(() -> described.failure(
                        PARTS, "the subtopology " + id, described.list(PARTS).toString()));
    }

    private static void expectTopic(Answer described, String at, String name) {
        described.expectSize(at, 1).expect(at + "[0].Name", name).expect(at + "[0].Partitions", 2);
    }

    @ConformanceTest(
            id = "streams-group-describe.client-shown",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A member is shown with its client id, and with its host.",
            source = SOURCE,
            why = "It is how an administrator finds the process that lags behind.")
    void theClientIsShown(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            group.member("member", test.topic(1)).join();
            group.describe()
                    .expectSize(MEMBERS, 1)
                    .expect(MEMBER + "ClientId", test.role("member").clientId())
                    .expect(MEMBER + "ClientHost", "is not empty", host -> !host.equals(""));
        }
    }

    @ConformanceTest(
            id = "streams-group-describe.process-shown",
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A member is shown with what it has told of its process: the rack, the tags and the endpoint.",
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
                    .expect(MEMBER + "UserEndpoint.Port", 4_711);
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
            String at = described
                    .entry(MEMBERS + "[MemberId=" + owner.id() + "]")
                    .orElseThrow(() -> described.failure(
                            MEMBERS,
                            "the member " + owner.id(),
                            described.list(MEMBERS).toString()));
            described.expectSize(at + TARGET, 1).expectSize(at + TARGET + "[0].Partitions", 1);
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
