package io.kspec.mock.api.record;

import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static io.kspec.mock.Requests.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.RecordBatch;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offset lookup by timestamp, as in Apache Kafka. */
class ListOffsetsTest {
    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    ListOffsetsTest() throws IOException {
        broker = MockBroker.builder().topic("t", 1).topic("empty", 1).start();
        client = new WireClient(broker);
        append(RecordBatch.builder()
                .append(1000, utf8("a"), null)
                .append(3000, utf8("b"), null)
                .append(2000, utf8("c"), null)
                .build());
        append(RecordBatch.builder()
                .compression(CompressionType.LZ4)
                .append(5000, utf8("d"), null)
                .append(4000, utf8("e"), null)
                .build());
        append(RecordBatch.builder().append(2500, utf8("f"), null).build());
    }

    private void append(RecordBatch batch) throws IOException {
        client.ask("Produce", 7, produce("t", 0, 1, batch.bytes()));
    }

    private Message list(int version, String topic, int index, long timestamp) throws IOException {
        Message answer = client.ask("ListOffsets", version, request -> request.set("ReplicaId", -1)
                .add("Topics", entry -> entry.set("Name", topic).add("Partitions", partition -> partition
                        .set("PartitionIndex", index)
                        .set("Timestamp", timestamp))));
        return onlyPartition(answer, "Topics", "Partitions");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1000, 0",
        "1000, 1000, 0",
        "1001, 3000, 1",
        "3000, 3000, 1",
        "3001, 5000, 3",
        "5000, 5000, 3",
        "5001, -1, -1",
        "-1, -1, 6",
        "-2, -1, 0"
    })
    void theFirstRecordAtOrAfterTheTimestampIsFound(long timestamp, long foundTimestamp, long offset)
            throws IOException {
        Message found = list(1, "t", 0, timestamp);

        assertThat(error(found)).isEqualTo(ErrorCode.NONE);
        assertThat(found.getLong("Timestamp")).isEqualTo(foundTimestamp);
        assertThat(found.getLong("Offset")).isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "-2, 0", "-3, -1", "5, -1"})
    void anEmptyLogHasAStartAndAnEndAndNoRecord(long timestamp, long offset) throws IOException {
        Message found = list(7, "empty", 0, timestamp);

        assertThat(found.getLong("Offset")).isEqualTo(offset);
        assertThat(found.getInt("LeaderEpoch")).isEqualTo(offset < 0 ? -1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "6, -3, UNSUPPORTED_VERSION, -1", "7, -3, NONE, 3", "7, -4, UNSUPPORTED_VERSION, -1", "8, -4, NONE, 0",
        "8, -5, UNSUPPORTED_VERSION, -1", "9, -5, NONE, -1", "10, -6, UNSUPPORTED_VERSION, -1", "11, -6, NONE, -1",
        "11, -7, UNSUPPORTED_VERSION, -1"
    })
    void specialTimestampsAreSupportedFromTheirVersionOn(int version, long timestamp, ErrorCode expected, long offset)
            throws IOException {
        Message found = list(version, "t", 0, timestamp);

        assertThat(error(found)).isEqualTo(expected);
        assertThat(found.getLong("Offset")).isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource({"nowhere, 0", "t, 8"})
    void anUnknownPartitionHasItsOwnEntry(String topic, int index) throws IOException {
        assertThat(error(list(1, topic, index, -1))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(error(list(0, topic, index, -1))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ParameterizedTest
    @CsvSource({"-1, 5, '[6, 0]'", "-1, 1, '[6]'", "-1, 0, '[]'", "-2, 5, '[0]'", "2500, 5, '[]'"})
    void versionZeroListsSegments(long timestamp, int most, String expected) throws IOException {
        Message answer = client.ask("ListOffsets", 0, request -> request.set("ReplicaId", -1)
                .add("Topics", entry -> entry.set("Name", "t").add("Partitions", partition -> partition
                        .set("Timestamp", timestamp)
                        .set("MaxNumOffsets", most))));

        assertThat(onlyPartition(answer, "Topics", "Partitions").getList("OldStyleOffsets", Long.class))
                .hasToString(expected);
    }

    @Test
    void aPartitionThatIsRequestedTwiceIsRefused() throws IOException {
        Message answer = client.ask(
                "ListOffsets", 1, request -> request.set("ReplicaId", -1).add("Topics", entry -> entry.set("Name", "t")
                        .add("Partitions", partition -> partition.set("Timestamp", -1))
                        .add("Partitions", partition -> partition.set("Timestamp", -2))));

        assertThat(answer.getStructs("Topics").get(0).getStructs("Partitions"))
                .allMatch(partition -> error(partition) == ErrorCode.INVALID_REQUEST);
    }
}
