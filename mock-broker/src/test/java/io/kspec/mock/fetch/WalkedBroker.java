package io.kspec.mock.fetch;

import io.kspec.mock.WireClient;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.Records;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One of the brokers that a walk compares. Its ids are replaced by names that are the same on both sides. */
final class WalkedBroker implements AutoCloseable {
    private static final int CREATE_TOPICS = 5;
    private static final int METADATA = 12;

    private final WireClient client;
    private final Map<String, UUID> ids = new HashMap<>();
    private final Map<UUID, String> names = new HashMap<>();
    private final List<Integer> sessions = new ArrayList<>(List.of(0));

    WalkedBroker(int port) throws IOException {
        client = new WireClient(port);
    }

    /** Creates a topic that keeps records of any age, and gives its id a name. */
    void create(String topic, int partitions, String idName) throws IOException {
        client.ask("CreateTopics", CREATE_TOPICS, request -> request.set("timeoutMs", 10_000)
                .add("Topics", entry -> entry.set("Name", topic)
                        .set("NumPartitions", partitions)
                        .set("ReplicationFactor", 1)
                        .add("Configs", config -> config.set("Name", "retention.ms")
                                .set("Value", "-1"))));
        for (int i = 0; i < partitions; i++) {
            awaitLog(topic, i);
        }
        UUID id = metadata(topic).getUuid("TopicId");
        ids.put(idName, id);
        names.put(id, idName);
    }

    void delete(String topic) throws IOException {
        client.ask(
                "DeleteTopics", 5, request -> request.set("TimeoutMs", 10_000).set("TopicNames", List.of(topic)));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (ErrorCode.of(metadata(topic).getInt("ErrorCode")).orElseThrow() == ErrorCode.NONE) {
            pause(end);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }

    private void awaitLog(String topic, int index) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!fetchOnce(topic, index).contains("NONE")) {
            pause(end);
        }
    }

    private static void pause(long end) throws IOException {
        if (System.nanoTime() > end) {
            throw new IOException("the broker did not apply a change of its topics");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }

    private String fetchOnce(String topic, int index) throws IOException {
        return fetch(4, request -> request.set("ReplicaId", -1)
                .set("MaxBytes", 1000)
                .add("Topics", entry -> entry.set("Topic", topic).add("Partitions", partition -> partition
                        .set("Partition", index)
                        .set("PartitionMaxBytes", 1000))));
    }

    private Message metadata(String topic) throws IOException {
        return client.ask("Metadata", METADATA, request -> request.set("AllowAutoTopicCreation", false)
                        .add("Topics", entry -> entry.set("Name", topic)))
                .getStructs("Topics")
                .get(0);
    }

    /** Produces records, and describes the response. */
    String produce(int version, String topic, int index, Bytes records) throws IOException {
        return client.ask("Produce", version, request -> request.set("Acks", -1)
                        .set("TimeoutMs", 10_000)
                        .add("TopicData", entry -> entry.set("Name", topic)
                                .add("PartitionData", data -> data.set("Index", index)
                                        .set("Records", records))))
                .toString();
    }

    UUID id(String idName) {
        return ids.getOrDefault(idName, new UUID(0x4000, idName.hashCode()));
    }

    /** The id of the session that this broker began as its {@code number}-th one, from 1; 0 for none. */
    int session(int number) {
        return number < sessions.size() ? sessions.get(number) : 77;
    }

    /** Sends a fetch, and describes the response. */
    String fetch(int version, Consumer<MessageBuilder> request) throws IOException {
        return describe(client.ask("Fetch", version, request));
    }

    private String describe(Message response) {
        StringBuilder text = new StringBuilder();
        if (response.has("SessionId")) {
            text.append(ErrorCode.of(response.getInt("ErrorCode")).orElseThrow())
                    .append(" session ")
                    .append(number(response.getInt("SessionId")));
        }
        for (Message topic : response.getStructs("Responses")) {
            text.append("\n  ")
                    .append(
                            topic.has("TopicId")
                                    ? names.getOrDefault(
                                            topic.getUuid("TopicId"),
                                            "unknown " + KafkaUuid.format(topic.getUuid("TopicId")))
                                    : topic.getString("Topic"));
            topic.getStructs("Partitions").forEach(partition -> describe(partition, text));
        }
        return text.toString();
    }

    private int number(int sessionId) {
        if (!sessions.contains(sessionId)) {
            sessions.add(sessionId);
        }
        return sessions.indexOf(sessionId);
    }

    private static void describe(Message partition, StringBuilder text) {
        text.append("\n    ")
                .append(partition.getInt("PartitionIndex"))
                .append(' ')
                .append(ErrorCode.of(partition.getInt("ErrorCode")).orElseThrow())
                .append(" hw ")
                .append(partition.getLong("HighWatermark"));
        if (partition.has("LastStableOffset")) {
            text.append(" lso ")
                    .append(partition.getLong("LastStableOffset"))
                    .append(partition.isNull("AbortedTransactions") ? " null" : " []");
        }
        if (partition.has("LogStartOffset")) {
            text.append(" start ").append(partition.getLong("LogStartOffset"));
        }
        text.append(" records");
        if (partition.isNull("Records")) {
            text.append(" null");
        } else {
            describe(Records.readFetched(partition.getBytes("Records")), text);
        }
    }

    private static void describe(Records records, StringBuilder text) {
        for (Batch batch : records.batches()) {
            text.append(" | magic ").append(batch.magic()).append(' ').append(batch.compression());
            batch.records().forEach(record -> text.append(' ')
                    .append(record.offset())
                    .append('@')
                    .append(record.timestamp())
                    .append(record.key())
                    .append(record.value()));
        }
        text.append(" and ").append(records.partialBatch());
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
