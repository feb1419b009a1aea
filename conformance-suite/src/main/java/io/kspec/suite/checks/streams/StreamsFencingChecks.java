package io.kspec.suite.checks.streams;

import static io.kspec.suite.checks.streams.StreamsGroup.ONLY;
import static io.kspec.suite.checks.streams.StreamsGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.StreamsRequests;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;

/** Checks of StreamsGroupHeartbeat: whom the coordinator does not take for a member. */
class StreamsFencingChecks {
    /** Far from any epoch that members are in. */
    private static final int FAR = 1_000;

    private static final String ERROR = "ErrorCode";

    @ConformanceTest(
            id = "streams-group-heartbeat.newer-epoch-fenced",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A member with an epoch above its own is rejected with FENCED_MEMBER_EPOCH, and stays.",
            source = SOURCE,
            why = "Kafka Streams then closes its tasks and joins again; any other error makes it stop, or go on in"
                    + " disagreement with the coordinator.")
    void aNewerEpochIsFenced(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topic(1));
            member.join();
            expectFenced(member, member.epoch() + FAR);
            member.heartbeat();
        }
    }

    private static void expectFenced(StreamsMember member, int epoch) {
        member.send(StreamsRequests.unchanged(member.membership(epoch)))
                .expectError(ERROR, ErrorCode.FENCED_MEMBER_EPOCH);
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.older-epoch-fenced",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member with an epoch below its own, which does not tell which tasks it has, is rejected with"
                            + " FENCED_MEMBER_EPOCH.",
            source = SOURCE,
            why = "It missed what it was assigned since, and may process tasks that now belong to another member.")
    void anOlderEpochIsFenced(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topicOfExactly(2);
            StreamsMember first = group.member("first", topic);
            first.join();
            int before = first.epoch();
            StreamsMember second = group.member("second", topic);
            second.join();
            group.settle(2, first, second);
            expectFenced(first, before);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.fenced-member-rejoins",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A member that was fenced joins again with its id and epoch 0, and is assigned its tasks.",
            source = SOURCE,
            why =
                    "It is what Kafka Streams does after FENCED_MEMBER_EPOCH; its threads would stay without tasks forever.")
    void aFencedMemberRejoins(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember member = group.member("member", test.topicOfExactly(2));
            member.join();
            member.awaitAll(ONLY, 2, group.patience());
            expectFenced(member, member.epoch() + FAR);
            member.forgetTasks();
            member.join().expect("MemberId", member.id());
            member.awaitAll(ONLY, 2, group.patience());
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.unknown-member-refused",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that the group does not have, with an epoch above 0, is rejected with UNKNOWN_MEMBER_ID.",
            source = SOURCE,
            why = "Kafka Streams joins again on this error.")
    void anUnknownMemberIsRejected(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topic(1);
            StreamsMember member = group.member("member", topic);
            member.join();
            group.member("stranger", topic).expectUnknown(member.epoch());
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.unknown-leaver-refused",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A member that the group does not have, and that leaves, is rejected with UNKNOWN_MEMBER_ID, and the"
                            + " others stay.",
            source = SOURCE,
            why = "A member that leaves under a wrong id would believe that its tasks are free.")
    void anUnknownLeaverIsRejected(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topic(1);
            StreamsMember member = group.member("member", topic);
            member.join();
            group.member("stranger", topic).expectUnknown(StreamsMember.LEAVE);
            member.heartbeat();
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.unknown-group-refused",
            api = "StreamsGroupHeartbeat",
            requirement = "A member with an epoch above 0 of a group that does not exist is rejected: Apache Kafka says"
                    + " GROUP_ID_NOT_FOUND, and UNKNOWN_MEMBER_ID is true as well.",
            source = SOURCE,
            why = "An application whose group was deleted would believe that it still has its tasks.")
    void aMemberOfAnUnknownGroupIsRejected(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StreamsMember stranger = group.member("stranger", "topic");
            stranger.send(StreamsRequests.unchanged(stranger.membership(FAR)))
                    .expectError(ERROR, ErrorCode.GROUP_ID_NOT_FOUND, ErrorCode.UNKNOWN_MEMBER_ID);
        }
    }
}
