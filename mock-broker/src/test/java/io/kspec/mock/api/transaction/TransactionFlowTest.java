package io.kspec.mock.api.transaction;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.fetch;
import static io.kspec.mock.Requests.only;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.script.RequestPattern;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.Records;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transactions as clients see them. */
class TransactionFlowTest {
    private final ManualClock clock = ManualClock.at(Instant.ofEpochMilli(1_000_000));

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    private long producerId;

    TransactionFlowTest() throws IOException {
        broker = MockBroker.builder().clock(clock).topic("t", 2).start();
        client = new WireClient(broker);
        producerId = client.ask("InitProducerId", 4, request -> request.set("TransactionalId", "tx")
                        .set("TransactionTimeoutMs", 60_000))
                .getLong("ProducerId");
    }

    private ErrorCode append(int version, int epoch, int sequence) throws IOException {
        Message answer = client.ask("Produce", version, request -> {
            produce(
                            "t",
                            0,
                            -1,
                            batch(1).producer(producerId, (short) epoch, sequence)
                                    .transactional()
                                    .build()
                                    .bytes())
                    .accept(request);
            request.set("TransactionalId", "tx");
        });
        return error(onlyPartition(answer, "Responses", "PartitionResponses"));
    }

    private ErrorCode add(int version, int epoch, int partition) throws IOException {
        Message answer = client.ask("AddPartitionsToTxn", version, request -> request.set(
                        "V3AndBelowTransactionalId", "tx")
                .set("V3AndBelowProducerId", producerId)
                .set("V3AndBelowProducerEpoch", epoch)
                .add("V3AndBelowTopics", topic -> topic.set("Name", "t").set("Partitions", List.of(partition))));
        Message result =
                only(only(answer.getStructs("ResultsByTopicV3AndBelow")).getStructs("ResultsByPartition"));
        return ErrorCode.of(result.getInt("PartitionErrorCode")).orElseThrow();
    }

    private Message end(int version, int epoch, boolean commit) throws IOException {
        return client.ask("EndTxn", version, request -> request.set("TransactionalId", "tx")
                .set("ProducerId", producerId)
                .set("ProducerEpoch", epoch)
                .set("Committed", commit));
    }

    private Message read(int isolation, int minBytes, int waitMs) throws IOException {
        return onlyPartition(
                client.ask("Fetch", 11, request -> {
                    fetch("t", 0, 0, minBytes, waitMs).accept(request);
                    request.set("IsolationLevel", isolation);
                }),
                "Responses",
                "Partitions");
    }

    private static List<Long> offsets(Message partition) {
        return Records.readFetched(partition.getBytes("Records")).records().stream()
                .map(Record::offset)
                .toList();
    }

    private long latest(int isolation) throws IOException {
        return onlyPartition(
                        client.ask("ListOffsets", 2, request -> request.set("ReplicaId", -1)
                                .set("IsolationLevel", isolation)
                                .add("Topics", topic -> topic.set("Name", "t")
                                        .add("Partitions", entry -> entry.set("PartitionIndex", 0)
                                                .set("Timestamp", -1)))),
                        "Topics",
                        "Partitions")
                .getLong("Offset");
    }

    @Test
    void recordsOfAnOpenTransactionAreNotStable() throws IOException {
        add(3, 0, 0);
        assertThat(append(9, 0, 0)).isEqualTo(ErrorCode.NONE);
        append(9, 0, 1);

        assertThat(read(0, 0, 0).getLong("LastStableOffset")).isZero();
        assertThat(offsets(read(0, 0, 0))).containsExactly(0L, 1L);
        assertThat(offsets(read(1, 0, 0))).isEmpty();
        assertThat(latest(0)).isEqualTo(2);
        assertThat(latest(1)).isZero();
        assertThat(error(end(3, 0, true))).isEqualTo(ErrorCode.NONE);
        assertThat(latest(1)).isEqualTo(3);
        assertThat(offsets(read(1, 0, 0))).contains(0L, 1L);
        assertThat(read(1, 0, 0).getStructs("AbortedTransactions")).isEmpty();
    }

    @Test
    void consumersOfCommittedRecordsAreToldWhichTransactionsWereAborted() throws IOException {
        append(12, 0, 0);
        Message ended = end(5, 0, false);
        assertThat(ended.getInt("ProducerEpoch")).isEqualTo(1);

        Message aborted = only(read(1, 0, 0).getStructs("AbortedTransactions"));
        assertThat(aborted.getLong("ProducerId")).isEqualTo(producerId);
        assertThat(aborted.getLong("FirstOffset")).isZero();
        assertThat(read(0, 0, 0).isNull("AbortedTransactions")).isTrue();
        assertThat(append(12, 1, 0)).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aWaitingFetchOfCommittedRecordsIsAnsweredWhenTheTransactionEnds() throws IOException {
        append(12, 0, 0);
        try (WireClient consumer = new WireClient(broker)) {
            consumer.send("Fetch", 11, request -> {
                fetch("t", 0, 0, 1, 60_000).accept(request);
                request.set("IsolationLevel", 1);
            });
            consumer.awaitArrival("Fetch");
            end(5, 0, true);

            Message partition = onlyPartition(consumer.receive("Fetch", 11), "Responses", "Partitions");
            assertThat(partition.getLong("LastStableOffset")).isEqualTo(2);
            assertThat(offsets(partition)).contains(0L);
        }
    }

    @Test
    void aTransactionThatTakesTooLongIsAbortedWhenTimePasses() throws IOException {
        append(12, 0, 0);

        clock.advance(Duration.ofSeconds(60));

        assertThat(latest(1)).isEqualTo(2);
        assertThat(read(1, 0, 0).getStructs("AbortedTransactions")).hasSize(1);
        assertThat(error(end(4, 0, true))).isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(append(11, 0, 1)).isEqualTo(ErrorCode.INVALID_PRODUCER_EPOCH);
    }

    @ParameterizedTest
    @CsvSource({"10, INVALID_TXN_STATE", "11, TRANSACTION_ABORTABLE", "12, NONE"})
    void aPartitionMustBeAddedUnlessTheVersionAddsIt(int version, ErrorCode expected) throws IOException {
        assertThat(append(version, 0, 0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, INVALID_PRODUCER_EPOCH", "2, PRODUCER_FENCED"})
    void aFencedProducerIsToldSoInTheWordsOfTheVersion(int version, ErrorCode expected) throws IOException {
        client.ask("InitProducerId", 4, request -> request.set("TransactionalId", "tx")
                .set("TransactionTimeoutMs", 60_000));

        assertThat(add(version, 0, 0)).isEqualTo(expected);
        assertThat(error(end(version, 0, true))).isEqualTo(expected);
    }

    @Test
    void ifOnePartitionDoesNotExistNoneIsAdded() throws IOException {
        assertThat(add(3, 0, 7)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(append(10, 0, 0)).isEqualTo(ErrorCode.INVALID_TXN_STATE);
    }

    @Test
    void aTopicMayBeDeletedDuringATransaction() throws IOException {
        append(12, 0, 0);
        client.ask("DeleteTopics", 3, request -> request.set("TimeoutMs", 1000).set("TopicNames", List.of("t")));

        assertThat(error(end(5, 0, true))).isEqualTo(ErrorCode.NONE);
        Message state =
                only(client.ask("DescribeTransactions", 0, request -> request.set("TransactionalIds", List.of("tx")))
                        .getStructs("TransactionStates"));
        assertThat(state.getString("TransactionState")).isEqualTo("CompleteCommit");
    }

    @Test
    void offsetsOfATransactionAreUnstableUntilItEnds() throws IOException {
        Message answer = client.ask("TxnOffsetCommit", 5, request -> request.set("TransactionalId", "tx")
                .set("GroupId", "g")
                .set("ProducerId", producerId)
                .set("ProducerEpoch", 0)
                .add("Topics", topic -> topic.set("Name", "t").add("Partitions", entry -> entry.set("PartitionIndex", 1)
                        .set("CommittedOffset", 5))));
        assertThat(error(onlyPartition(answer, "Topics", "Partitions"))).isEqualTo(ErrorCode.NONE);

        assertThat(committed(false).getLong("CommittedOffset")).isEqualTo(-1);
        assertThat(error(committed(false))).isEqualTo(ErrorCode.NONE);
        assertThat(error(committed(true))).isEqualTo(ErrorCode.UNSTABLE_OFFSET_COMMIT);
        end(5, 0, true);
        assertThat(committed(true).getLong("CommittedOffset")).isEqualTo(5);
    }

    private Message committed(boolean stable) throws IOException {
        return onlyPartition(
                client.ask("OffsetFetch", 7, request -> request.set("GroupId", "g")
                        .set("RequireStable", stable)
                        .add("Topics", topic -> topic.set("Name", "t").set("PartitionIndexes", List.of(1)))),
                "Topics",
                "Partitions");
    }

    @ParameterizedTest
    @CsvSource({"t., 1", "x, 0", "(a+)+b, 0", "'', 1"})
    void transactionsAreListedByPattern(String pattern, int count) throws IOException {
        Message answer = client.ask("ListTransactions", 2, request -> request.set("TransactionalIdPattern", pattern));

        assertThat(answer.getStructs("TransactionStates")).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({"(", "(?=t)x", "(t)\\1"})
    void aPatternMustBeValid(String pattern) throws IOException {
        Message answer = client.ask("ListTransactions", 2, request -> request.set("TransactionalIdPattern", pattern));

        assertThat(error(answer)).isEqualTo(ErrorCode.INVALID_REGULAR_EXPRESSION);
    }

    @Test
    void theFeatureIsAdvertised() throws IOException {
        Message answer = client.ask("ApiVersions", 4, request -> request.set("ClientSoftwareName", "kspec")
                .set("ClientSoftwareVersion", "1"));

        assertThat(answer.getStructs("FinalizedFeatures"))
                .filteredOn(feature -> feature.getString("Name").equals("transaction.version"))
                .singleElement()
                .satisfies(
                        feature -> assertThat(feature.getInt("MaxVersionLevel")).isEqualTo(2));
        assertThat(broker.journal(RequestPattern.request("ApiVersions"))).hasSize(1);
    }
}
