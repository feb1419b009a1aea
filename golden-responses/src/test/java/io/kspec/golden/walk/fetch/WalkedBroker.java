package io.kspec.golden.walk.fetch;

import io.kspec.mock.WireClient;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.spec.Catalog;
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

    /** The highest version of an API that the broker has. */
    int highest(String api) throws IOException {
        int key = Catalog.standard().api(api).key();
        return client.ask("ApiVersions", 2, request -> {}).getStructs("ApiKeys").stream()
                .filter(entry -> entry.getInt("ApiKey") == key)
                .findFirst()
                .orElseThrow()
                .getInt("MaxVersion");
    }

    /** Creates a topic that keeps records of any age, and gives its id a name. */
    void create(String topic, int partitions, String idName) throws IOException {
        create(topic, partitions, idName, Map.of("retention.ms", "-1"));
    }

    /** Creates a topic, and gives its id a name. */
    void create(String topic, int partitions, String idName, Map<String, String> configs) throws IOException {
        client.ask("CreateTopics", CREATE_TOPICS, request -> request.set("timeoutMs", 10_000)
                .add("Topics", entry -> entry.set("Name", topic)
                        .set("NumPartitions", partitions)
                        .set("ReplicationFactor", 1)
                        .setEach("Configs", List.copyOf(configs.entrySet()), (config, set) -> config.set(
                                        "Name", set.getKey())
                                .set("Value", set.getValue()))));
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

    /** Describes all records of the first partition of a topic. Kafka returns those of one segment at a time. */
    String content(String topic) throws IOException {
        StringBuilder text = new StringBuilder();
        long offset = 0;
        Records records;
        do {
            records = fetchFrom(topic, offset);
            describeBatches(records, text);
            offset = records.batches().stream()
                            .mapToLong(Batch::lastOffset)
                            .max()
                            .orElse(offset)
                    + 1;
        } while (!records.batches().isEmpty());
        return text.toString();
    }

    private Records fetchFrom(String topic, long offset) throws IOException {
        Message response = client.ask("Fetch", 12, request -> request.set("MaxBytes", 1 << 20)
                .add("Topics", entry -> entry.set("Topic", topic).add("Partitions", partition -> partition
                        .set("FetchOffset", offset)
                        .set("PartitionMaxBytes", 1 << 20))));
        Message partition =
                response.getStructs("Responses").get(0).getStructs("Partitions").get(0);
        return Records.readFetched(partition.getBytes("Records"));
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
        if (partition.has("DivergingEpoch")) {
            Message diverging = partition.getStruct("DivergingEpoch");
            text.append(" diverges ")
                    .append(diverging.getInt("Epoch"))
                    .append(" at ")
                    .append(diverging.getLong("EndOffset"));
        }
        text.append(" records");
        if (partition.isNull("Records")) {
            text.append(" null");
        } else {
            describe(Records.readFetched(partition.getBytes("Records")), text);
        }
    }

    private static void describe(Records records, StringBuilder text) {
        describeBatches(records, text);
        text.append(" and ").append(records.partialBatch());
    }

    private static void describeBatches(Records records, StringBuilder text) {
        for (Batch batch : records.batches()) {
            text.append(" | magic ")
                    .append(batch.magic())
                    .append(' ')
                    .append(batch.compression())
                    .append(" to ")
                    .append(batch.lastOffset());
            batch.records().forEach(record -> text.append(' ')
                    .append(record.offset())
                    .append('@')
                    .append(record.timestamp())
                    .append(record.key())
                    .append(record.value()));
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
