package io.kspec.suite.checks.admin;

import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ReplicaRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;

/** Checks of OffsetForLeaderEpoch, by which consumers find out whether the log was truncated. */
class OffsetForLeaderEpochChecks {
    private static final int RECORDS = 5;
    /** What a client sends that does not know the leader's epoch, and what stands for an epoch that is not known. */
    private static final int NONE = -1;
    /** The first version whose responses have the epoch of the end. */
    private static final int FIRST_WITH_EPOCHS = 1;

    private static final String FOUND = "Topics[0].Partitions[0].";

    @ConformanceTest(
            id = "offset-for-leader-epoch.current-epoch-ends-at-the-end",
            api = "OffsetForLeaderEpoch",
            needs = {"CreateTopics", "Metadata", "Produce"},
            requirement = "The current leader epoch ends at the offset of the next record.",
            source = "KIP-101, KIP-320",
            why = "A consumer whose position is beyond the end takes the log for truncated, and resets its offset.",
            harm = Harm.DATA_LOST)
    void theCurrentEpochEndsAtTheEnd(Case test) {
        PartitionClient log = PartitionClient.ofNewTopic(test);
        log.produce(Payload.numbered(RECORDS));
        int epoch = log.leaderEpoch();
        Answer found = ask(test, log, 0, epoch, NONE)
                .expectError(FOUND + "ErrorCode", ErrorCode.NONE)
                .expect(FOUND + "EndOffset", RECORDS);
        if (test.version() >= 1) {
            found.expect(FOUND + "LeaderEpoch", epoch);
        }
    }

    @ConformanceTest(
            id = "offset-for-leader-epoch.later-epoch-is-undefined",
            api = "OffsetForLeaderEpoch",
            needs = {"CreateTopics", "Metadata", "Produce"},
            level = Level.SHOULD,
            requirement =
                    "The end of an epoch that is later than the current one is undefined: -1, and so is its epoch from"
                            + " version 1 on.",
            source = "KIP-101; measured on Apache Kafka",
            why = "A consumer would take an end that nobody knows for the place where the log was truncated.")
    void theEndOfALaterEpochIsUndefined(Case test) {
        PartitionClient log = PartitionClient.ofNewTopic(test);
        log.produce(Payload.numbered(RECORDS));
        Answer end = ask(test, log, 0, log.leaderEpoch() + 1, NONE)
                .expectError(FOUND + "ErrorCode", ErrorCode.NONE)
                .expect(FOUND + "EndOffset", NONE);
        if (test.version() >= FIRST_WITH_EPOCHS) {
            end.expect(FOUND + "LeaderEpoch", NONE);
        }
    }

    @ConformanceTest(
            id = "offset-for-leader-epoch.newer-leader-is-unknown",
            api = "OffsetForLeaderEpoch",
            versions = "2+",
            needs = {"CreateTopics", "Metadata"},
            requirement = "From version 2 on, a client that knows a newer leader than the broker is answered with"
                    + " UNKNOWN_LEADER_EPOCH.",
            source = "KIP-320",
            why = "A consumer would believe a broker that does not know yet that it lost the partition.")
    void aNewerLeaderIsUnknown(Case test) {
        PartitionClient log = PartitionClient.ofNewTopic(test);
        int epoch = log.leaderEpoch();
        ask(test, log, 0, epoch, epoch + 1).expectError(FOUND + "ErrorCode", ErrorCode.UNKNOWN_LEADER_EPOCH);
    }

    @ConformanceTest(
            id = "offset-for-leader-epoch.unknown-partition-answered",
            api = "OffsetForLeaderEpoch",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A partition that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "message definition OffsetForLeaderEpochResponse; measured on Apache Kafka",
            why = "The Java consumer looks for the topic again on this error; a partition that is missing in"
                    + " the answer is not fetched.")
    void anUnknownPartitionIsReported(Case test) {
        PartitionClient log = PartitionClient.ofNewTopic(test);
        ask(test, log, NO_SUCH_PARTITION, 0, NONE)
                .expectError(FOUND + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    private static Answer ask(Case test, PartitionClient log, int partition, int epoch, int currentEpoch) {
        return test.ask(log.connection(), ReplicaRequests.epochEnd(log.topic(), partition, epoch, currentEpoch))
                .expectSize("Topics", 1)
                .expect("Topics[0].Topic", log.topic())
                .expectSize("Topics[0].Partitions", 1)
                .expect(FOUND + "Partition", partition);
    }
}
