package io.kspec.mock.api.record;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.fetch;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.mock.clock.ManualClock;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fetch returns and how long it waits, with the sentinel values and error codes of Apache Kafka. */
class FetchTest {
    private final ManualClock clock = ManualClock.at(Instant.ofEpochMilli(10_000));

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    FetchTest() throws IOException {
        broker = MockBroker.builder()
                .clock(clock)
                .topic("t", 1)
                .topic("zipped", 1)
                .topic("empty", 1)
                .start();
        client = new WireClient(broker);
        append(batch(3).build());
        append(batch(2).compression(CompressionType.GZIP).build());
        append(batch(1).build());
    }

    private void append(RecordBatch batch) throws IOException {
        client.ask("Produce", 7, produce("t", 0, 1, batch.bytes()));
    }

    private Message fetchAt(int version, long offset) throws IOException {
        return partition(version, fetch("t", 0, offset, 0, 0));
    }

    private Message partition(int version, Consumer<MessageBuilder> request) throws IOException {
        return onlyPartition(client.ask("Fetch", version, request), "Responses", "Partitions");
    }

    @Test
    void theHighWatermarkIsTheEndOfTheLog() throws IOException {
        Message partition = fetchAt(5, 0);

        assertThat(partition.getLong("HighWatermark")).isEqualTo(6);
        assertThat(partition.getLong("LastStableOffset")).isEqualTo(6);
        assertThat(partition.getLong("LogStartOffset")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 12})
    void aFetchFromWithinABatchReturnsTheWholeBatch(int version) throws IOException {
        Records records = Records.read(fetchAt(version, 4).getBytes("Records"));

        assertThat(records.batches()).extracting(Batch::lastOffset).containsExactly(4L, 5L);
        assertThat(records.records()).extracting(Record::offset).containsExactly(3L, 4L, 5L);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 1", "3, 1"})
    void oldConsumersGetTheirMessageFormat(int version, int magic) throws IOException {
        Records records = Records.readFetched(fetchAt(version, 1).getBytes("Records"));

        assertThat(records.batches()).allMatch(batch -> batch.magic() == magic);
        assertThat(records.records()).extracting(Record::offset).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7, 12})
    void aFetchAtTheEndReturnsNoErrorAndEmptyRecordsRatherThanNull(int version) throws IOException {
        Message partition = fetchAt(version, 6);

        assertThat(error(partition)).isEqualTo(ErrorCode.NONE);
        assertThat(partition.getBytes("Records")).isEqualTo(Bytes.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({"4, 7", "4, -1", "0, 7", "12, 7"})
    void anOffsetOutsideTheLogIsOutOfRange(int version, long offset) throws IOException {
        Message partition = fetchAt(version, offset);

        assertThat(error(partition)).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(partition.getLong("HighWatermark")).isEqualTo(-1);
        assertThat(partition.getBytes("Records")).isEqualTo(Bytes.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({"nowhere, 0", "t, 5", "t, -3"})
    void anUnknownPartitionHasItsOwnEntry(String topic, int index) throws IOException {
        Message partition = partition(4, fetch(topic, index, 0, 1, 60_000));

        assertThat(error(partition)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(partition.getStructs("AbortedTransactions")).isEmpty();
        assertThat(partition.isNull("AbortedTransactions")).isFalse();
    }

    @Test
    void fromVersionThirteenOnTopicsAreRequestedById() throws IOException {
        UUID id = client.ask("Metadata", 12, request -> request.add("Topics", topic -> topic.set("Name", "t")))
                .getStructs("Topics")
                .get(0)
                .getUuid("TopicId");

        assertThat(error(partition(13, byId(id)))).isEqualTo(ErrorCode.NONE);
        assertThat(error(partition(13, byId(new UUID(1, 2))))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID);
    }

    private static Consumer<MessageBuilder> byId(UUID id) {
        return request -> request.set("MaxWaitMs", 0).add("Topics", topic -> topic.set("TopicId", id)
                .add("Partitions", entry -> entry.set("PartitionMaxBytes", 1000)));
    }

    @Test
    void theFirstBatchIsReturnedWholeWhateverTheLimit() throws IOException {
        Consumer<MessageBuilder> oneByte =
                fetch("t", 0, 0, entry -> entry.set("FetchOffset", 0).set("PartitionMaxBytes", 1));

        assertThat(Records.read(partition(4, oneByte).getBytes("Records")).batches())
                .hasSize(1);
        assertThat(partition(2, oneByte).getBytes("Records")).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void laterBatchesAreTruncatedAtTheLimit() throws IOException {
        Consumer<MessageBuilder> twoHundred =
                fetch("t", 0, 0, entry -> entry.set("FetchOffset", 0).set("PartitionMaxBytes", 200));

        Bytes records = partition(4, twoHundred).getBytes("Records");
        assertThat(records.size()).isEqualTo(200);
        assertThat(Records.readFetched(records).partialBatch().isEmpty()).isFalse();
    }

    @Test
    void theLimitOfTheWholeResponseLeavesLaterPartitionsEmpty() throws IOException {
        client.ask("Produce", 7, produce("zipped", 0, 1, batch(1).build().bytes()));
        Message answer = client.ask("Fetch", 4, request -> {
            fetch("t", 0, 0, 0, 0).accept(request);
            fetch("zipped", 0, 0, 0, 0).accept(request);
            request.set("MaxBytes", 10);
        });

        List<Message> topics = answer.getStructs("Responses");
        assertThat(Records.read(topics.get(0).getStructs("Partitions").get(0).getBytes("Records"))
                        .batches())
                .hasSize(1);
        assertThat(Records.readFetched(
                                topics.get(1).getStructs("Partitions").get(0).getBytes("Records"))
                        .batches())
                .isEmpty();
    }

    @Test
    void aFetchWaitsUntilItsBytesAreAvailable() throws IOException {
        try (WireClient consumer = new WireClient(broker)) {
            consumer.send("Fetch", 4, fetch("t", 0, 6, 1, 60_000));
            append(batch(1).build());

            Message partition = onlyPartition(consumer.receive("Fetch", 4), "Responses", "Partitions");
            assertThat(Records.read(partition.getBytes("Records")).records())
                    .extracting(Record::offset)
                    .containsExactly(6L);
        }
    }

    @Test
    void aFetchWaitsNoLongerThanItsMaximumWaitTime() throws IOException {
        try (WireClient consumer = new WireClient(broker)) {
            consumer.send("Fetch", 7, fetch("t", 0, 0, 1 << 20, 500));
            consumer.awaitArrival("Fetch");
            clock.advance(Duration.ofMillis(499));
            assertThat(consumer.hearsNothingFor(50)).isTrue();
            clock.advance(Duration.ofMillis(1));

            Message answer = consumer.receive("Fetch", 7);
            assertThat(answer.getInt("ThrottleTimeMs")).isZero();
            assertThat(Records.read(onlyPartition(answer, "Responses", "Partitions")
                                    .getBytes("Records"))
                            .records())
                    .hasSize(6);
        }
    }

    @Test
    void anErrorIsReturnedWithoutWaiting() throws IOException {
        assertThat(error(partition(4, fetch("t", 0, 99, 1 << 20, 60_000)))).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
    }

    @Test
    void aWaitingClientThatDisconnectsIsDropped() throws IOException {
        WireClient consumer = new WireClient(broker);
        consumer.send("Fetch", 4, fetch("t", 0, 6, 1, 60_000));
        client.ask("ApiVersions", 0, request -> {});
        consumer.close();
        append(batch(1).build());

        assertThat(client.ask("ApiVersions", 0, request -> {}).getInt("ErrorCode"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1, NONE", "0, NONE", "1, UNKNOWN_LEADER_EPOCH", "-2, FENCED_LEADER_EPOCH"})
    void theLeaderEpochMustMatchThePartitions(int epoch, ErrorCode expected) throws IOException {
        Message partition = partition(9, fetch("t", 0, 0, entry -> entry.set("CurrentLeaderEpoch", epoch)
                .set("PartitionMaxBytes", 100)));

        assertThat(error(partition)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, NONE",
        "0, -1, NONE",
        "5, 0, NONE",
        "0, 1, FETCH_SESSION_ID_NOT_FOUND",
        "5, 1, FETCH_SESSION_ID_NOT_FOUND"
    })
    void onlyAFullFetchNeedsNoSession(int id, int epoch, ErrorCode expected) throws IOException {
        Message answer = client.ask("Fetch", 7, request -> {
            fetch("t", 0, 0, 0, 0).accept(request);
            request.set("SessionId", id).set("SessionEpoch", epoch);
        });

        assertThat(error(answer)).isEqualTo(expected);
        assertThat(answer.getInt("SessionId") != 0).isEqualTo(epoch == 0);
        assertThat(answer.getStructs("Responses")).hasSize(expected == ErrorCode.NONE ? 1 : 0);
    }

    @Test
    void abortedTransactionsAreAListOnlyForReadCommitted() throws IOException {
        assertThat(fetchAt(4, 0).isNull("AbortedTransactions")).isTrue();
        Message committed = partition(4, request -> {
            fetch("t", 0, 0, 0, 0).accept(request);
            request.set("IsolationLevel", 1);
        });

        assertThat(committed.isNull("AbortedTransactions")).isFalse();
    }

    @Test
    void noReplicaIsPreferred() throws IOException {
        assertThat(fetchAt(11, 0).getInt("PreferredReadReplica")).isEqualTo(-1);
    }

    @Test
    void zstdCannotBeConvertedToMessages() throws IOException {
        Bytes zstd = batch(1).compression(CompressionType.ZSTD).build().bytes();
        client.ask("Produce", 7, produce("zipped", 0, 1, zstd));

        assertThat(error(partition(3, fetch("zipped", 0, 0, 0, 0)))).isEqualTo(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE);
        assertThat(error(partition(4, fetch("zipped", 0, 0, 0, 0)))).isEqualTo(ErrorCode.NONE);
    }
}
