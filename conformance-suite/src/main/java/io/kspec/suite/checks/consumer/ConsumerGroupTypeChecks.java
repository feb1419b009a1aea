package io.kspec.suite.checks.consumer;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.ShareMembership;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.group.GroupMember;
import io.kspec.suite.checks.group.NewerGroups;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Checks of how consumer groups and classic groups get along, and of consumer groups as tools see them. */
class ConsumerGroupTypeChecks {
    private static final String PROFILE = "consumer-protocol";
    private static final String SOURCE = ConsumerGroup.SOURCE;
    private static final Duration SOON = Duration.ofSeconds(1);
    /** From this version on, DescribeGroups says that there is no such classic group. */
    private static final int NOT_FOUND_SAID = 6;

    @ConformanceTest(
            id = "consumer-group-heartbeat.classic-group-upgraded",
            api = "ConsumerGroupHeartbeat",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A member of the consumer protocol joins a classic group of consumers, and the classic member is told"
                            + " to join again.",
            source = SOURCE,
            why = "It is how a group is upgraded, process by process, without a stop.")
    void aClassicGroupIsUpgraded(Case test) {
        try (Group classic = new Group(test)) {
            GroupMember old = classic.member("old");
            classic.settle(old);
            try (ConsumerGroup group = new ConsumerGroup(test, classic.id())) {
                group.member("new", ConsumerTopic.of(test, 2).name()).join();
                old.awaitRebalance();
            }
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.foreign-protocol-refused",
            api = "ConsumerGroupHeartbeat",
            needs = {"JoinGroup", "SyncGroup"},
            requirement =
                    "A consumer that joins a group whose members are no consumers, such as workers of Kafka Connect, is"
                            + " rejected with GROUP_ID_NOT_FOUND.",
            source = SOURCE,
            why = "It would take their work away from them.")
    void aGroupOfOthersIsRejected(Case test) {
        try (Group connect = new Group(test)) {
            connect.settle(connect.member("worker").protocolType("connect"));
            try (ConsumerGroup group = new ConsumerGroup(test, connect.id())) {
                ConsumerMember member = group.member("member", "topic");
                member.send(member.joining()).expectError("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
            }
        }
    }

    @ConformanceTest(
            id = "join-group.consumer-group-of-others-refused",
            profile = PROFILE,
            api = "JoinGroup",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A worker of another protocol type that joins a consumer group is rejected with"
                    + " INCONSISTENT_GROUP_PROTOCOL.",
            source = SOURCE,
            why = "It would believe to be in a group of its own kind.")
    void aWorkerIsNoConsumer(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            group.member("member", ConsumerTopic.of(test, 1).name()).join();
            try (Group connect = new Group(test, group.id())) {
                connect.member("worker")
                        .protocolType("connect")
                        .tryToJoin()
                        .expectError("ErrorCode", ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
            }
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.share-group-refused",
            api = "ConsumerGroupHeartbeat",
            needs = {"ShareGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A consumer that joins a share group is rejected with GROUP_ID_NOT_FOUND.",
            source = "KIP-932; measured on Apache Kafka, of which only the last one has share groups",
            why = "Two applications with the same group id by mistake would take records from each other.")
    void aShareGroupHasNoConsumers(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            String topic = ConsumerTopic.of(test, 1).name();
            ShareMembership sharing = new ShareMembership(group.id(), NewerGroups.memberId(test));
            share(test, group, sharing, ConsumerGroupRequests.JOIN, topic).expectError("ErrorCode", ErrorCode.NONE);
            ConsumerMember member = group.member("member", topic);
            member.send(member.joining()).expectError("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
            share(test, group, sharing, ConsumerGroupRequests.LEAVE, topic).expectError("ErrorCode", ErrorCode.NONE);
        }
    }

    private static Answer share(Case test, ConsumerGroup group, ShareMembership member, int epoch, String topic) {
        return test.ask(group.connection(), ShareRequests.heartbeat(member, epoch, List.of(topic)));
    }

    @ConformanceTest(
            id = "share-group-heartbeat.consumer-group-refused",
            api = "ShareGroupHeartbeat",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A client that joins a consumer group as a share group is rejected with GROUP_ID_NOT_FOUND.",
            source = "KIP-932; measured on Apache Kafka, of which only the last one has share groups",
            why = "Two applications with the same group id by mistake would take records from each other.")
    void aConsumerGroupIsNoShareGroup(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            String topic = ConsumerTopic.of(test, 1).name();
            group.member("member", topic).join();
            ShareMembership sharing = new ShareMembership(group.id(), NewerGroups.memberId(test));
            share(test, group, sharing, ConsumerGroupRequests.JOIN, topic)
                    .expectError("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
        }
    }

    @ConformanceTest(
            id = "offset-delete.consumer-group-subscribed-refused",
            profile = PROFILE,
            api = "OffsetDelete",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "Offsets of a topic to which a member of a consumer group subscribes are not deleted:"
                    + " GROUP_SUBSCRIBED_TO_TOPIC.",
            source = "KIP-496, KIP-848; measured on Apache Kafka",
            why = "A running consumer would begin at another record after its next restart.")
    void offsetsInUseAreNotDeleted(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            String topic = ConsumerTopic.of(test, 1).name();
            group.member("member", topic).join();
            test.ask(group.connection(), LogRequests.deleteOffsets(group.id(), topic, 0))
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expectError("Topics[0].Partitions[0].ErrorCode", ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC);
        }
    }

    @ConformanceTest(
            id = "list-groups.consumer-group",
            profile = PROFILE,
            api = "ListGroups",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement =
                    "A consumer group is listed with the protocol type of consumers and, from version 5 on, with its own type,"
                            + " by which it is found, while the filter for classic groups leaves it out.",
            source = SOURCE,
            why = "Tools choose by the type how they describe a group.")
    void aConsumerGroupIsListed(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            group.member("member", ConsumerTopic.of(test, 1).name()).join();
            Answer listed = Await.of("the group in the list", SOON)
                    .last(() -> test.ask(group.connection(), GroupRequests.list()), found -> entry(found, group)
                            .isPresent());
            String at = entry(listed, group)
                    .orElseThrow(() -> listed.failure("Groups", "an entry for " + group.id(), "none"));
            listed.expect(at + "ProtocolType", "consumer");
            if (test.version() >= 5) {
                listed.expect(at + "GroupType", "consumer");
                Answer classic = test.ask(group.connection(), GroupRequests.listOfType("classic"));
                classic.expect(entry(classic, group).isEmpty(), "Groups", "no entry for " + group.id(), "one");
                Answer consumer = test.ask(group.connection(), GroupRequests.listOfType("consumer"));
                consumer.expect(entry(consumer, group).isPresent(), "Groups", "an entry for " + group.id(), "none");
            }
        }
    }

    private static Optional<String> entry(Answer listed, ConsumerGroup group) {
        return listed.entry("Groups[GroupId=" + group.id() + "]");
    }

    @ConformanceTest(
            id = "describe-groups.consumer-group",
            profile = PROFILE,
            api = "DescribeGroups",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "DescribeGroups does not know a consumer group: it is Dead and, from version 6 on, answered"
                    + " GROUP_ID_NOT_FOUND.",
            source = "KIP-848, KIP-1043; measured on Apache Kafka",
            why = "A tool that was told a state would go on to decode assignments that are not there.")
    void aConsumerGroupIsNoClassicGroup(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            group.member("member", ConsumerTopic.of(test, 1).name()).join();
            Answer described = test.ask(group.connection(), GroupRequests.describe(group.id()))
                    .expectSize("Groups", 1)
                    .expect("Groups[0].GroupState", "Dead");
            if (test.version() >= NOT_FOUND_SAID) {
                described.expectError("Groups[0].ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
            }
        }
    }

    @ConformanceTest(
            id = "delete-groups.consumer-group-in-use-refused",
            profile = PROFILE,
            api = "DeleteGroups",
            needs = {"ConsumerGroupHeartbeat", "CreateTopics", "Metadata"},
            requirement = "A consumer group with a member is not deleted: NON_EMPTY_GROUP.",
            source = SOURCE,
            why = "The offsets of a running consumer would be lost.")
    void aConsumerGroupInUseIsNotDeleted(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name());
            member.join();
            delete(test, group).expectError("Results[0].ErrorCode", ErrorCode.NON_EMPTY_GROUP);
            member.heartbeat();
        }
    }

    @ConformanceTest(
            id = "delete-groups.consumer-group",
            profile = PROFILE,
            api = "DeleteGroups",
            needs = {"ConsumerGroupHeartbeat", "ConsumerGroupDescribe", "CreateTopics", "Metadata"},
            requirement = "A consumer group whose members have left is deleted, and is not found any more.",
            source = SOURCE,
            why = "Groups that nobody uses would stay in every list.")
    void aConsumerGroupIsDeleted(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerMember member =
                    group.member("member", ConsumerTopic.of(test, 1).name());
            member.join();
            member.leave(ConsumerGroupRequests.LEAVE);
            delete(test, group).expectError("Results[0].ErrorCode", ErrorCode.NONE);
            group.describe().expectError("Groups[0].ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
        }
    }

    private static Answer delete(Case test, ConsumerGroup group) {
        return test.ask(group.connection(), GroupRequests.delete(List.of(group.id())))
                .expectSize("Results", 1);
    }
}
