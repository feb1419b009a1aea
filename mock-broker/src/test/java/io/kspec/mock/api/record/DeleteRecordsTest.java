package io.kspec.mock.api.record;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.fetch;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deleting records moves the log start offset. */
class DeleteRecordsTest {
    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    DeleteRecordsTest() throws IOException {
        broker = MockBroker.builder()
                .topic("t", 1)
                .topic("compacted", 1, Map.of("cleanup.policy", "compact"))
                .topic("both", 1, Map.of("cleanup.policy", "compact,delete"))
                .topic("neither", 1, Map.of("cleanup.policy", ""))
                .start();
        client = new WireClient(broker);
        for (String topic : new String[] {"t", "compacted", "both", "neither"}) {
            client.ask("Produce", 8, produce(topic, 0, -1, batch(3).build().bytes()));
            client.ask("Produce", 8, produce(topic, 0, -1, batch(2).build().bytes()));
        }
    }

    private Message delete(int version, String topic, int partition, long offset) throws IOException {
        Message response = client.ask("DeleteRecords", version, request -> request.set("TimeoutMs", 1000)
                .add("Topics", entry -> entry.set("Name", topic)
                        .add("Partitions", deleted -> deleted.set("PartitionIndex", partition)
                                .set("Offset", offset))));
        return onlyPartition(response, "Topics", "Partitions");
    }

    private Message fetched(long offset) throws IOException {
        return onlyPartition(client.ask("Fetch", 11, fetch("t", 0, offset, 0, 0)), "Responses", "Partitions");
    }

    private Message listed(long timestamp) throws IOException {
        Message response = client.ask("ListOffsets", 7, request -> request.set("ReplicaId", -1)
                .add("Topics", entry -> entry.set("Name", "t").add("Partitions", asked -> asked.set("PartitionIndex", 0)
                        .set("Timestamp", timestamp))));
        return onlyPartition(response, "Topics", "Partitions");
    }

    private long sizeOfLog() throws IOException {
        Message response = client.ask(
                "DescribeLogDirs",
                4,
                request ->
                        request.add("Topics", entry -> entry.set("Topic", "t").set("Partitions", List.of(0))));
        Message dir = response.getStructs("Results").get(0);
        return onlyPartition(dir, "Topics", "Partitions").getLong("PartitionSize");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theLogStartsAtTheOffset(int version) throws IOException {
        Message deleted = delete(version, "t", 0, 1);

        assertThat(error(deleted)).isEqualTo(ErrorCode.NONE);
        assertThat(deleted.getLong("LowWatermark")).isEqualTo(1);
        assertThat(listed(-2).getLong("Offset")).isEqualTo(1);
        assertThat(error(fetched(0))).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(fetched(1).getLong("LogStartOffset")).isEqualTo(1);
        assertThat(fetched(1).getBytes("Records").isEmpty()).isFalse();
    }

    @Test
    void deletedRecordsAreNotFoundByTime() throws IOException {
        assertThat(listed(0).getLong("Offset")).isZero();

        delete(2, "t", 0, 4);

        assertThat(listed(0).getLong("Offset")).isEqualTo(4);
    }

    @Test
    void anEarlierOffsetChangesNothing() throws IOException {
        delete(2, "t", 0, 4);

        assertThat(delete(2, "t", 0, 0).getLong("LowWatermark")).isEqualTo(4);
        assertThat(listed(-2).getLong("Offset")).isEqualTo(4);
    }

    @Test
    void allRecordsAreDeletedAndTheirSpaceIsFree() throws IOException {
        assertThat(sizeOfLog()).isPositive();

        assertThat(delete(2, "t", 0, -1).getLong("LowWatermark")).isEqualTo(5);

        assertThat(sizeOfLog()).isZero();
        assertThat(listed(-1).getLong("Offset")).isEqualTo(5);
        client.ask("Produce", 8, produce("t", 0, -1, batch(2).build().bytes()));
        assertThat(listed(-2).getLong("Offset")).isEqualTo(5);
        assertThat(listed(-1).getLong("Offset")).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "t, 0, 6, OFFSET_OUT_OF_RANGE", "t, 0, -2, OFFSET_OUT_OF_RANGE", "t, 7, 0, UNKNOWN_TOPIC_OR_PARTITION",
        "missing, 0, 0, UNKNOWN_TOPIC_OR_PARTITION", "compacted, 0, 1, POLICY_VIOLATION", "both, 0, 1, NONE",
        "neither, 0, 1, NONE"
    })
    void someRecordsCannotBeDeleted(String topic, int partition, long offset, ErrorCode expected) throws IOException {
        Message result = delete(2, topic, partition, offset);

        assertThat(error(result)).isEqualTo(expected);
        assertThat(result.getLong("LowWatermark")).isEqualTo(expected == ErrorCode.NONE ? offset : -1);
    }
}
