package io.kspec.suite.checks.streams;

import static io.kspec.suite.checks.streams.StreamsGroup.ONLY;
import static io.kspec.suite.checks.streams.StreamsGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.LogRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;

/** Checks of StreamsGroupHeartbeat: how members share tasks, and pass them on. */
class StreamsRebalanceChecks {
    @ConformanceTest(
            id = "streams-group-heartbeat.tasks-shared",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "Two members come to the same epoch, in which each task is an active one of exactly one of them, and both"
                            + " have some.",
            source = SOURCE,
            why = "Records would be processed twice, or never.")
    void membersShareTheTasks(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topicOfExactly(4);
            StreamsMember first = group.member("first", topic);
            StreamsMember second = group.member("second", topic);
            first.join();
            int before = first.epoch();
            second.join();
            group.settle(4, first, second);
            first.last().expect("MemberEpoch", "is above " + before, epoch -> ((Number) epoch).intValue() > before);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.revoked-before-reassigned",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A task is assigned to a newcomer only after the member that had it has told that it does not have it any"
                            + " more.",
            source = SOURCE,
            why = "Two processes would write to the same state and produce the same results twice.")
    void tasksAreGivenUpFirst(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topicOfExactly(2);
            StreamsMember owner = group.member("owner", topic);
            StreamsMember newcomer = group.member("newcomer", topic);
            owner.join();
            owner.awaitAll(ONLY, 2, group.patience());
            newcomer.join();
            awaitRevocation(group, owner);
            newcomer.own();
            newcomer.expectTasks(
                    newcomer.active(ONLY).isEmpty(), "no task while the other member has not told that it gave one up");
            group.settle(2, owner, newcomer);
        }
    }

    /** Sends heartbeats of a member with two tasks, which tell nothing, until it is told to give up one of them. */
    static void awaitRevocation(StreamsGroup group, StreamsMember owner) {
        Answer unused = Await.of("a task to give up", group.patience())
                .every(StreamsGroup.INTERVAL)
                .last(owner::heartbeat, told -> owner.active(ONLY).size() < 2);
        owner.expectTasks(owner.active(ONLY).size() == 1, "one task of two");
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.lost-answer-repeated",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that has missed the answer with its new epoch, and sends its last request again in the epoch"
                            + " before, is accepted and told the new one.",
            source = SOURCE,
            why = "Every lost answer would make Kafka Streams close all its tasks and their states.")
    void aLostAnswerIsRepeated(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topicOfExactly(2);
            StreamsMember owner = group.member("owner", topic);
            owner.join();
            owner.awaitAll(ONLY, 2, group.patience());
            group.member("newcomer", topic).join();
            awaitRevocation(group, owner);
            ClientRequest request = owner.owning();
            int before = owner.epoch();
            StreamsMember.expectAccepted(owner.send(request))
                    .expect("MemberEpoch", "is above " + before, epoch -> ((Number) epoch).intValue() > before);
            int after = owner.epoch();
            owner.send(request).expectError("ErrorCode", ErrorCode.NONE).expect("MemberEpoch", after);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.leavers-tasks-move",
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "The tasks of a member that leaves are assigned to those who stay.",
            source = SOURCE,
            why = "Nobody would process their records until a session ends, which takes 45 s by default.")
    void theLeaversTasksMove(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topicOfExactly(2);
            StreamsMember stays = group.member("stays", topic);
            StreamsMember leaves = group.member("leaves", topic);
            group.joinAndSettle(2, stays, leaves);
            leaves.leave();
            stays.awaitAll(ONLY, 2, group.patience());
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.added-partitions-assigned",
            api = "StreamsGroupHeartbeat",
            needs = {"CreatePartitions", "CreateTopics", "Metadata"},
            requirement = "When a source topic gets more partitions, there are tasks for them, which are assigned too.",
            source = SOURCE,
            why = "Records in the new partitions would be processed by nobody.")
    void addedPartitionsAreAssigned(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            String topic = test.topicOfExactly(1);
            StreamsMember member = group.member("member", topic);
            member.join();
            member.awaitAll(ONLY, 1, group.patience());
            test.ask(LogRequests.createPartitions(topic, 3, null)).expectError("Results[0].ErrorCode", ErrorCode.NONE);
            member.awaitAll(ONLY, 3, group.patience());
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.standby-tasks-elsewhere",
            api = "StreamsGroupHeartbeat",
            needs = {"IncrementalAlterConfigs", "DescribeConfigs", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "In a group that is configured to keep one copy of each state, each task with a state is a standby task of a"
                            + " member in another process than the one that has it as an active task.",
            source = SOURCE,
            why = "When a process dies, another one would have to read the whole changelog before it can go on.")
    void standbyTasksAreInOtherProcesses(Case test) {
        try (StreamsGroup group = new StreamsGroup(test)) {
            StandbyPair unused = StandbyPair.settled(test, group);
        }
    }
}
