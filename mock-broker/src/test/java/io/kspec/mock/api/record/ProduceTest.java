package io.kspec.mock.api.record;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.fetch;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static io.kspec.mock.Requests.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.cluster.ClusterSettings;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.protocol.record.Records;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which records are accepted, and how Produce is answered, with the error codes of Apache Kafka. */
class ProduceTest {
    private static final long NOW_MS = 1_000_000;

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    ProduceTest() throws IOException {
        broker = MockBroker.builder()
                .clock(ManualClock.at(Instant.ofEpochMilli(NOW_MS)))
                .topic("t", 2)
                .topic("compacted", 1, Map.of("cleanup.policy", "compact"))
                .topic("stamped", 1, Map.of("message.timestamp.type", "LogAppendTime"))
                .topic("narrow", 1, Map.of("max.message.bytes", "100"))
                .start();
        client = new WireClient(broker);
    }

    private Message append(int version, String topic, Bytes records) throws IOException {
        return onlyPartition(
                client.ask("Produce", version, produce(topic, 0, 1, records)), "Responses", "PartitionResponses");
    }

    private Records stored(String topic) throws IOException {
        Message fetched = client.ask("Fetch", 4, fetch(topic, 0, 0, 0, 0));
        return Records.read(onlyPartition(fetched, "Responses", "Partitions").getBytes("Records"));
    }

    @Test
    void theSecondBatchFollowsTheFirstWithBaseOffsetAndChecksumInOrder() throws IOException {
        append(7, "t", batch(3).build().bytes());
        Message second = append(7, "t", batch(2).build().bytes());

        assertThat(second.getLong("BaseOffset")).isEqualTo(3);
        assertThat(second.getLong("LogAppendTimeMs")).isEqualTo(-1);
        assertThat(stored("t").records()).extracting(Record::offset).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void recordsAreReturnedUnchangedWhateverTheirCompression(CompressionType compression) throws IOException {
        RecordBatch sent = RecordBatch.builder()
                .compression(compression)
                .append(1000, null, null)
                .append(1001, Bytes.EMPTY, Bytes.EMPTY)
                .append(1002, utf8("k"), utf8("v"))
                .build();
        append(7, "t", sent.bytes());

        assertThat(stored("t").records()).isEqualTo(sent.records());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void messageSetsOfOldProducersBecomeRecordBatches(int version) throws IOException {
        int magic = version < 2 ? 0 : 1;
        Bytes messages = Records.messageSet(magic)
                .compression(CompressionType.GZIP)
                .append(1000, utf8("k"), utf8("v"))
                .append(1001, null, utf8("w"))
                .build()
                .bytes();

        Message answer = append(version, "t", messages);

        assertThat(answer.getLong("BaseOffset")).isZero();
        Records stored = stored("t");
        assertThat(stored.batches()).singleElement().satisfies(batch -> assertThat(batch.magic())
                .isEqualTo(2));
        assertThat(stored.records()).extracting(Record::value).containsExactly(utf8("v"), utf8("w"));
        assertThat(stored.records()).extracting(Record::timestamp).first().isEqualTo(magic == 0 ? -1L : 1000L);
    }

    @Test
    void acksOfZeroGetsNoResponseAndTheRecordsAreAppended() throws IOException {
        client.send("Produce", 7, produce("t", 0, 0, batch(1).build().bytes()));

        Message next = client.ask("ApiVersions", 0, request -> {});
        assertThat(next.getInt("ErrorCode")).isZero();
        assertThat(stored("t").records()).hasSize(1);
    }

    @Test
    void acksOfZeroForAnUnknownTopicClosesTheConnection() throws IOException {
        client.send("Produce", 7, produce("nowhere", 0, 0, batch(1).build().bytes()));

        assertThat(client.receiveFrame()).isNull();
    }

    @Test
    void invalidAcksAreRefused() throws IOException {
        Message answer =
                client.ask("Produce", 8, produce("t", 0, 2, batch(1).build().bytes()));

        Message partition = onlyPartition(answer, "Responses", "PartitionResponses");
        assertThat(error(partition)).isEqualTo(ErrorCode.INVALID_REQUIRED_ACKS);
        assertThat(partition.getLong("BaseOffset")).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"t, 9", "t, -1", "nowhere, 0"})
    void anUnknownPartitionHasItsOwnError(String topic, int index) throws IOException {
        Message answer = client.ask("Produce", 8, request -> {
            produce(topic, index, 1, batch(1).build().bytes()).accept(request);
            produce("compacted", 0, 1, batch(1).build().bytes()).accept(request);
        });

        List<Message> topics = answer.getStructs("Responses");
        assertThat(error(topics.get(0).getStructs("PartitionResponses").get(0)))
                .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(error(topics.get(1).getStructs("PartitionResponses").get(0))).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aFlippedBitIsACorruptMessageAndNothingIsAppended() throws IOException {
        byte[] damaged = batch(3).build().bytes().toArray();
        damaged[damaged.length - 1] ^= 1;

        Message answer = append(8, "t", Bytes.wrap(damaged));

        assertThat(error(answer)).isEqualTo(ErrorCode.CORRUPT_MESSAGE);
        assertThat(answer.getLong("LogStartOffset")).isEqualTo(-1);
        assertThat(stored("t").batches()).isEmpty();
    }

    @Test
    void aHeaderThatContradictsItsRecordsIsAnInvalidRecord() throws IOException {
        RecordBatch sound = batch(3).build();
        List<RecordBatch> unsound = List.of(
                sound.with(RecordBatchField.RECORDS_COUNT, 2).withCorrectCrc(),
                sound.with(RecordBatchField.RECORDS_COUNT, 4).withCorrectCrc(),
                sound.with(RecordBatchField.LAST_OFFSET_DELTA, 5).withCorrectCrc(),
                sound.withBaseOffset(7),
                RecordBatch.builder().build(),
                batch(1).control().build());

        for (RecordBatch each : unsound) {
            Message answer = append(8, "t", each.bytes());
            assertThat(error(answer)).as("%s", each).isEqualTo(ErrorCode.INVALID_RECORD);
            assertThat(answer.getLong("LogStartOffset")).isZero();
        }
        assertThat(stored("t").batches()).isEmpty();
    }

    @Test
    void fromVersionThreeOnExactlyOneRecordBatchIsAllowed() throws IOException {
        RecordBatch one = batch(1).build();
        Bytes legacy = Records.messageSet(1).append(5, null, utf8("v")).build().bytes();
        List<Bytes> others = List.of(
                Bytes.EMPTY,
                one.bytes().concat(one.bytes()),
                legacy,
                one.bytes().slice(0, one.bytes().size() - 1),
                one.bytes().slice(0, 5));

        for (Bytes each : others) {
            assertThat(error(append(3, "t", each))).as("%s", each).isEqualTo(ErrorCode.INVALID_RECORD);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, UNSUPPORTED_COMPRESSION_TYPE", "6, UNSUPPORTED_COMPRESSION_TYPE", "7, NONE"})
    void zstdIsForVersionSevenAndLater(int version, ErrorCode expected) throws IOException {
        Bytes records = batch(1).compression(CompressionType.ZSTD).build().bytes();

        assertThat(error(append(version, "t", records))).isEqualTo(expected);
    }

    @Test
    void aBatchLargerThanTheTopicAllowsIsRefused() throws IOException {
        Bytes records = RecordBatch.builder()
                .append(1000, null, utf8("v".repeat(100)))
                .build()
                .bytes();

        assertThat(error(append(8, "narrow", records))).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
    }

    @Test
    void aRecordWithoutKeyInACompactedTopicIsReportedWithItsIndex() throws IOException {
        Bytes records = batch(2).append(1000, null, utf8("v")).build().bytes();

        Message answer = append(8, "compacted", records);

        assertThat(error(answer)).isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(answer.getStructs("RecordErrors"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.getInt("BatchIndex")).isEqualTo(2));
    }

    @Test
    void aTimestampTooFarInTheFutureIsRefused() throws IOException {
        Bytes records = RecordBatch.builder()
                .append(NOW_MS + 3_600_001, utf8("k"), utf8("v"))
                .build()
                .bytes();

        assertThat(error(append(8, "t", records))).isEqualTo(ErrorCode.INVALID_TIMESTAMP);
    }

    @Test
    void logAppendTimeReplacesTheTimestampsOfTheRecords() throws IOException {
        Message answer = append(8, "stamped", batch(2).build().bytes());

        assertThat(answer.getLong("LogAppendTimeMs")).isEqualTo(NOW_MS);
        assertThat(stored("stamped").records()).extracting(Record::timestamp).containsExactly(NOW_MS, NOW_MS);
    }

    @Test
    void aTransactionalBatchIsRefusedAsThatOfAnUnknownProducer() throws IOException {
        Bytes records =
                batch(1).producer(9, (short) 0, 0).transactional().build().bytes();

        assertThat(error(append(8, "t", records))).isEqualTo(ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
        Message answer = client.ask("Produce", 8, request -> {
            request.set("TransactionalId", "tx");
            produce("t", 0, 1, records).accept(request);
        });
        assertThat(error(onlyPartition(answer, "Responses", "PartitionResponses")))
                .isEqualTo(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
    }

    @Test
    void aBatchLargerThanTheLogSpaceIsAStorageError() throws IOException {
        Bytes records = batch(1).build().bytes();
        try (MockBroker small = MockBroker.builder()
                        .settings(ClusterSettings.DEFAULTS.withLogBytes(records.size()))
                        .topic("t", 1)
                        .start();
                WireClient producer = new WireClient(small)) {
            Message fitting = producer.ask("Produce", 7, produce("t", 0, 1, records));
            Message larger = producer.ask(
                    "Produce", 7, produce("t", 0, 1, batch(2).build().bytes()));

            assertThat(error(onlyPartition(fitting, "Responses", "PartitionResponses")))
                    .isEqualTo(ErrorCode.NONE);
            assertThat(error(onlyPartition(larger, "Responses", "PartitionResponses")))
                    .isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
        }
    }

    @Test
    void whenTheLogSpaceIsFullTheOldestRecordsMakeWay() throws IOException {
        Bytes records = batch(1).build().bytes();
        try (MockBroker small = MockBroker.builder()
                        .settings(ClusterSettings.DEFAULTS.withLogBytes(records.size() + 10))
                        .topic("t", 1)
                        .start();
                WireClient producer = new WireClient(small)) {
            producer.ask("Produce", 7, produce("t", 0, 1, records));
            Message second = onlyPartition(
                    producer.ask("Produce", 7, produce("t", 0, 1, records)), "Responses", "PartitionResponses");

            assertThat(error(second)).isEqualTo(ErrorCode.NONE);
            assertThat(second.getLong("BaseOffset")).isEqualTo(1);
            assertThat(second.getLong("LogStartOffset")).isEqualTo(1);
        }
    }
}
