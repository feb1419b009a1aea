package io.kspec.suite.checks.log;

import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;
import static io.kspec.suite.checks.log.PartitionClient.PRODUCED;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.EndTransactionMarker;
import io.kspec.protocol.record.Record;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.ProduceRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.function.Predicate;

/** Checks of Produce: which batches are stored, which are not, and what the answer says of them. */
class ProduceBatchChecks {
    private static final int TIMEOUT_MS = 5_000;
    private static final int RECORDS = 3;
    private static final long NO_START = -1;

    @ConformanceTest(
            id = "produce.acks-of-the-leader",
            api = "Produce",
            needs = {"CreateTopics", "Fetch"},
            requirement = "A request with acks=1 is answered with the base offset of its records, which can be read"
                    + " afterwards.",
            source = "message definition ProduceRequest: Acks",
            why = "It is the default of Sarama, and of the Java producer before 3.0; they report this offset to"
                    + " the application.",
            harm = Harm.DATA_LOST)
    void whatTheLeaderHasWrittenIsStored(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        List<Record> sent = Payload.numbered(2 * RECORDS);
        for (int first : new int[] {0, RECORDS}) {
            client.produce(Payload.batch(test.version(), Payload.numbered(first, RECORDS)), body -> body.set("Acks", 1))
                    .expectError(PRODUCED + "ErrorCode", ErrorCode.NONE)
                    .expect(PRODUCED + "BaseOffset", first);
        }
        ProduceChecks.expectSame(client, sent, Payload.magic(test.version()));
    }

    @ConformanceTest(
            id = "produce.unknown-partition-spares-others",
            api = "Produce",
            needs = {"CreateTopics", "ListOffsets"},
            requirement = "If one partition of a request does not exist, the records of the others are stored, and each"
                    + " is answered for itself.",
            source = "message definition ProduceResponse; measured on Apache Kafka",
            why = "Producers send a failed partition again, and no other.",
            harm = Harm.DATA_LOST)
    void anUnknownPartitionDoesNotSpoilOthers(Case test) {
        PartitionClient known = PartitionClient.ofNewTopic(test);
        PartitionClient unknown = new PartitionClient(test, known.topic(), NO_SUCH_PARTITION);
        Bytes batch = Payload.batch(test.version(), Payload.numbered(RECORDS));
        Answer produced = PartitionClient.askProduce(
                test,
                known.connection(),
                ProduceRequests.produce(-1, TIMEOUT_MS, unknown.with(batch), known.with(batch)));
        produced.expectError(
                SeveralPartitions.produced(produced, unknown) + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        String at = SeveralPartitions.produced(produced, known);
        produced.expectError(at + "ErrorCode", ErrorCode.NONE).expect(at + "BaseOffset", 0L);
        known.expectEnd(RECORDS);
    }

    @ConformanceTest(
            id = "produce.second-batch-not-lost",
            api = "Produce",
            versions = "3+",
            needs = {"CreateTopics", "ListOffsets"},
            requirement =
                    "Two batches for one partition in one request are either refused, so that none of their records"
                            + " are stored, or all stored.",
            source = "KIP-98: exactly one batch per partition since version 3; measured on Apache Kafka:"
                    + " INVALID_RECORD",
            why = "A broker that reads the first batch only reports success for records that it has dropped.",
            harm = Harm.DATA_LOST)
    void twoBatchesAreStoredWholeOrNotAtAll(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        Bytes first = Payload.batch(test.version(), Payload.numbered(2));
        Bytes second = Payload.batch(test.version(), Payload.numbered(2, 1));
        Answer produced = client.produce(first.concat(second));
        boolean stored = produced.number(PRODUCED + "ErrorCode") == ErrorCode.NONE.code();
        client.expectEnd(stored ? 3L : 0L);
    }

    @ConformanceTest(
            id = "produce.control-batch-refused",
            api = "Produce",
            versions = "3+",
            needs = {"CreateTopics", "ListOffsets"},
            level = Level.SHOULD,
            requirement = "A control batch, which only brokers write, is refused from a client and not stored.",
            source = "KIP-98; measured on Apache Kafka: INVALID_RECORD",
            why = "Consumers take it for the end of a transaction, and an application could end that of another one.",
            harm = Harm.DATA_LOST)
    void clientsWriteNoControlBatches(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        EndTransactionMarker marker = new EndTransactionMarker(EndTransactionMarker.Type.COMMIT, 0);
        Record record = new Record(0, Payload.TIMESTAMP, marker.key(), marker.value());
        Bytes batch = Payload.builder(List.of(record)).control().build().bytes();
        PartitionClient.expectRefused(client.produce(batch));
        client.expectEnd(0L);
        client.produce(Payload.numbered(1)).expect(PRODUCED + "BaseOffset", 0L);
    }

    @ConformanceTest(
            id = "produce.tells-the-log-start",
            api = "Produce",
            versions = "5+",
            needs = {"CreateTopics", "ListOffsets", "DeleteRecords"},
            level = Level.SHOULD,
            requirement = "The answer has the offset at which the log starts, also after records were deleted; -1 says"
                    + " that the broker does not tell.",
            source = "message definition ProduceResponse: LogStartOffset; KAFKA-5793",
            why = "By it the Java producer knows, when a broker has forgotten it, whether its last records were"
                    + " lost or deleted after they were stored.")
    void theStartOfTheLogIsTold(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        client.produce(Payload.numbered(RECORDS)).expect(PRODUCED + "LogStartOffset", "is 0, or -1", isOr(0));
        test.ask(client.connection(), LogRequests.deleteRecords(client.topic(), 0, 2))
                .expectError("Topics[0].Partitions[0].ErrorCode", ErrorCode.NONE);
        client.produce(Payload.numbered(1))
                .expect(PRODUCED + "LogStartOffset", "is 2, before which records were deleted, or -1", isOr(2));
    }

    private static Predicate<Object> isOr(long start) {
        return found -> found.equals(start) || found.equals(NO_START);
    }
}
