package io.kspec.mock.api.log;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.only;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log directory of the broker. */
class LogDirsTest {
    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    LogDirsTest() throws IOException {
        broker = MockBroker.builder().topic("t", 2).topic("u", 1).start();
        client = new WireClient(broker);
    }

    private Message described(int version, String topic, Integer... partitions) throws IOException {
        Message response = client.ask(
                "DescribeLogDirs",
                version,
                request -> request.add(
                        "Topics", entry -> entry.set("Topic", topic).set("Partitions", List.of(partitions))));
        return only(response.getStructs("Results"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void theSizeOfAPartitionIsThatOfItsBatches(int version) throws IOException {
        Bytes records = batch(3).build().bytes();
        client.ask("Produce", 8, produce("t", 1, -1, records));

        Message dir = described(version, "t", 1, 7);

        assertThat(only(dir.getStructs("Topics")).getStructs("Partitions"))
                .singleElement()
                .satisfies(partition -> {
                    assertThat(partition.getInt("PartitionIndex")).isEqualTo(1);
                    assertThat(partition.getLong("PartitionSize")).isEqualTo(records.size());
                    assertThat(partition.getLong("OffsetLag")).isZero();
                    assertThat(partition.getBoolean("IsFutureKey")).isFalse();
                });
        if (version >= 4) {
            assertThat(dir.getLong("TotalBytes") - dir.getLong("UsableBytes")).isEqualTo(records.size());
        }
    }

    @Test
    void allPartitionsAreDescribedForNull() throws IOException {
        Message response = client.ask("DescribeLogDirs", 4, request -> request.set("Topics", null));

        assertThat(only(response.getStructs("Results")).getStructs("Topics"))
                .extracting(topic ->
                        topic.getString("Name") + topic.getStructs("Partitions").size())
                .containsExactly("t2", "u1");
    }

    @Test
    void whatDoesNotExistIsLeftOut() throws IOException {
        assertThat(described(4, "missing", 0).getStructs("Topics")).isEmpty();
        assertThat(described(4, "t", 7).getStructs("Topics")).isEmpty();
        assertThat(described(4, "t").getStructs("Topics")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aReplicaCanOnlyMoveToWhereItIs(int version) throws IOException {
        String directory = described(4, "t", 0).getString("LogDir");

        assertThat(moved(version, directory, "t"))
                .containsExactly(ErrorCode.NONE, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(moved(version, directory, "missing")).containsOnly(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(moved(version, "/nowhere", "t")).containsOnly(ErrorCode.LOG_DIR_NOT_FOUND);
    }

    /** The results of moving partitions 0 and 7. */
    private List<ErrorCode> moved(int version, String directory, String topic) throws IOException {
        Message response = client.ask(
                "AlterReplicaLogDirs",
                version,
                request -> request.add("Dirs", dir -> dir.set("Path", directory)
                        .add("Topics", entry -> entry.set("Name", topic).set("Partitions", List.of(0, 7)))));
        return only(response.getStructs("Results")).getStructs("Partitions").stream()
                .map(Requests::error)
                .toList();
    }
}
