package io.kspec.suite.checks.transaction;

import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.TransactionRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.util.List;
import java.util.Optional;

/** Checks of DescribeProducers: which producers a partition knows (KIP-664). */
class DescribeProducersChecks {
    private static final String PARTITION = "Topics[0].Partitions[0].";
    private static final String PRODUCERS = PARTITION + "ActiveProducers";
    private static final String START = "CurrentTxnStartOffset";

    @ConformanceTest(
            id = "describe-producers.open-transaction",
            api = "DescribeProducers",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "Produce", "EndTxn"},
            requirement = "A partition names each producer with an open transaction: with its epoch, its last sequence"
                    + " number, the time of its last record and the first offset of the transaction. Once it has ended, this offset is -1, or the"
                    + " producer is no longer listed.",
            source = "KIP-664; message definition DescribeProducersResponse",
            why = "kafka-transactions find-hanging finds by it the producer for which consumers wait.")
    void aProducerIsDescribedWithItsTransaction(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        try (TransactionClient producer = TransactionClient.of(test)) {
            long id = producer.session().id();
            partition.produce(Payload.numbered(1));
            producer.write(partition, "a", "b");
            producer.write(partition, "c");
            Answer open = ask(test, partition);
            String at = find(open, id);
            open.expect(at + "ProducerEpoch", producer.session().epoch())
                    .expect(at + "LastSequence", 2)
                    .expect(at + "LastTimestamp", Payload.TIMESTAMP)
                    .expect(at + START, 1);
            producer.commit();
            Answer ended = Await.of(
                            "the end of the transaction",
                            test.stage().settings().readTimeout())
                    .last(() -> ask(test, partition), answer -> !isOpen(answer, id));
            entry(ended, id).ifPresent(entry -> ended.expect(entry + START, -1));
        }
    }

    /** Whether the answer names an open transaction of a producer; one without is named by Apache Kafka, but need not be. */
    private static boolean isOpen(Answer described, long producerId) {
        return entry(described, producerId)
                .filter(entry -> described.number(entry + START) != -1)
                .isPresent();
    }

    private static Answer ask(Case test, PartitionClient partition) {
        return test.ask(partition.connection(), TransactionRequests.describeProducers(partition.topic(), List.of(0)))
                .expectError(PARTITION + "ErrorCode", ErrorCode.NONE);
    }

    private static String find(Answer described, long producerId) {
        return entry(described, producerId)
                .orElseThrow(() -> described.failure(
                        PRODUCERS,
                        "an entry for producer " + producerId,
                        described.list(PRODUCERS).toString()));
    }

    private static Optional<String> entry(Answer described, long producerId) {
        return described.entry(PRODUCERS + "[ProducerId=" + producerId + "]");
    }

    @ConformanceTest(
            id = "describe-producers.unknown-partition",
            api = "DescribeProducers",
            profile = "transactions",
            needs = {"CreateTopics"},
            requirement =
                    "A partition that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION, next to one that"
                            + " exists and has no producers.",
            source = "KIP-664; message definition DescribeProducersResponse",
            why = "Tools ask for all partitions of a topic: an error for one of them must not hide the producers of the"
                    + " others.")
    void anUnknownPartitionIsReported(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        Answer described = test.ask(
                        partition.connection(),
                        TransactionRequests.describeProducers(partition.topic(), List.of(0, NO_SUCH_PARTITION)))
                .expectSize("Topics[0].Partitions", 2);
        for (int i = 0; i < 2; i++) {
            String at = "Topics[0].Partitions[" + i + "].";
            boolean exists = described.number(at + "PartitionIndex") == 0;
            described
                    .expectError(at + "ErrorCode", exists ? ErrorCode.NONE : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
                    .expectSize(at + "ActiveProducers", 0);
        }
    }
}
