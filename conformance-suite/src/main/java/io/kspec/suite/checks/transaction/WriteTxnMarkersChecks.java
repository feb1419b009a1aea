package io.kspec.suite.checks.transaction;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.TransactionRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.stream.IntStream;

/** Checks of WriteTxnMarkers, which brokers send to each other, and administrators to end a transaction that hangs. */
class WriteTxnMarkersChecks {
    private static final long NO_PRODUCER = 4_711_000;

    @ConformanceTest(
            id = "write-txn-markers.unknown-partition-refused",
            api = "WriteTxnMarkers",
            profile = "transactions",
            needs = {"InitProducerId", "EndTxn"},
            level = Level.SHOULD,
            requirement = "A marker for partitions that do not exist is answered under its producer id, with"
                    + " UNKNOWN_TOPIC_OR_PARTITION for each of them, or CLUSTER_AUTHORIZATION_FAILED where clients may"
                    + " write none.",
            source = "KIP-98; message definition WriteTxnMarkersResponse; measured on Apache Kafka",
            why = "kafka-transactions abort looks for the producer and the partition in the answer.")
    void everyPartitionOfAMarkerIsAnswered(Case test) {
        ProducerSession producer = new ProducerSession("", NO_PRODUCER, (short) 0);
        String topic = test.name("missing");
        Answer written = test.ask(TransactionRequests.writeMarker(producer, false, topic, List.of(0, 1)))
                .expectSize("Markers", 1)
                .expect("Markers[0].ProducerId", NO_PRODUCER)
                .expectSize("Markers[0].Topics", 1)
                .expect("Markers[0].Topics[0].Name", topic);
        String partitions = "Markers[0].Topics[0].Partitions";
        List<Integer> answered = written.list(partitions).stream()
                .map(entry -> ((Message) entry).getInt("PartitionIndex"))
                .sorted()
                .toList();
        written.expect(answered.equals(List.of(0, 1)), partitions, "entries for the partitions 0 and 1", answered);
        IntStream.range(0, 2)
                .forEach(i -> written.expectError(
                        partitions + "[" + i + "].ErrorCode",
                        ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                        ErrorCode.CLUSTER_AUTHORIZATION_FAILED));
    }
}
