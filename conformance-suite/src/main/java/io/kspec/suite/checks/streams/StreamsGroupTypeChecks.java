package io.kspec.suite.checks.streams;

import static io.kspec.suite.checks.streams.StreamsGroup.PROFILE;
import static io.kspec.suite.checks.streams.StreamsGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.ConsumerOffer;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.ShareMembership;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.group.NewerGroups;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Checks of how streams groups and groups of other types get along, and of streams groups as tools see them. */
class StreamsGroupTypeChecks {
    private static final String WHY =
            "Two applications with the same group id by mistake would take partitions from each other.";
    private static final Duration SOON = Duration.ofSeconds(1);
    /** From this version on, ListGroups tells the types of groups, and filters by them. */
    private static final int TYPES_TOLD = 5;
    /** From this version on, DescribeGroups says that there is no such classic group. */
    private static final int NOT_FOUND_SAID = 6;

    @ConformanceTest(
            id = "streams-group-heartbeat.classic-group-refused",
            api = "StreamsGroupHeartbeat",
            needs = {"JoinGroup", "SyncGroup"},
            requirement =
                    "A member that joins a classic group as a streams group is rejected with GROUP_ID_NOT_FOUND, and the group's"
                            + " members stay.",
            source = SOURCE,
            why = WHY)
    void aClassicGroupIsNoStreamsGroup(Case test) {
        try (Group classic = new Group(test)) {
            classic.settle(classic.member("classic"));
            try (StreamsGroup group = new StreamsGroup(test, classic.id())) {
                StreamsMember member = group.member("member", "topic");
                member.send(member.joining()).expectError("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
            }
            classic.describe().expect("Groups[0].GroupState", "Stable");
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.consumer-group-refused",
            api = "StreamsGroupHeartbeat",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "A member that joins a consumer group as a streams group is rejected with GROUP_ID_NOT_FOUND.",
            source = SOURCE,
            why = WHY)
    void aConsumerGroupIsNoStreamsGroup(Case test) {
        try (StreamsGroup group = new StreamsGroup(test, test.name("consumers"))) {
            String topic = test.topic(1);
            consume(test, group, topic).expectError("ErrorCode", ErrorCode.NONE);
            StreamsMember member = group.member("member", topic);
            member.send(member.joining()).expectError("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
            test.ask(group.connection(), ConsumerGroupRequests.leave(consumer(group, ConsumerGroupRequests.LEAVE)))
                    .expectError("ErrorCode", ErrorCode.NONE);
        }
    }

    /** Joins as a consumer. */
    private static Answer consume(Case test, StreamsGroup group, String topic) {
        return test.ask(
                group.connection(),
                ConsumerGroupRequests.full(consumer(group, ConsumerGroupRequests.JOIN), ConsumerOffer.of(topic)));
    }

    private static Membership consumer(StreamsGroup group, int epoch) {
        return Membership.of(group.id(), "consumer", epoch);
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.streams-group-refused",
            profile = PROFILE,
            api = "ConsumerGroupHeartbeat",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A consumer that joins a streams group is rejected with GROUP_ID_NOT_FOUND.",
            source = SOURCE,
            why = WHY)
    void aStreamsGroupHasNoConsumers(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topic(1);
            group.member("member", topic).join();
            consume(test, group, topic).expectError("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
        }
    }

    @ConformanceTest(
            id = "share-group-heartbeat.streams-group-refused",
            profile = PROFILE,
            api = "ShareGroupHeartbeat",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A client that joins a streams group as a share group is rejected with GROUP_ID_NOT_FOUND.",
            source = SOURCE,
            why = WHY)
    void aStreamsGroupIsNoShareGroup(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topic(1);
            group.member("member", topic).join();
            ShareMembership sharing = new ShareMembership(group.id(), NewerGroups.memberId(test));
            test.ask(group.connection(), ShareRequests.heartbeat(sharing, StreamsMember.JOIN, List.of(topic)))
                    .expectError("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
        }
    }

    @ConformanceTest(
            id = "join-group.streams-group-refused",
            profile = PROFILE,
            api = "JoinGroup",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "A consumer that joins a streams group as a classic group is rejected with INCONSISTENT_GROUP_PROTOCOL.",
            source = SOURCE,
            why = WHY)
    void aStreamsGroupIsNoClassicGroup(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            group.member("member", test.topic(1)).join();
            try (Group classic = new Group(test, group.id())) {
                classic.member("classic").tryToJoin().expectError("ErrorCode", ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
            }
        }
    }

    @ConformanceTest(
            id = "list-groups.streams-group",
            profile = PROFILE,
            api = "ListGroups",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "A streams group is listed, from version 5 on with its own type, by which it is found, while the filter for"
                            + " classic groups leaves it out.",
            source = SOURCE,
            why = "Tools choose by the type how they describe a group.")
    void aStreamsGroupIsListed(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            group.member("member", test.topic(1)).join();
            Answer listed = Await.of("the group in the list", SOON)
                    .last(() -> test.ask(group.connection(), GroupRequests.list()), found -> entry(found, group)
                            .isPresent());
            String at = entry(listed, group)
                    .orElseThrow(() -> listed.failure("Groups", "an entry for " + group.id(), "none"));
            if (test.version() >= TYPES_TOLD) {
                listed.expect(at + "GroupType", "streams");
                Answer classic = test.ask(group.connection(), GroupRequests.listOfType("classic"));
                classic.expect(entry(classic, group).isEmpty(), "Groups", "no entry for " + group.id(), "one");
                Answer streams = test.ask(group.connection(), GroupRequests.listOfType("streams"));
                streams.expect(entry(streams, group).isPresent(), "Groups", "an entry for " + group.id(), "none");
            }
        }
    }

    private static Optional<String> entry(Answer listed, StreamsGroup group) {
        return listed.entry("Groups[GroupId=" + group.id() + "]");
    }

    @ConformanceTest(
            id = "describe-groups.streams-group",
            profile = PROFILE,
            api = "DescribeGroups",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "DescribeGroups does not know a streams group: it is Dead and, from version 6 on, answered"
                    + " GROUP_ID_NOT_FOUND.",
            source = "KIP-1043, KIP-1071; measured on Apache Kafka",
            why = "A tool that was told a state would go on to decode assignments that are not there.")
    void aStreamsGroupIsNotDescribedAsClassic(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            group.member("member", test.topic(1)).join();
            Answer described = test.ask(group.connection(), GroupRequests.describe(group.id()))
                    .expectSize("Groups", 1)
                    .expect("Groups[0].GroupState", "Dead");
            if (test.version() >= NOT_FOUND_SAID) {
                described.expectError("Groups[0].ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
            }
        }
    }

    @ConformanceTest(
            id = "delete-groups.streams-group-in-use-refused",
            profile = PROFILE,
            api = "DeleteGroups",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A streams group with a member is not deleted: NON_EMPTY_GROUP.",
            source = SOURCE,
            why = "The offsets of a running application would be lost.")
    void aStreamsGroupInUseIsNotDeleted(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topic(1));
            member.join();
            delete(test, group).expectError("Results[0].ErrorCode", ErrorCode.NON_EMPTY_GROUP);
            member.heartbeat();
        }
    }

    @ConformanceTest(
            id = "delete-groups.streams-group",
            profile = PROFILE,
            api = "DeleteGroups",
            needs = {"StreamsGroupHeartbeat", "StreamsGroupDescribe", "CreateTopics", "Metadata"},
            requirement = "A streams group whose members have left is deleted, and is not found any more.",
            source = SOURCE,
            why = "Groups that nobody uses would stay in every list.")
    void aStreamsGroupIsDeleted(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topic(1));
            member.join();
            member.leave();
            delete(test, group).expectError("Results[0].ErrorCode", ErrorCode.NONE);
            group.describe().expectError("Groups[0].ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
        }
    }

    private static Answer delete(Case test, StreamsGroup group) {
        return test.ask(group.connection(), GroupRequests.delete(List.of(group.id())))
                .expectSize("Results", 1);
    }

    @ConformanceTest(
            id = "offset-delete.streams-group-subscribed-refused",
            profile = PROFILE,
            api = "OffsetDelete",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "Offsets of a topic that the application of a streams group reads are not deleted while it has"
                            + " members: GROUP_SUBSCRIBED_TO_TOPIC.",
            source = "KIP-496, KIP-1071; measured on Apache Kafka",
            why = "A running application would begin at another record after its next restart.")
    void offsetsInUseAreNotDeleted(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topic(1);
            group.member("member", topic).join();
            test.ask(group.connection(), LogRequests.deleteOffsets(group.id(), topic, 0))
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expectError("Topics[0].Partitions[0].ErrorCode", ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC);
        }
    }
}
