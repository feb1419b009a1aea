package io.kspec.suite.checks.share;

import static io.kspec.suite.checks.share.ShareGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.log.PartitionClient;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/** Checks of ShareGroupHeartbeat. */
class ShareMemberChecks {
    /** Far from any epoch that members are in. */
    private static final int FAR = 1_000;

    private static final String INTERVAL = "HeartbeatIntervalMs";
    private static final String POSITIVE = "is 1 or more";

    @ConformanceTest(
            id = "share-group-heartbeat.member-joins",
            api = "ShareGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A client that joins with epoch 0 becomes a member under the id that it has chosen: it is told an epoch"
                            + " above 0 and the interval of its heartbeats.",
            source = SOURCE,
            why =
                    "Clients send this epoch with everything that follows, and would send heartbeats without a pause if the"
                            + " interval were 0.")
    void aClientJoins(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            ShareMember member = group.member("member");
            member.join(test.topic(1))
                    .expect("MemberId", member.identity().memberId())
                    .expect("MemberEpoch", POSITIVE, ShareMemberChecks::isPositive)
                    .expect(INTERVAL, POSITIVE, ShareMemberChecks::isPositive);
        }
    }

    @ConformanceTest(
            id = "share-group-heartbeat.configured-interval-told",
            api = "ShareGroupHeartbeat",
            needs = {"IncrementalAlterConfigs", "DescribeConfigs", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A member is told the interval of heartbeats that is configured for its group.",
            source = SOURCE,
            why = "An administrator who shortens it to find dead members sooner would change nothing.")
    void theConfiguredIntervalIsTold(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            ShareMember member = group.member("member");
            long configured = member.join(test.topic(1)).number(INTERVAL) + 1;
            group.configure(test.connection(), "share.heartbeat.interval.ms", Long.toString(configured));
            Await.of("the interval of heartbeats", group.patience())
                    .every(ShareGroup.INTERVAL)
                    .last(member::heartbeat, told -> told.number(INTERVAL) == configured)
                    .expect(INTERVAL, configured);
        }
    }

    private static boolean isPositive(Object number) {
        return ((Number) number).longValue() > 0;
    }

    @ConformanceTest(
            id = "share-group-heartbeat.all-partitions-assigned",
            api = "ShareGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "The only member of a group is assigned all partitions of its topic, soon after it has joined, and no"
                            + " others.",
            source = SOURCE,
            why = "Nobody would read the other partitions.")
    void theOnlyMemberIsAssignedAllPartitions(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            String topic = test.topicOfExactly(3);
            ShareMember member = group.member("member");
            member.join(topic);
            member.await(id(test, topic), group.patience(), "the partitions [0, 1, 2]", of -> of.equals(partitions(3)));
            member.expectOnly(id(test, topic));
        }
    }

    private static UUID id(Case test, String topic) {
        return new PartitionClient(test, topic, 0).topicId();
    }

    private static SortedSet<Integer> partitions(int count) {
        SortedSet<Integer> partitions = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            partitions.add(i);
        }
        return partitions;
    }

    @ConformanceTest(
            id = "share-group-heartbeat.subscription-changes",
            api = "ShareGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that subscribes to another topic instead is assigned that one, and no partition of the first.",
            source = SOURCE,
            why = "It would get records that the application does not expect.")
    void aMemberSubscribesToAnotherTopic(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            String before = test.topic(1);
            String after = test.topic(1);
            ShareMember member = group.member("member");
            member.join(before);
            ShareMember.expectAccepted(
                    member.send(ShareRequests.heartbeat(member.identity(), member.epoch(), List.of(after))));
            member.await(id(test, after), group.patience(), "the partition [0]", of -> of.contains(0));
            member.await(id(test, before), group.patience(), "no partition", SortedSet::isEmpty);
        }
    }

    @ConformanceTest(
            id = "share-group-heartbeat.leaving-is-answered",
            api = "ShareGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A member that leaves with epoch -1 is answered with epoch -1, and is unknown from then on.",
            source = SOURCE,
            why = "Clients wait for this answer when they close.")
    void leavingIsAnswered(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            ShareMember member = group.member("member");
            member.join(test.topic(1));
            int epoch = member.epoch();
            member.leave();
            member.send(ShareRequests.heartbeat(member.identity(), epoch, null))
                    .expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.GROUP_ID_NOT_FOUND);
        }
    }

    @ConformanceTest(
            id = "share-group-heartbeat.newer-epoch-fenced",
            api = "ShareGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A member with an epoch above its own is rejected with FENCED_MEMBER_EPOCH.",
            source = SOURCE,
            why =
                    "The client then joins again; any other error makes it stop, or go on in disagreement with the coordinator.")
    void aNewerEpochIsFenced(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            ShareMember member = group.member("member");
            member.join(test.topic(1));
            member.send(ShareRequests.heartbeat(member.identity(), member.epoch() + FAR, null))
                    .expectError("ErrorCode", ErrorCode.FENCED_MEMBER_EPOCH);
        }
    }

    @ConformanceTest(
            id = "share-group-heartbeat.fenced-member-rejoins",
            api = "ShareGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A member that was fenced joins again with its id and epoch 0, and is told an epoch above 0.",
            source = SOURCE,
            why = "It is what clients do after FENCED_MEMBER_EPOCH; they would stay out forever.")
    void aFencedMemberRejoins(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            String topic = test.topic(1);
            ShareMember member = group.member("member");
            member.join(topic);
            member.send(ShareRequests.heartbeat(member.identity(), member.epoch() + FAR, null))
                    .expectError("ErrorCode", ErrorCode.FENCED_MEMBER_EPOCH);
            member.join(topic).expect("MemberEpoch", POSITIVE, ShareMemberChecks::isPositive);
        }
    }

    @ConformanceTest(
            id = "share-group-heartbeat.unknown-member-refused",
            api = "ShareGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that the group does not have, with an epoch above 0, is rejected with UNKNOWN_MEMBER_ID.",
            source = SOURCE,
            why = "Clients join again on this error.")
    void anUnknownMemberIsRejected(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            ShareMember member = group.member("member");
            member.join(test.topic(1));
            ShareMember stranger = group.member("stranger");
            stranger.send(ShareRequests.heartbeat(stranger.identity(), member.epoch(), null))
                    .expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID);
        }
    }

    @ConformanceTest(
            id = "share-group-heartbeat.unknown-group-refused",
            api = "ShareGroupHeartbeat",
            requirement = "A member with an epoch above 0 of a group that does not exist is rejected: Apache Kafka says"
                    + " GROUP_ID_NOT_FOUND, and clients take UNKNOWN_MEMBER_ID as well.",
            source = SOURCE,
            why = "A consumer whose group was deleted would wait for records forever.")
    void aMemberOfAnUnknownGroupIsRejected(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            ShareMember stranger = group.member("stranger");
            stranger.send(ShareRequests.heartbeat(stranger.identity(), FAR, null))
                    .expectError("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND, ErrorCode.UNKNOWN_MEMBER_ID);
        }
    }

    @ConformanceTest(
            id = "share-group-heartbeat.malformed-join-refused",
            api = "ShareGroupHeartbeat",
            level = Level.SHOULD,
            requirement =
                    "A client that joins without topics, without a member id or with an empty rack is rejected with"
                            + " INVALID_REQUEST.",
            source = SOURCE,
            why = "A client with a bug would wait for records that it never gets, instead of an error.")
    void aMalformedJoinIsRejected(Case test) {
        expectRejected(test, body -> body.set("SubscribedTopicNames", null));
        expectRejected(test, body -> body.set("SubscribedTopicNames", List.of()));
        expectRejected(test, body -> body.set("MemberId", ""));
        expectRejected(test, body -> body.set("RackId", ""));
    }

    @ConformanceTest(
            id = "share-group-heartbeat.impossible-epoch-refused",
            api = "ShareGroupHeartbeat",
            level = Level.SHOULD,
            requirement = "An epoch below -1 is rejected with INVALID_REQUEST.",
            source = SOURCE,
            why =
                    "Members of share groups are never static, so that none leaves for a while, as -2 says in consumer groups.")
    void anImpossibleEpochIsRejected(Case test) {
        expectRejected(test, body -> body.set("MemberEpoch", -2));
    }

    /** Sends a request to join in which something is wrong. */
    private static void expectRejected(Case test, Consumer<MessageBuilder> fault) {
        try (ShareGroup group = new ShareGroup(test)) {
            ShareMember member = group.member("member");
            member.send(ShareRequests.heartbeat(member.identity(), ShareMember.JOIN, List.of("topic"))
                            .with(fault))
                    .expectError("ErrorCode", ErrorCode.INVALID_REQUEST);
        }
    }

    @ConformanceTest(
            id = "share-group-heartbeat.classic-group-refused",
            api = "ShareGroupHeartbeat",
            needs = {"JoinGroup", "SyncGroup"},
            requirement =
                    "A client that joins a classic group as a share group is rejected with GROUP_ID_NOT_FOUND, and the group's"
                            + " members stay.",
            source = SOURCE,
            why = "Two applications with the same group id by mistake would take records from each other.")
    void aClassicGroupIsNoShareGroup(Case test) {
        try (Group classic = new Group(test)) {
            classic.settle(classic.member("classic"));
            try (ShareGroup group = new ShareGroup(test, classic.id())) {
                ShareMember member = group.member("member");
                member.send(ShareRequests.heartbeat(member.identity(), ShareMember.JOIN, List.of("topic")))
                        .expectError("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
            }
            classic.describe().expect("Groups[0].GroupState", "Stable");
        }
    }

    @ConformanceTest(
            id = "join-group.share-group-refused",
            profile = "share-groups",
            api = "JoinGroup",
            needs = {"ShareGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "A consumer that joins a share group as a classic group is rejected with INCONSISTENT_GROUP_PROTOCOL.",
            source = SOURCE,
            why = "Two applications with the same group id by mistake would take records from each other.")
    void aShareGroupIsNoClassicGroup(Case test) {
        try (ShareGroup group = new ShareGroup(test)) {
            group.member("sharing").join(test.topic(1));
            try (Group classic = new Group(test, group.id())) {
                classic.member("classic").tryToJoin().expectError("ErrorCode", ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
            }
        }
    }
}
