package io.kspec.mock.transaction;

import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.spec.Catalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One of the two brokers of a walk. Producer ids are replaced by numbers in the order in which the broker assigned them. */
final class TransactionSide implements AutoCloseable {
    static final String TOPIC = "t";
    static final int PARTITIONS = 2;
    static final List<String> GROUPS = List.of("g", "h");
    static final List<String> IDS = List.of("a", "b");

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final WireClient client;
    private final long begunMs = System.currentTimeMillis();
    private final List<Long> producers = new ArrayList<>();
    private final Map<String, Integer> highest = new HashMap<>();

    TransactionSide(int port) throws IOException {
        client = new WireClient(port);
        for (Message api : client.ask("ApiVersions", 2, request -> {}).getStructs("ApiKeys")) {
            Catalog.standard()
                    .find(api.getInt("ApiKey"))
                    .ifPresent(spec -> highest.put(spec.name(), api.getInt("MaxVersion")));
        }
    }

    int highest(String api) {
        return highest.getOrDefault(api, 0);
    }

    /** Creates the topic and waits for it and for both coordinators. */
    void prepare() throws IOException {
        create();
        await(() -> {
            for (int type = 0; type < 2; type++) {
                int keyType = type;
                Message found = client.ask("FindCoordinator", 1, request -> request.set("Key", "g")
                        .set("KeyType", keyType));
                if (found.getInt("ErrorCode") != 0) {
                    return false;
                }
            }
            Message first = client.ask("InitProducerId", 1, request -> request.set("TransactionalId", "probe")
                    .set("TransactionTimeoutMs", 60_000));
            return first.getInt("ErrorCode") == 0 && commitOffset("probe", 0, 1).contains("NONE");
        });
    }

    void create() throws IOException {
        client.ask("CreateTopics", 4, request -> request.set("timeoutMs", 10_000)
                .add("Topics", entry -> entry.set("Name", TOPIC)
                        .set("NumPartitions", PARTITIONS)
                        .set("ReplicationFactor", 1)));
        for (int i = 0; i < PARTITIONS; i++) {
            int index = i;
            await(() -> fetch(index, 0, 0).startsWith("NONE"));
        }
    }

    void deleteTopic() throws IOException {
        client.ask("DeleteTopics", 3, request -> request.set("TimeoutMs", 10_000).set("TopicNames", List.of(TOPIC)));
        await(() -> fetch(0, 0, 0).startsWith("UNKNOWN_TOPIC_OR_PARTITION"));
    }

    interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("the broker did not become ready");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Waits until no transaction is being completed. */
    void settle() throws IOException {
        await(() -> !describe().contains("Prepare"));
    }

    private long producer(int number) {
        return number < 0 || number >= producers.size() ? number : producers.get(number);
    }

    private int number(long producerId) {
        if (producerId < 0) {
            return -1;
        }
        if (!producers.contains(producerId)) {
            producers.add(producerId);
        }
        return producers.indexOf(producerId);
    }

    static String error(Message struct, String field) {
        return ErrorCode.of(struct.getInt(field)).orElseThrow().name();
    }

    String init(int version, String id, int timeoutMs, ProducerIdentity claimed) throws IOException {
        Message answer = client.ask("InitProducerId", version, request -> {
            request.set("TransactionalId", id).set("TransactionTimeoutMs", timeoutMs);
            request.setIfPresent("ProducerId", producer((int) claimed.id()));
            request.setIfPresent("ProducerEpoch", claimed.epoch());
        });
        return error(answer, "ErrorCode") + producerOf(answer);
    }

    private String producerOf(Message answer) {
        return " producer " + number(answer.getLong("ProducerId")) + " epoch " + answer.getInt("ProducerEpoch");
    }

    String add(int version, String id, ProducerIdentity producer, List<Integer> partitions, boolean verifyOnly)
            throws IOException {
        Message answer = client.ask("AddPartitionsToTxn", version, request -> {
            Consumer<MessageBuilder> topic = entry -> entry.set("Name", TOPIC).set("Partitions", partitions);
            if (version < 4) {
                request.set("V3AndBelowTransactionalId", id)
                        .set("V3AndBelowProducerId", producer((int) producer.id()))
                        .set("V3AndBelowProducerEpoch", producer.epoch())
                        .add("V3AndBelowTopics", topic);
            } else {
                request.add("Transactions", transaction -> transaction
                        .set("TransactionalId", id)
                        .set("ProducerId", producer((int) producer.id()))
                        .set("ProducerEpoch", producer.epoch())
                        .set("VerifyOnly", verifyOnly)
                        .add("Topics", topic));
            }
        });
        Message topics = version < 4 ? answer : Requests.only(answer.getStructs("ResultsByTransaction"));
        Message topic = Requests.only(topics.getStructs(version < 4 ? "ResultsByTopicV3AndBelow" : "TopicResults"));
        return topic.getStructs("ResultsByPartition").stream()
                .map(partition -> partition.getInt("PartitionIndex") + " " + error(partition, "PartitionErrorCode"))
                .sorted()
                .toList()
                .toString();
    }

    String addOffsets(int version, String id, ProducerIdentity producer, String group) throws IOException {
        return error(
                client.ask("AddOffsetsToTxn", version, request -> request.set("TransactionalId", id)
                        .set("ProducerId", producer((int) producer.id()))
                        .set("ProducerEpoch", producer.epoch())
                        .set("GroupId", group)),
                "ErrorCode");
    }

    String end(int version, String id, ProducerIdentity producer, boolean commit) throws IOException {
        Message answer = client.ask("EndTxn", version, request -> request.set("TransactionalId", id)
                .set("ProducerId", producer((int) producer.id()))
                .set("ProducerEpoch", producer.epoch())
                .set("Committed", commit));
        return error(answer, "ErrorCode") + (version >= 5 ? producerOf(answer) : "");
    }

    String produce(int version, String id, int partition, ProducerIdentity producer, int sequence, boolean transactional)
            throws IOException {
        // A timestamp from long ago would make Kafka roll the segment at the next marker.
        RecordBatchBuilder batch = RecordBatch.builder()
                .producer(producer((int) producer.id()), producer.epoch(), sequence);
        if (transactional) {
            batch.transactional();
        }
        batch.append(begunMs, Requests.utf8("k"), Requests.utf8("v"));
        Message answer = client.ask("Produce", version, request -> {
            Requests.produce(TOPIC, partition, -1, batch.build().bytes()).accept(request);
            request.set("TransactionalId", id);
        });
        Message result = Requests.onlyPartition(answer, "Responses", "PartitionResponses");
        return error(result, "ErrorCode") + " at " + result.getLong("BaseOffset");
    }

    String commitInTransaction(
            int version, String id, ProducerIdentity producer, String group, int partition, long offset, int generation)
            throws IOException {
        Message answer = client.ask("TxnOffsetCommit", version, request -> {
            request.set("TransactionalId", id)
                    .set("GroupId", group)
                    .set("ProducerId", producer((int) producer.id()))
                    .set("ProducerEpoch", producer.epoch())
                    .setIfPresent("GenerationIdOrMemberEpoch", generation)
                    .add("Topics", topic -> topic.set("Name", TOPIC)
                            .add("Partitions", entry -> entry.set("PartitionIndex", partition)
                                    .set("CommittedOffset", offset)
                                    .set("CommittedMetadata", "m")));
        });
        return error(Requests.onlyPartition(answer, "Topics", "Partitions"), "ErrorCode");
    }

    String commitOffset(String group, int partition, long offset) throws IOException {
        Message answer = client.ask("OffsetCommit", 2, request -> request.set("GroupId", group)
                .set("GenerationIdOrMemberEpoch", -1)
                .add("Topics", topic -> topic.set("Name", TOPIC)
                        .add("Partitions", entry -> entry.set("PartitionIndex", partition)
                                .set("CommittedOffset", offset)
                                .set("CommittedMetadata", "m"))));
        return error(Requests.onlyPartition(answer, "Topics", "Partitions"), "ErrorCode");
    }

    String deleteGroup(String group) throws IOException {
        Message answer = client.ask("DeleteGroups", 1, request -> request.set("GroupsNames", List.of(group)));
        return error(Requests.only(answer.getStructs("Results")), "ErrorCode");
    }

    String writeMarkers(
            int version, ProducerIdentity producer, boolean commit, int coordinatorEpoch, int level, int partition)
            throws IOException {
        Message answer = client.ask("WriteTxnMarkers", version, request -> request.add("Markers", marker -> {
            marker.set("ProducerId", producer((int) producer.id()))
                    .set("ProducerEpoch", producer.epoch())
                    .set("TransactionResult", commit)
                    .set("CoordinatorEpoch", coordinatorEpoch)
                    .setIfPresent("TransactionVersion", level)
                    .add("Topics", topic -> topic.set("Name", TOPIC).set("PartitionIndexes", List.of(partition)));
        }));
        return error(
                Requests.onlyPartition(Requests.only(answer.getStructs("Markers")), "Topics", "Partitions"),
                "ErrorCode");
    }

    /** Everything that clients can see. */
    String observe(int offset) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < PARTITIONS; i++) {
            for (int isolation = 0; isolation < 2; isolation++) {
                seen.append("\n  t-").append(i).append(isolation == 0 ? " all " : " committed ");
                seen.append(fetch(i, offset, isolation)).append(" latest ").append(latest(i, isolation));
            }
            seen.append("\n  producers of t-").append(i).append(' ').append(producersOf(i));
        }
        for (String group : GROUPS) {
            seen.append("\n  offsets of ").append(group).append(' ').append(offsets(group));
        }
        return seen.append("\n  ").append(describe()).append("\n  ").append(list()).toString();
    }

    private String fetch(int partition, long offset, int isolation) throws IOException {
        Message answer = client.ask("Fetch", 11, request -> {
            Requests.fetch(TOPIC, partition, offset, 0, 0).accept(request);
            request.set("IsolationLevel", isolation);
        });
        Message result = Requests.onlyPartition(answer, "Responses", "Partitions");
        StringBuilder text = new StringBuilder(error(result, "ErrorCode"));
        text.append(" hw ").append(result.getLong("HighWatermark"));
        text.append(" lso ").append(result.getLong("LastStableOffset"));
        if (!result.isNull("AbortedTransactions")) {
            result.getStructs("AbortedTransactions").forEach(aborted -> text.append(" aborted ")
                    .append(number(aborted.getLong("ProducerId")))
                    .append('@')
                    .append(aborted.getLong("FirstOffset")));
        }
        if (!result.isNull("Records")) {
            Records.readFetched(result.getBytes("Records")).batches().forEach(batch -> describe((RecordBatch) batch, text));
        }
        return text.toString();
    }

    private void describe(RecordBatch batch, StringBuilder text) {
        text.append(' ').append(batch.baseOffset()).append(':');
        text.append(number(batch.producerId())).append('/').append(batch.producerEpoch());
        text.append('/').append(batch.baseSequence()).append(batch.isTransactional() ? "T" : "");
        if (batch.isControl()) {
            Record marker = batch.records().get(0);
            text.append("C").append(marker.key()).append(marker.value());
        }
    }

    private long latest(int partition, int isolation) throws IOException {
        Message answer = client.ask("ListOffsets", 5, request -> request.set("ReplicaId", -1)
                .set("IsolationLevel", isolation)
                .add("Topics", topic -> topic.set("Name", TOPIC)
                        .add("Partitions", entry -> entry.set("PartitionIndex", partition)
                                .set("CurrentLeaderEpoch", -1)
                                .set("Timestamp", -1))));
        return Requests.onlyPartition(answer, "Topics", "Partitions").getLong("Offset");
    }

    private String producersOf(int partition) throws IOException {
        Message answer = client.ask("DescribeProducers", 0, request -> request.add("Topics", topic -> topic.set(
                        "Name", TOPIC)
                .set("PartitionIndexes", List.of(partition))));
        return Requests.onlyPartition(answer, "Topics", "Partitions").getStructs("ActiveProducers").stream()
                .map(producer -> number(producer.getLong("ProducerId")) + "/" + producer.getInt("ProducerEpoch")
                        + " sequence " + producer.getInt("LastSequence")
                        + " coordinator " + producer.getInt("CoordinatorEpoch")
                        + " from " + producer.getLong("CurrentTxnStartOffset"))
                .sorted()
                .toList()
                .toString();
    }

    private String offsets(String group) throws IOException {
        StringBuilder text = new StringBuilder();
        for (boolean stable : new boolean[] {false, true}) {
            for (boolean all : new boolean[] {false, true}) {
                Message answer = client.ask("OffsetFetch", 7, request -> {
                    request.set("GroupId", group).set("RequireStable", stable);
                    if (all) {
                        request.set("Topics", null);
                    } else {
                        request.add("Topics", topic -> topic.set("Name", TOPIC).set("PartitionIndexes", List.of(0, 1)));
                    }
                });
                text.append(all ? " all" : "").append(stable ? " stable" : "");
                answer.getStructs("Topics").forEach(topic -> topic.getStructs("Partitions").stream()
                        .map(partition -> " " + partition.getInt("PartitionIndex") + " "
                                + error(partition, "ErrorCode") + " "
                                + partition.getLong("CommittedOffset"))
                        .sorted()
                        .forEach(text::append));
            }
        }
        return text.toString();
    }

    private String describe() throws IOException {
        Message answer = client.ask("DescribeTransactions", 0, request -> request.set("TransactionalIds", IDS));
        return answer.getStructs("TransactionStates").stream()
                .map(state -> state.getString("TransactionalId") + " " + error(state, "ErrorCode") + " "
                        + state.getString("TransactionState")
                        + " " + state.getInt("TransactionTimeoutMs")
                        + (state.getLong("TransactionStartTimeMs") < 0 ? " not begun" : " begun")
                        + producerOf(state) + " "
                        + state.getStructs("Topics").stream()
                                .map(topic -> topic.getString("Topic")
                                        + (topic.getString("Topic").equals(TOPIC)
                                                ? topic.getInts("Partitions").stream()
                                                        .sorted()
                                                        .toList()
                                                        .toString()
                                                : ""))
                                .sorted()
                                .toList())
                .toList()
                .toString();
    }

    private String list() throws IOException {
        Message answer = client.ask("ListTransactions", 0, request -> request.set(
                "StateFilters", List.of("Ongoing", "CompleteCommit", "Unheard")));
        return answer.getStrings("UnknownStateFilters")
                + answer.getStructs("TransactionStates").stream()
                        .map(state -> state.getString("TransactionalId") + " "
                                + number(state.getLong("ProducerId")) + " " + state.getString("TransactionState"))
                        .sorted()
                        .toList()
                        .toString();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
