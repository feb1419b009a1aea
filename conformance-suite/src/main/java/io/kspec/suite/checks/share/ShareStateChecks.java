package io.kspec.suite.checks.share;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.ErrorCodes;
import io.kspec.suite.checks.log.PartitionClient;
import java.util.UUID;
import java.util.function.Consumer;

/** Checks of the requests to the share coordinator, by which brokers keep what became of records. */
class ShareStateChecks {
    private static final String SOURCE = ShareGroup.SOURCE;
    private static final String WHY =
            "Another broker that becomes the leader of the partition would deliver records again, or never.";
    private static final String RESULT = "Results[0].Partitions[0].";
    private static final String ERROR = RESULT + "ErrorCode";
    private static final int LEADER_EPOCH = 3;
    /** The first version that counts the records that are done with, both where it is written and where it is read. */
    private static final int FIRST_WITH_COUNT = 1;

    /** The state of records that were accepted. */
    private static final int ACKNOWLEDGED = 2;

    @ConformanceTest(
            id = "initialize-share-group-state.kept",
            api = "InitializeShareGroupState",
            needs = {"ReadShareGroupStateSummary", "FindCoordinator", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "The state of a partition that is initialized begins at the given offset, in the given state epoch.",
            source = SOURCE,
            why = WHY)
    void theStateIsInitialized(Case test) {
        Partition partition = new Partition(test);
        partition.initialize(7).expectError(ERROR, ErrorCode.NONE);
        partition
                .ask("ReadShareGroupStateSummary", body -> body.set("LeaderEpoch", 0))
                .expectError(ERROR, ErrorCode.NONE)
                .expect(RESULT + "StateEpoch", 1)
                .expect(RESULT + "StartOffset", 7);
        partition.delete();
    }

    @ConformanceTest(
            id = "write-share-group-state.read-back",
            api = "WriteShareGroupState",
            needs = {"InitializeShareGroupState", "ReadShareGroupState", "FindCoordinator", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "What the leader of a partition writes about records is what a leader reads.",
            source = SOURCE,
            why = WHY)
    void whatIsWrittenIsRead(Case test) {
        Partition partition = new Partition(test);
        partition.initialize(0).expectError(ERROR, ErrorCode.NONE);
        partition.write(0, 3).expectError(ERROR, ErrorCode.NONE);
        partition.expectBatch();
        partition.delete();
    }

    @ConformanceTest(
            id = "write-share-group-state.old-leader-fenced",
            api = "WriteShareGroupState",
            needs = {"InitializeShareGroupState", "ReadShareGroupState", "FindCoordinator", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "Who was the leader before another one has read the state is rejected with FENCED_LEADER_EPOCH.",
            source = SOURCE,
            why = "Two brokers that both believe to lead the partition would overwrite each other's states.")
    void anOldLeaderIsFenced(Case test) {
        Partition partition = new Partition(test);
        partition.initialize(0).expectError(ERROR, ErrorCode.NONE);
        partition.ask("ReadShareGroupState", body -> body.set("LeaderEpoch", 5)).expectError(ERROR, ErrorCode.NONE);
        partition.write(4, 3).expectError(ERROR, ErrorCode.FENCED_LEADER_EPOCH);
        partition.delete();
    }

    @ConformanceTest(
            id = "read-share-group-state.what-was-written",
            api = "ReadShareGroupState",
            needs = {"InitializeShareGroupState", "WriteShareGroupState", "FindCoordinator", "CreateTopics", "Metadata"
            },
            level = Level.SHOULD,
            requirement = "A new leader of a partition reads the start offset and the states of records.",
            source = SOURCE,
            why = WHY)
    void aNewLeaderReadsTheState(Case test) {
        Partition partition = new Partition(test);
        partition.initialize(0).expectError(ERROR, ErrorCode.NONE);
        partition.write(0, 3).expectError(ERROR, ErrorCode.NONE);
        partition.expectBatch().expect(RESULT + "StartOffset", 0);
        partition.delete();
    }

    @ConformanceTest(
            id = "read-share-group-state-summary.start-offset",
            api = "ReadShareGroupStateSummary",
            needs = {
                "InitializeShareGroupState",
                "WriteShareGroupState",
                "ReadShareGroupState",
                "FindCoordinator",
                "CreateTopics",
                "Metadata"
            },
            level = Level.SHOULD,
            requirement =
                    "The summary of a partition's state tells where the group begins, the epoch of the leader that read"
                            + " the state last, and from version 1 on how many records behind that are done with.",
            source = "KIP-932, KIP-1226; measured on Apache Kafka, of which only the last one has share groups",
            why = "It is what tools are shown as the group's offset and lag.")
    void theSummaryTellsTheStartOffset(Case test) {
        Partition partition = new Partition(test);
        partition.initialize(2).expectError(ERROR, ErrorCode.NONE);
        partition
                .ask("ReadShareGroupStateSummary", body -> body.set("LeaderEpoch", 0))
                .expectError(ERROR, ErrorCode.NONE)
                .expect(RESULT + "StartOffset", 2);
        partition
                .ask("ReadShareGroupState", body -> body.set("LeaderEpoch", LEADER_EPOCH))
                .expectError(ERROR, ErrorCode.NONE);
        partition.write(LEADER_EPOCH, 1).expectError(ERROR, ErrorCode.NONE);
        Answer written = partition
                .ask("ReadShareGroupStateSummary", body -> body.set("LeaderEpoch", LEADER_EPOCH))
                .expectError(ERROR, ErrorCode.NONE)
                .expect(RESULT + "StartOffset", 0)
                .expect(RESULT + "LeaderEpoch", LEADER_EPOCH);
        if (test.version() >= FIRST_WITH_COUNT && test.version("WriteShareGroupState") >= FIRST_WITH_COUNT) {
            written.expect(RESULT + "DeliveryCompleteCount", 1);
        }
        partition.delete();
    }

    @ConformanceTest(
            id = "delete-share-group-state.forgotten",
            api = "DeleteShareGroupState",
            needs = {
                "InitializeShareGroupState",
                "ReadShareGroupStateSummary",
                "FindCoordinator",
                "CreateTopics",
                "Metadata"
            },
            level = Level.SHOULD,
            requirement = "A state that was deleted is not there any more: the summary has no start offset.",
            source = SOURCE,
            why = "A group with the name of one that was deleted would begin where that one ended.")
    void theStateIsForgotten(Case test) {
        Partition partition = new Partition(test);
        partition.initialize(2).expectError(ERROR, ErrorCode.NONE);
        partition.delete().expectError(ERROR, ErrorCode.NONE);
        partition
                .ask("ReadShareGroupStateSummary", body -> body.set("LeaderEpoch", 0))
                .expect(RESULT + "StartOffset", "is 0 or -1", offset -> ((Number) offset).longValue() <= 0);
    }

    /** A partition of a new topic, whose state a broker keeps for a group that does not exist. */
    private static final class Partition {
        private final Case test;
        private final String groupId;
        private final UUID topicId;
        private final Connection coordinator;

        Partition(Case test) {
            this.test = test;
            this.groupId = test.name("sharing");
            this.topicId = new PartitionClient(test, test.topic(1), 0).topicId();
            this.coordinator = test.role("leader")
                    .coordinator(CoordinatorType.SHARE, groupId + ":" + KafkaUuid.format(topicId) + ":0");
        }

        Answer initialize(long startOffset) {
            return ask("InitializeShareGroupState", body -> body.set("StateEpoch", 1)
                    .set("StartOffset", startOffset));
        }

        /** Writes that the second record was accepted, at its n-th delivery. */
        Answer write(int leaderEpoch, int deliveries) {
            return ask("WriteShareGroupState", body -> body.set("StateEpoch", 1)
                    .set("LeaderEpoch", leaderEpoch)
                    .set("StartOffset", 0)
                    .setIfPresent("DeliveryCompleteCount", 1)
                    .add("StateBatches", batch -> batch.set("FirstOffset", 1)
                            .set("LastOffset", 1)
                            .set("DeliveryState", ACKNOWLEDGED)
                            .set("DeliveryCount", deliveries)));
        }

        Answer expectBatch() {
            return ask("ReadShareGroupState", body -> body.set("LeaderEpoch", 1))
                    .expectError(ERROR, ErrorCode.NONE)
                    .expect(RESULT + "StateEpoch", 1)
                    .expectSize(RESULT + "StateBatches", 1)
                    .expect(RESULT + "StateBatches[0].FirstOffset", 1)
                    .expect(RESULT + "StateBatches[0].LastOffset", 1)
                    .expect(RESULT + "StateBatches[0].DeliveryState", ACKNOWLEDGED)
                    .expect(RESULT + "StateBatches[0].DeliveryCount", 3);
        }

        Answer delete() {
            return ask("DeleteShareGroupState", body -> {});
        }

        /** Asks, again while the coordinator is not ready. */
        Answer ask(String api, Consumer<MessageBuilder> fill) {
            return Await.of("the share coordinator", test.stage().settings().readTimeout())
                    .last(
                            () -> test.ask(coordinator, ShareRequests.state(api, groupId, topicId, 0, fill)),
                            answer -> !ErrorCodes.haveAny(answer.body(), ErrorCodes.UNREADY_COORDINATOR))
                    .expectSize("Results", 1)
                    .expect("Results[0].TopicId", topicId)
                    .expectSize("Results[0].Partitions", 1)
                    .expect(RESULT + "Partition", 0);
        }
    }
}
