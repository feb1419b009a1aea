package io.kspec.suite.checks.consumer;

import static io.kspec.suite.checks.consumer.ConsumerGroup.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;

/** Checks of ConsumerGroupHeartbeat: how members share partitions, and pass them on. */
class ConsumerRebalanceChecks {
    @ConformanceTest(
            id = "consumer-group-heartbeat.partitions-shared",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "Two members come to the same epoch, in which each partition of their topic is assigned to exactly one"
                            + " of them.",
            source = SOURCE,
            why = "Records would be read twice, or never.")
    void membersShareThePartitions(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 4);
            ConsumerMember first = group.member("first", topic.name());
            ConsumerMember second = group.member("second", topic.name());
            first.join();
            int before = first.epoch();
            second.join();
            group.settle(topic.id(), 4, first, second);
            first.last().expect("MemberEpoch", "is above " + before, epoch -> ((Number) epoch).intValue() > before);
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.revoked-before-reassigned",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A partition is assigned to a newcomer only after its former owner has told that it does not own it"
                            + " any more.",
            source = SOURCE,
            why = "Two consumers would read the same partition at the same time, and one commits over the other.")
    void partitionsAreGivenUpFirst(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 2);
            ConsumerMember owner = group.member("owner", topic.name());
            ConsumerMember newcomer = group.member("newcomer", topic.name());
            owner.join();
            owner.awaitAll(topic.id(), 2, group.patience());
            newcomer.join();
            awaitRevocation(group, topic, owner);
            newcomer.own();
            newcomer.expectAssigned(
                    newcomer.assigned(topic.id()).isEmpty(),
                    "no partition while the other member has not told that it gave one up",
                    topic.id());
            group.settle(topic.id(), 2, owner, newcomer);
        }
    }

    /** Sends heartbeats of an owner of two partitions, which tell nothing, until it is told to give up one of them. */
    private static Answer awaitRevocation(ConsumerGroup group, ConsumerTopic topic, ConsumerMember owner) {
        Answer answer = Await.of("a partition to give up", group.patience())
                .every(ConsumerGroup.INTERVAL)
                .last(owner::heartbeat, told -> owner.assigned(topic.id()).size() < 2);
        owner.expectAssigned(owner.assigned(topic.id()).size() == 1, "one partition of two", topic.id());
        return answer;
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.lost-answer-repeated",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A member that has missed the answer with its new epoch, and sends its last request again in the epoch"
                            + " before, is accepted and told the new one.",
            source = SOURCE,
            why = "Every lost answer would make the consumer give up all its partitions.")
    void aLostAnswerIsRepeated(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 2);
            ConsumerMember owner = group.member("owner", topic.name());
            owner.join();
            owner.awaitAll(topic.id(), 2, group.patience());
            group.member("newcomer", topic.name()).join();
            awaitRevocation(group, topic, owner);
            ClientRequest request = owner.owning(owner.epoch());
            int before = owner.epoch();
            ConsumerMember.expectAccepted(owner.send(request))
                    .expect("MemberEpoch", "is above " + before, epoch -> ((Number) epoch).intValue() > before);
            int after = owner.epoch();
            owner.send(request).expectError("ErrorCode", ErrorCode.NONE).expect("MemberEpoch", after);
        }
    }

    @ConformanceTest(
            id = "consumer-group-heartbeat.leavers-partitions-move",
            api = "ConsumerGroupHeartbeat",
            needs = {"CreateTopics", "Metadata"},
            requirement = "The partitions of a member that leaves are assigned to those who stay.",
            source = SOURCE,
            why = "Nobody would read them until a session ends, which takes 45 s by default.")
    void theLeaversPartitionsMove(Case test) {
        try (ConsumerGroup group = new ConsumerGroup(test)) {
            ConsumerTopic topic = ConsumerTopic.of(test, 2);
            ConsumerMember stays = group.member("stays", topic.name());
            ConsumerMember leaves = group.member("leaves", topic.name());
            stays.join();
            leaves.join();
            group.settle(topic.id(), 2, stays, leaves);
            leaves.leave(ConsumerGroupRequests.LEAVE);
            stays.awaitAll(topic.id(), 2, group.patience());
        }
    }
}
