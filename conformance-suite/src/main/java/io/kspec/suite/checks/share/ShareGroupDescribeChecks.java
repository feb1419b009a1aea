package io.kspec.suite.checks.share;

import static io.kspec.suite.checks.share.ShareGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.log.PartitionClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Checks of share groups as tools see them: ShareGroupDescribe, ListGroups and DeleteGroups. */
class ShareGroupDescribeChecks {
    private static final String PROFILE = "share-groups";
    private static final String GROUP = "Groups[0].";
    private static final String MEMBER = "Groups[0].Members[0].";
    /** What stands for operations that were not requested. */
    private static final int NOT_REQUESTED = Integer.MIN_VALUE;
    /** The bit of Kafka's operation DESCRIBE, whose code is 8. */
    private static final int DESCRIBE = 1 << 8;

    private static final String ASSIGNED = MEMBER + "Assignment.TopicPartitions";

    @ConformanceTest(
            id = "share-group-describe.stable-group",
            api = "ShareGroupDescribe",
            needs = {"ShareGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "A group with a member is Stable, and shown with its epochs, its assignor and the member: its id, epoch, subscription, and"
                            + " the partitions that it is assigned, with topic id and name.",
            source = SOURCE,
            why = "kafka-share-groups --describe --members shows who reads what.")
    void aStableGroupIsDescribed(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            String topic = test.topicOfExactly(1);
            UUID id = new PartitionClient(test, topic, 0).topicId();
            ShareMember member = group.member("member");
            member.join(topic);
            member.await(id, group.patience(), "the partition [0]", assigned -> assigned.contains(0));
            group.describe()
                    .expectError(GROUP + "ErrorCode", ErrorCode.NONE)
                    .expect(GROUP + "GroupState", "Stable")
                    .expect(GROUP + "GroupEpoch", "is 1 or more", epoch -> (int) epoch > 0)
                    .expect(
                            GROUP + "AssignmentEpoch",
                            "is not before the member's, " + member.epoch(),
                            epoch -> (int) epoch >= member.epoch())
                    .expect(GROUP + "AssignorName", "is not empty", name -> !name.equals(""))
                    .expectSize(GROUP + "Members", 1)
                    .expect(MEMBER + "MemberId", member.identity().memberId())
                    .expect(MEMBER + "MemberEpoch", member.epoch())
                    .expect(MEMBER + "SubscribedTopicNames", List.of(topic))
                    .expectSize(ASSIGNED, 1)
                    .expect(ASSIGNED + "[0].TopicId", id)
                    .expect(ASSIGNED + "[0].TopicName", topic)
                    .expect(ASSIGNED + "[0].Partitions", List.of(0));
        }
    }

    @ConformanceTest(
            id = "share-group-describe.client-shown",
            api = "ShareGroupDescribe",
            needs = {"ShareGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A member is shown with its client id, its rack, and its host.",
            source = SOURCE,
            why = "It is how an administrator finds the process that does not go on.")
    void theClientIsShown(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            ShareMember member = group.member("member");
            ShareMember.expectAccepted(
                    member.send(member.joining(test.topic(1)).with(body -> body.set("RackId", "rack-1"))));
            group.describe()
                    .expectSize(GROUP + "Members", 1)
                    .expect(MEMBER + "ClientId", test.role("member").clientId())
                    .expect(MEMBER + "RackId", "rack-1")
                    .expect(MEMBER + "ClientHost", "is not empty", host -> !host.equals(""));
        }
    }

    @ConformanceTest(
            id = "share-group-describe.empty-group",
            api = "ShareGroupDescribe",
            needs = {"ShareGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A group whose members have left is Empty, and has no members.",
            source = SOURCE,
            why = "Tools delete and reset only groups that are shown as empty.")
    void anEmptyGroupIsDescribed(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            ShareMember member = group.member("member");
            member.join(test.topic(1));
            member.leave();
            group.describe()
                    .expectError(GROUP + "ErrorCode", ErrorCode.NONE)
                    .expect(GROUP + "GroupState", "Empty")
                    .expectSize(GROUP + "Members", 0);
        }
    }

    @ConformanceTest(
            id = "share-group-describe.operations-on-request",
            api = "ShareGroupDescribe",
            needs = {"ShareGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A group is shown with its authorized operations if they are requested, DESCRIBE among them, and"
                            + " with -2147483648 otherwise.",
            source = "KIP-430; message definition ShareGroupDescribeResponse; measured on Apache Kafka",
            why = "Any other number is read as a set of operations.")
    void operationsAreShownOnRequest(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            group.member("member").join(test.topic(1));
            group.describe().expect(GROUP + "AuthorizedOperations", NOT_REQUESTED);
            test.ask(
                            group.connection(),
                            ShareRequests.describe(group.id())
                                    .with(body -> body.set("IncludeAuthorizedOperations", true)))
                    .expectSize("Groups", 1)
                    .expect(
                            GROUP + "AuthorizedOperations",
                            "is a set of operations with DESCRIBE, which is " + DESCRIBE,
                            bits -> ((Number) bits).intValue() > 0 && (((Number) bits).intValue() & DESCRIBE) != 0);
        }
    }

    @ConformanceTest(
            id = "share-group-describe.unknown-group",
            api = "ShareGroupDescribe",
            requirement = "A group that does not exist is answered GROUP_ID_NOT_FOUND.",
            source = SOURCE,
            why = "A tool would show a group that is not there.")
    void anUnknownGroupIsNotFound(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            group.describe().expectError(GROUP + "ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
        }
    }

    @ConformanceTest(
            id = "share-group-describe.classic-group",
            api = "ShareGroupDescribe",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "A classic group is answered GROUP_ID_NOT_FOUND.",
            source = SOURCE,
            why = "Described as a share group, it would have no members.")
    void aClassicGroupIsNotFound(Case test) {
        try (Group classic = new Group(test)) {
            classic.settle(classic.member("member"));
            try (ShareGroup group = new ShareGroup(test, classic.id())) {
                group.describe().expectError(GROUP + "ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
            }
        }
    }

    @ConformanceTest(
            id = "list-groups.share-group",
            profile = PROFILE,
            api = "ListGroups",
            versions = "5+",
            needs = {"ShareGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "A share group is listed with its type, by which it is found, while the filter for classic groups leaves it"
                            + " out.",
            source = SOURCE,
            why = "Tools choose by the type how they describe a group.")
    void aShareGroupIsListed(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            group.member("member").join(test.topic(1));
            Answer listed = test.ask(group.connection(), GroupRequests.listOfType("share"));
            String at = entry(listed, group)
                    .orElseThrow(() -> listed.failure("Groups", "an entry for " + group.id(), "none"));
            listed.expect(at + "GroupType", "share");
            Answer classic = test.ask(group.connection(), GroupRequests.listOfType("classic"));
            classic.expect(entry(classic, group).isEmpty(), "Groups", "no entry for " + group.id(), "one");
        }
    }

    private static Optional<String> entry(Answer listed, ShareGroup group) {
        return listed.entry("Groups[GroupId=" + group.id() + "]");
    }

    @ConformanceTest(
            id = "delete-groups.share-group-in-use-refused",
            profile = PROFILE,
            api = "DeleteGroups",
            needs = {"ShareGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A share group with a member is not deleted: NON_EMPTY_GROUP.",
            source = SOURCE,
            why = "A running application would get all records again.")
    void aShareGroupInUseIsNotDeleted(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            ShareMember member = group.member("member");
            member.join(test.topic(1));
            delete(test, group).expectError("Results[0].ErrorCode", ErrorCode.NON_EMPTY_GROUP);
            member.heartbeat();
        }
    }

    @ConformanceTest(
            id = "delete-groups.share-group",
            profile = PROFILE,
            api = "DeleteGroups",
            needs = {"ShareGroupHeartbeat", "ShareGroupDescribe", "CreateTopics", "Metadata"},
            requirement = "A share group whose members have left is deleted, and is not found any more.",
            source = SOURCE,
            why = "Groups that nobody uses would stay in every list.")
    void aShareGroupIsDeleted(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            ShareMember member = group.member("member");
            member.join(test.topic(1));
            member.leave();
            delete(test, group).expectError("Results[0].ErrorCode", ErrorCode.NONE);
            group.describe().expectError(GROUP + "ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
        }
    }

    private static Answer delete(Case test, ShareGroup group) {
        return test.ask(group.connection(), GroupRequests.delete(List.of(group.id())))
                .expectSize("Results", 1);
    }
}
