package io.kspec.suite.checks.transaction;

import static io.kspec.suite.checks.transaction.TransactionClient.FENCED;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.group.GroupMember;
import io.kspec.suite.checks.group.GroupOffsets;
import io.kspec.suite.checks.group.Position;
import java.util.stream.Stream;

/** Checks of TxnOffsetCommit, and of OffsetFetch while its offsets are pending. */
class TxnOffsetCommitChecks {
    private static final String FIRST = "Topics[0].Partitions[0].ErrorCode";
    private static final int BEFORE = 3;
    private static final int IN_TRANSACTION = 21;

    @ConformanceTest(
            id = "txn-offset-commit.visible-after-commit",
            api = "TxnOffsetCommit",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddOffsetsToTxn", "EndTxn", "OffsetCommit", "OffsetFetch"},
            requirement =
                    "Offsets of a transaction, with their metadata, take effect when it is committed and not before:"
                            + " up to version 4 with AddOffsetsToTxn before, from version 5 on without.",
            source = "KIP-98, KIP-890",
            why =
                    "After a crash, an application that reads, processes and writes exactly once begins at these offsets.",
            harm = Harm.DATA_LOST)
    void offsetsAreVisibleAfterTheCommit(Case test) {
        String topic = test.topic(1);
        Position before = Position.of(topic, 0, BEFORE);
        Position later = Position.of(topic, 0, IN_TRANSACTION).withMetadata("in a transaction");
        try (Group group = new Group(test);
                TransactionClient producer = TransactionClient.of(test)) {
            group.offsets().commitAll(before);
            producer.writeOffsets(group, later);
            group.offsets().expectStored(before);
            producer.commit();
            expectSoon(test, group.offsets(), later);
        }
    }

    @ConformanceTest(
            id = "txn-offset-commit.every-partition",
            api = "TxnOffsetCommit",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddOffsetsToTxn", "EndTxn", "OffsetCommit", "OffsetFetch"},
            requirement =
                    "Of several partitions of several topics in one request, each is answered, and each has its own"
                            + " offset and metadata once the transaction is committed, and none of them before.",
            source = "KIP-98; message definition TxnOffsetCommitRequest",
            why = "An application that reads several partitions commits them together: one that keeps its old offset is"
                    + " processed twice, one that gets another's is skipped.",
            harm = Harm.DATA_LOST)
    void everyPartitionHasItsOwnOffset(Case test) {
        String two = test.topic(2);
        String one = test.topic(1);
        Position[] before = {
            Position.of(two, 0, BEFORE), Position.of(two, 1, BEFORE + 1), Position.of(one, 0, BEFORE + 2)
        };
        Position[] later = {
            Position.of(two, 0, IN_TRANSACTION).withMetadata("first"),
            Position.of(two, 1, IN_TRANSACTION + 1).withMetadata("second"),
            Position.of(one, 0, IN_TRANSACTION + 2).withMetadata("third")
        };
        try (Group group = new Group(test);
                TransactionClient producer = TransactionClient.of(test)) {
            group.offsets().commitAll(before);
            producer.writeOffsets(group, later);
            group.offsets().expectStored(before);
            producer.commit();
            expectSoon(test, group.offsets(), later);
        }
    }

    /** Brokers answer the end of a transaction before its offsets take effect. */
    private static void expectSoon(Case test, GroupOffsets offsets, Position... positions) {
        Answer fetched = Await.of("committed offsets", test.stage().settings().readTimeout())
                .last(() -> offsets.fetch(positions), answer -> Stream.of(positions)
                        .allMatch(position -> answer.number(offsets.path(answer, position) + "CommittedOffset")
                                == position.offset()));
        offsets.expectFetched(fetched, positions);
    }

    @ConformanceTest(
            id = "txn-offset-commit.dropped-by-abort",
            api = "TxnOffsetCommit",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddOffsetsToTxn", "EndTxn", "OffsetCommit", "OffsetFetch"},
            requirement = "Offsets of a transaction that is aborted never take effect: those before it stay.",
            source = "KIP-98",
            why = "What was processed in the aborted transaction would be skipped.",
            harm = Harm.DATA_LOST)
    void anAbortDropsOffsets(Case test) {
        String topic = test.topic(1);
        Position before = Position.of(topic, 0, BEFORE);
        Position aborted = Position.of(topic, 0, IN_TRANSACTION);
        Position after = Position.of(topic, 0, IN_TRANSACTION + 1);
        try (Group group = new Group(test);
                TransactionClient aborting = TransactionClient.of(test);
                // If it were the same, Apache Kafka 3.3.2 under load would drop its next offsets with those that are
                // aborted.
                TransactionClient committing = TransactionClient.of(test)) {
            group.offsets().commitAll(before);
            aborting.writeOffsets(group, aborted);
            aborting.abort();
            group.offsets().expectStored(before);
            committing.writeOffsets(group, after);
            group.offsets().expectStored(before);
            committing.commit();
            expectSoon(test, group.offsets(), after);
        }
    }

    @ConformanceTest(
            id = "txn-offset-commit.old-epoch-refused",
            api = "TxnOffsetCommit",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddOffsetsToTxn", "EndTxn", "OffsetCommit", "OffsetFetch"},
            requirement = "A producer that a newer one has replaced commits no offsets: PRODUCER_FENCED or"
                    + " INVALID_PRODUCER_EPOCH.",
            source = "KIP-98, KIP-447; measured on Apache Kafka",
            why = "An instance that was thought dead would move the group backwards.",
            harm = Harm.DATA_LOST)
    void anOldEpochIsRefused(Case test) {
        String topic = test.topic(1);
        Position old = Position.of(topic, 0, BEFORE);
        Position current = Position.of(topic, 0, IN_TRANSACTION);
        try (Group group = new Group(test);
                TransactionClient left = TransactionClient.of(test)) {
            left.writeOffsets(group, old);
            try (TransactionClient newer = left.successor()) {
                left.commitOffset(group, old).expectError(FIRST, FENCED);
                // Not before: if the refused commit is the later one, Apache Kafka 3.3.2 drops this one too.
                newer.writeOffsets(group, current);
                newer.commit();
            }
            expectSoon(test, group.offsets(), current);
        }
    }

    @ConformanceTest(
            id = "txn-offset-commit.generation-checked",
            api = "TxnOffsetCommit",
            versions = "3+",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddOffsetsToTxn", "EndTxn", "JoinGroup", "SyncGroup"},
            requirement = "A member commits offsets in a transaction in its current generation only: ILLEGAL_GENERATION"
                    + " otherwise, and UNKNOWN_MEMBER_ID or ILLEGAL_GENERATION for who is no member.",
            source = "KIP-447; measured on Apache Kafka",
            why =
                    "Since KIP-447, applications have one producer for all partitions, and rely on the generation to fence"
                            + " who lost them (pg_kafka did not look).",
            harm = Harm.DATA_LOST)
    void theGenerationIsChecked(Case test) {
        Position position = Position.of(test.topic(1), 0, BEFORE);
        try (Group group = new Group(test);
                TransactionClient producer = TransactionClient.of(test)) {
            GroupMember member = group.member("member");
            group.settle(member);
            producer.writeOffsets(group, position);
            commitAs(producer, group, position, member.id(), member.generation())
                    .expectError(FIRST, ErrorCode.NONE);
            for (int generation : member.otherGenerations()) {
                commitAs(producer, group, position, member.id(), generation)
                        .expectError(FIRST, ErrorCode.ILLEGAL_GENERATION);
            }
            commitAs(producer, group, position, "nobody", member.generation())
                    .expectError(FIRST, ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.ILLEGAL_GENERATION);
        }
    }

    private static Answer commitAs(
            TransactionClient producer, Group group, Position position, String member, int generation) {
        return producer.commitOffsets(
                group, body -> body.set("MemberId", member).set("GenerationIdOrMemberEpoch", generation), position);
    }

    @ConformanceTest(
            id = "txn-offset-commit.unadded-group-refused",
            api = "TxnOffsetCommit",
            versions = "0-4",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "EndTxn"},
            level = Level.SHOULD,
            requirement =
                    "Offsets of a group that was not added to the transaction are refused with INVALID_TXN_STATE or"
                            + " TRANSACTION_ABORTABLE.",
            source = "KIP-890, since Apache Kafka 3.9 or earlier, but not in 3.3; measured on Apache Kafka",
            why = "They would stay pending forever, and consumers that wait for stable offsets with them.",
            harm = Harm.CLIENTS_HANG)
    void aGroupMustHaveBeenAdded(Case test) {
        Position position = Position.of(test.topic(1), 0, BEFORE);
        try (Group group = new Group(test);
                TransactionClient producer = TransactionClient.of(test)) {
            producer.commitOffset(group, position)
                    .expectError(FIRST, ErrorCode.INVALID_TXN_STATE, ErrorCode.TRANSACTION_ABORTABLE);
        }
    }

    @ConformanceTest(
            id = "offset-fetch.stable-offsets-awaited",
            api = "OffsetFetch",
            versions = "7+",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddOffsetsToTxn", "TxnOffsetCommit", "EndTxn", "OffsetCommit"},
            requirement = "With RequireStable, a partition whose offset is pending in a transaction is answered with"
                    + " UNSTABLE_OFFSET_COMMIT, until the transaction has ended; without, with the offset before it.",
            source = "KIP-447",
            why = "A consumer that took over the partition would begin at the old offset, and process again what its"
                    + " predecessor is about to commit.",
            harm = Harm.DATA_LOST)
    void pendingOffsetsAreUnstable(Case test) {
        String topic = test.topic(1);
        Position before = Position.of(topic, 0, BEFORE);
        Position later = Position.of(topic, 0, IN_TRANSACTION);
        try (Group group = new Group(test);
                TransactionClient producer = TransactionClient.of(test)) {
            GroupOffsets offsets = group.offsets();
            offsets.commitAll(before);
            offsets.expectFetched(fetchStable(test, group, before), before);
            producer.writeOffsets(group, later);
            Answer pending = fetchStable(test, group, later);
            pending.expectError(offsets.path(pending, later) + "ErrorCode", ErrorCode.UNSTABLE_OFFSET_COMMIT);
            offsets.expectStored(before);
            producer.commit();
            Answer stable = Await.of("a stable offset", test.stage().settings().readTimeout())
                    .last(
                            () -> fetchStable(test, group, later),
                            answer -> answer.number(offsets.path(answer, later) + "ErrorCode") == 0);
            offsets.expectFetched(stable, later);
        }
    }

    private static Answer fetchStable(Case test, Group group, Position position) {
        return test.ask(
                group.connection(),
                OffsetRequests.fetch(group.offsets().asked(position)).with(body -> body.set("RequireStable", true)));
    }
}
