package io.kspec.mock.fetch;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A session's client is told only what has changed (KIP-227). */
class FetchSessionTest {
    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    FetchSessionTest() throws IOException {
        broker = MockBroker.builder().topic("a", 2).topic("b", 1).start();
        client = new WireClient(broker);
    }

    private static Consumer<MessageBuilder> of(String topic, int index, long offset) {
        return request ->
                request.add("Topics", entry -> entry.set("Topic", topic).add("Partitions", partition -> partition
                        .set("Partition", index)
                        .set("FetchOffset", offset)
                        .set("PartitionMaxBytes", 1000)));
    }

    private Message fetch(int sessionId, int epoch, List<Consumer<MessageBuilder>> parts) throws IOException {
        return client.ask("Fetch", 12, request -> {
            request.set("ReplicaId", -1).set("SessionId", sessionId).set("SessionEpoch", epoch);
            parts.forEach(part -> part.accept(request));
        });
    }

    private int begin() throws IOException {
        Message full = fetch(0, 0, List.of(of("a", 0, 0), of("a", 1, 0), of("b", 0, 0)));
        assertThat(partitions(full)).containsExactly("a-0", "a-1", "b-0");
        return full.getInt("SessionId");
    }

    private void append(String topic, int index) throws IOException {
        client.ask("Produce", 7, produce(topic, index, 1, batch(1).build().bytes()));
    }

    private static List<String> partitions(Message response) {
        return response.getStructs("Responses").stream()
                .flatMap(topic -> topic.getStructs("Partitions").stream()
                        .map(partition -> topic.getString("Topic") + "-" + partition.getInt("PartitionIndex")))
                .toList();
    }

    @Test
    void onlyChangedPartitionsAreAnswered() throws IOException {
        int id = begin();
        assertThat(partitions(fetch(id, 1, List.of()))).isEmpty();

        append("a", 1);

        assertThat(partitions(fetch(id, 2, List.of()))).containsExactly("a-1");
    }

    @Test
    void partitionsWithRecordsMoveToTheEnd() throws IOException {
        int id = begin();
        append("a", 0);
        fetch(id, 1, List.of());
        append("b", 0);

        assertThat(partitions(fetch(id, 2, List.of()))).containsExactly("b-0", "a-0");
    }

    @Test
    void forgottenPartitionsAreNotAnswered() throws IOException {
        int id = begin();
        append("a", 1);
        Message response = fetch(
                id,
                1,
                List.of(request -> request.add(
                        "ForgottenTopicsData", topic -> topic.set("Topic", "a").set("Partitions", List.of(1)))));

        assertThat(partitions(response)).isEmpty();
        assertThat(response.getInt("SessionId")).isEqualTo(id);
    }

    @Test
    void aSessionWithoutPartitionsEnds() throws IOException {
        int id = fetch(0, 0, List.of(of("a", 0, 0))).getInt("SessionId");
        Message response = fetch(
                id,
                1,
                List.of(request -> request.add(
                        "ForgottenTopicsData", topic -> topic.set("Topic", "a").set("Partitions", List.of(0)))));

        assertThat(response.getInt("SessionId")).isZero();
        assertThat(error(fetch(id, 2, List.of()))).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
    }

    @Test
    void aFailedPartitionIsAnsweredEveryTimeAndOnceMoreWhenItWorksAgain() throws IOException {
        int id = begin();
        append("b", 0);
        assertThat(partitions(fetch(id, 1, List.of(of("b", 0, 9))))).containsExactly("b-0");
        assertThat(partitions(fetch(id, 2, List.of()))).containsExactly("b-0");
        assertThat(partitions(fetch(id, 3, List.of(of("b", 0, 1))))).containsExactly("b-0");
        assertThat(partitions(fetch(id, 4, List.of()))).isEmpty();
    }

    @Test
    void aRequestOutOfTurnIsRefused() throws IOException {
        int id = begin();

        assertThat(error(fetch(id, 2, List.of()))).isEqualTo(ErrorCode.INVALID_FETCH_SESSION_EPOCH);
        assertThat(error(fetch(id, 1, List.of()))).isEqualTo(ErrorCode.NONE);
        assertThat(error(fetch(id, 1, List.of()))).isEqualTo(ErrorCode.INVALID_FETCH_SESSION_EPOCH);
    }

    @Test
    void aFullFetchEndsTheSessionThatItNames() throws IOException {
        int id = begin();
        fetch(id, -1, List.of(of("a", 0, 0)));

        assertThat(error(fetch(id, 1, List.of()))).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
    }

    @Test
    void aSessionKeepsToNamesOrIds() throws IOException {
        int id = begin();
        Message response = client.ask("Fetch", 13, request -> request.set("ReplicaId", -1)
                .set("SessionId", id)
                .set("SessionEpoch", 1)
                .add("Topics", topic -> topic.set("TopicId", new UUID(1, 2))));

        assertThat(error(response)).isEqualTo(ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR);
        assertThat(response.getInt("SessionId")).isZero();
    }

    @Test
    void anUnknownTopicDoesNotKeepAFetchFromWaiting() throws IOException {
        try (WireClient other = new WireClient(broker)) {
            client.send("Fetch", 12, request -> {
                request.set("ReplicaId", -1).set("MaxWaitMs", 60_000).set("MinBytes", 1);
                of("nowhere", 0, 0).accept(request);
                of("a", 0, 0).accept(request);
            });
            client.awaitArrival("Fetch");
            assertThat(client.hearsNothingFor(50)).isTrue();
            other.ask("Produce", 7, produce("a", 0, 1, batch(1).build().bytes()));

            assertThat(partitions(client.receive("Fetch", 12))).containsExactly("a-0", "nowhere-0");
        }
    }

    @Test
    void aWaitingFetchIsAnsweredWhenItsTopicIsDeleted() throws IOException {
        try (WireClient other = new WireClient(broker)) {
            client.send("Fetch", 12, request -> {
                request.set("ReplicaId", -1).set("MaxWaitMs", 60_000).set("MinBytes", 1);
                of("b", 0, 0).accept(request);
            });
            client.awaitArrival("Fetch");
            other.ask("DeleteTopics", 3, request -> request.set("TopicNames", List.of("b"))
                    .set("TimeoutMs", 1_000));

            Message partition = client.receive("Fetch", 12)
                    .getStructs("Responses")
                    .get(0)
                    .getStructs("Partitions")
                    .get(0);
            assertThat(error(partition)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
    }
}
