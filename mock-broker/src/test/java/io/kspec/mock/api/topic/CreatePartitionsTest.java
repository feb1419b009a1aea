package io.kspec.mock.api.topic;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.only;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Adding partitions to topics. */
class CreatePartitionsTest {
    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    CreatePartitionsTest() throws IOException {
        broker = MockBroker.builder().topic("t", 2).topic("u", 1).start();
        client = new WireClient(broker);
    }

    private Message create(int version, Consumer<MessageBuilder> fill) throws IOException {
        return client.ask("CreatePartitions", version, request -> fill.accept(request.set("TimeoutMs", 1000)));
    }

    private static Consumer<MessageBuilder> topic(String name, int count, List<List<Integer>> assignments) {
        return request -> request.add("Topics", topic -> {
            topic.set("Name", name).set("Count", count).set("Assignments", null);
            if (!assignments.isEmpty()) {
                topic.setEach("Assignments", assignments, (entry, brokers) -> entry.set("BrokerIds", brokers));
            }
        });
    }

    private int partitions(String name) throws IOException {
        Message metadata =
                client.ask("Metadata", 9, request -> request.add("Topics", topic -> topic.set("Name", name)));
        return only(metadata.getStructs("Topics")).getStructs("Partitions").size();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void addedPartitionsAcceptRecords(int version) throws IOException {
        Message result = only(create(version, topic("t", 4, List.of())).getStructs("Results"));

        assertThat(error(result)).isEqualTo(ErrorCode.NONE);
        assertThat(result.isNull("ErrorMessage")).isTrue();
        assertThat(partitions("t")).isEqualTo(4);
        Message produced =
                client.ask("Produce", 8, produce("t", 3, -1, batch(1).build().bytes()));
        assertThat(error(onlyPartition(produced, "Responses", "PartitionResponses")))
                .isEqualTo(ErrorCode.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "t, 2, INVALID_PARTITIONS",
        "t, 1, INVALID_PARTITIONS",
        "t, -1, INVALID_PARTITIONS",
        "missing, 3, UNKNOWN_TOPIC_OR_PARTITION",
        "t, 20000, POLICY_VIOLATION"
    })
    void anInvalidCountIsRefused(String name, int count, ErrorCode expected) throws IOException {
        assertThat(error(only(create(3, topic(name, count, List.of())).getStructs("Results"))))
                .isEqualTo(expected);
        assertThat(partitions("t")).isEqualTo(2);
    }

    @Test
    void addedPartitionsMayBeAssigned() throws IOException {
        assertThat(error(only(create(3, topic("t", 3, List.of(List.of(1)))).getStructs("Results"))))
                .isEqualTo(ErrorCode.NONE);
        for (List<List<Integer>> invalid : List.of(
                List.of(List.of(9)),
                List.of(List.of(1), List.of(1)),
                List.of(List.<Integer>of()),
                List.of(List.of(1, 1)))) {
            assertThat(error(only(create(3, topic("t", 4, invalid)).getStructs("Results"))))
                    .isEqualTo(ErrorCode.INVALID_REPLICA_ASSIGNMENT);
        }
        assertThat(partitions("t")).isEqualTo(3);
    }

    @Test
    void aCheckAddsNothing() throws IOException {
        Message response = create(3, topic("t", 4, List.of()).andThen(request -> request.set("ValidateOnly", true)));

        assertThat(error(only(response.getStructs("Results")))).isEqualTo(ErrorCode.NONE);
        assertThat(partitions("t")).isEqualTo(2);
    }

    @Test
    void aTopicThatIsNamedTwiceIsRefusedOnce() throws IOException {
        Message response = create(
                3, topic("t", 3, List.of()).andThen(topic("u", 2, List.of())).andThen(topic("t", 4, List.of())));

        assertThat(response.getStructs("Results"))
                .extracting(result -> result.getString("Name"), Requests::error)
                .containsExactly(tuple("t", ErrorCode.INVALID_REQUEST), tuple("u", ErrorCode.NONE));
    }

    @Test
    void aTimeoutOfZeroTimesOut() throws IOException {
        Message response = create(3, topic("t", 3, List.of()).andThen(request -> request.set("TimeoutMs", 0)));

        assertThat(error(only(response.getStructs("Results")))).isEqualTo(ErrorCode.REQUEST_TIMED_OUT);
    }
}
