package io.kspec.golden.walk.transaction;

import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.mock.transaction.ProducerIdentity;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One of the two brokers of a walk. Producer ids are replaced by numbers in the order in which the broker assigned them. */
final class TransactionSide implements AutoCloseable {
    static final int PARTITIONS = 2;
    static final List<String> GROUPS = List.of("g", "h");
    static final List<String> IDS = List.of("a", "b");

    private static final AtomicInteger WALKS = new AtomicInteger();

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final WireClient client;
    private final boolean old;
    private final String topic;
    private final String suffix;
    private final long begunMs = System.currentTimeMillis();
    private final List<Long> producers = new ArrayList<>();
    private final Map<String, Integer> highest = new HashMap<>();

    /**
     * Connects to a broker.
     *
     * @param old whether the walk is with a release before 4.0: there, a group exists once an offset commit of a transaction
     *     was refused, and the start time of a transaction is still told when its producer has a new epoch
     */
    TransactionSide(int port, boolean old) throws IOException {
        this.old = old;
        suffix = "-" + begunMs + "-" + WALKS.incrementAndGet();
        topic = "t" + suffix;
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
                Message found = client.ask(
                        "FindCoordinator", 1, request -> request.set("Key", "g").set("KeyType", keyType));
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
                .add("Topics", entry -> entry.set("Name", topic)
                        .set("NumPartitions", PARTITIONS)
                        .set("ReplicationFactor", 1)));
        for (int i = 0; i < PARTITIONS; i++) {
            int index = i;
            await(() -> fetch(index, 0, 0).startsWith("NONE"));
        }
    }

    void deleteTopic() throws IOException {
        client.ask(
                "DeleteTopics", 3, request -> request.set("TimeoutMs", 10_000).set("TopicNames", List.of(topic)));
        await(() -> fetch(0, 0, 0).startsWith("UNKNOWN_TOPIC_OR_PARTITION"));
    }

    /** A name that no other walk uses. */
    private String own(String name) {
        return name + suffix;
    }

    private String plain(String name) {
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
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

    /** Waits until no transaction is being completed, or until the transactions are as hoped. */
    void settle(TransactionSide hoped) throws IOException {
        String wanted = hoped.describe();
        await(() -> {
            String found = describe();
            return !found.contains("Prepare") || found.equals(wanted);
        });
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
            request.set("TransactionalId", own(id)).set("TransactionTimeoutMs", timeoutMs);
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
            Consumer<MessageBuilder> added = entry -> entry.set("Name", topic).set("Partitions", partitions);
            if (version < 4) {
                request.set("V3AndBelowTransactionalId", own(id))
                        .set("V3AndBelowProducerId", producer((int) producer.id()))
                        .set("V3AndBelowProducerEpoch", producer.epoch())
                        .add("V3AndBelowTopics", added);
            } else {
                request.add("Transactions", transaction -> transaction
                        .set("TransactionalId", own(id))
                        .set("ProducerId", producer((int) producer.id()))
                        .set("ProducerEpoch", producer.epoch())
                        .set("VerifyOnly", verifyOnly)
                        .add("Topics", added));
            }
        });
        Message results = version < 4 ? answer : Requests.only(answer.getStructs("ResultsByTransaction"));
        Message result = Requests.only(results.getStructs(version < 4 ? "ResultsByTopicV3AndBelow" : "TopicResults"));
        return result.getStructs("ResultsByPartition").stream()
                .map(partition -> partition.getInt("PartitionIndex") + " " + error(partition, "PartitionErrorCode"))
                .sorted()
                .toList()
                .toString();
    }

    String addOffsets(int version, String id, ProducerIdentity producer, String group) throws IOException {
        return error(
                client.ask("AddOffsetsToTxn", version, request -> request.set("TransactionalId", own(id))
                        .set("ProducerId", producer((int) producer.id()))
                        .set("ProducerEpoch", producer.epoch())
                        .set("GroupId", own(group))),
                "ErrorCode");
    }

    String end(int version, String id, ProducerIdentity producer, boolean commit) throws IOException {
        Message answer = client.ask("EndTxn", version, request -> request.set("TransactionalId", own(id))
                .set("ProducerId", producer((int) producer.id()))
                .set("ProducerEpoch", producer.epoch())
                .set("Committed", commit));
        return error(answer, "ErrorCode") + (version >= 5 ? producerOf(answer) : "");
    }

    String produce(
            int version, String id, int partition, ProducerIdentity producer, int sequence, boolean transactional)
            throws IOException {
        // A timestamp from long ago would make Kafka roll the segment at the next marker.
        RecordBatchBuilder batch =
                RecordBatch.builder().producer(producer((int) producer.id()), producer.epoch(), sequence);
        if (transactional) {
            batch.transactional();
        }
        batch.append(begunMs, Requests.utf8("k"), Requests.utf8("v"));
        Message answer = client.ask("Produce", version, request -> {
            Requests.produce(topic, partition, -1, batch.build().bytes()).accept(request);
            request.set("TransactionalId", own(id));
        });
        Message result = Requests.onlyPartition(answer, "Responses", "PartitionResponses");
        return error(result, "ErrorCode") + " at " + result.getLong("BaseOffset");
    }

    String commitInTransaction(
            int version, String id, ProducerIdentity producer, String group, int partition, long offset, int generation)
            throws IOException {
        Message answer = client.ask("TxnOffsetCommit", version, request -> {
            request.set("TransactionalId", own(id))
                    .set("GroupId", own(group))
                    .set("ProducerId", producer((int) producer.id()))
                    .set("ProducerEpoch", producer.epoch())
                    .setIfPresent("GenerationIdOrMemberEpoch", generation)
                    .add("Topics", entry -> entry.set("Name", topic).add("Partitions", partitions -> partitions
                            .set("PartitionIndex", partition)
                            .set("CommittedOffset", offset)
                            .set("CommittedMetadata", "m")));
        });
        return error(Requests.onlyPartition(answer, "Topics", "Partitions"), "ErrorCode");
    }

    String commitOffset(String group, int partition, long offset) throws IOException {
        Message answer = client.ask("OffsetCommit", 2, request -> request.set("GroupId", own(group))
                .set("GenerationIdOrMemberEpoch", -1)
                .add("Topics", entry -> entry.set("Name", topic).add("Partitions", partitions -> partitions
                        .set("PartitionIndex", partition)
                        .set("CommittedOffset", offset)
                        .set("CommittedMetadata", "m"))));
        return error(Requests.onlyPartition(answer, "Topics", "Partitions"), "ErrorCode");
    }

    String deleteGroup(String group) throws IOException {
        Message answer = client.ask("DeleteGroups", 1, request -> request.set("GroupsNames", List.of(own(group))));
        String error = error(Requests.only(answer.getStructs("Results")), "ErrorCode");
        return old && error.equals("GROUP_ID_NOT_FOUND") ? "NONE" : error;
    }

    String writeMarkers(
            int version, ProducerIdentity producer, boolean commit, int coordinatorEpoch, int level, int partition)
            throws IOException {
        Message answer = client.ask(
                "WriteTxnMarkers",
                version,
                request -> request.add("Markers", marker -> {
                    marker.set("ProducerId", producer((int) producer.id()))
                            .set("ProducerEpoch", producer.epoch())
                            .set("TransactionResult", commit)
                            .set("CoordinatorEpoch", coordinatorEpoch)
                            .setIfPresent("TransactionVersion", level)
                            .add("Topics", entry -> entry.set("Name", topic)
                                    .set("PartitionIndexes", List.of(partition)));
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
        return seen.append("\n  ")
                .append(describe())
                .append("\n  ")
                .append(list())
                .toString();
    }

    private String fetch(int partition, long offset, int isolation) throws IOException {
        Message answer = client.ask("Fetch", 11, request -> {
            Requests.fetch(topic, partition, offset, 0, 0).accept(request);
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
            Records.readFetched(result.getBytes("Records"))
                    .batches()
                    .forEach(batch -> describe((RecordBatch) batch, text));
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
                .add("Topics", entry -> entry.set("Name", topic).add("Partitions", partitions -> partitions
                        .set("PartitionIndex", partition)
                        .set("CurrentLeaderEpoch", -1)
                        .set("Timestamp", -1))));
        return Requests.onlyPartition(answer, "Topics", "Partitions").getLong("Offset");
    }

    private String producersOf(int partition) throws IOException {
        Message answer = client.ask(
                "DescribeProducers",
                0,
                request -> request.add(
                        "Topics", entry -> entry.set("Name", topic).set("PartitionIndexes", List.of(partition))));
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
                    request.set("GroupId", own(group)).set("RequireStable", stable);
                    if (all) {
                        request.set("Topics", null);
                    } else {
                        request.add("Topics", entry -> entry.set("Name", topic).set("PartitionIndexes", List.of(0, 1)));
                    }
                });
                text.append(all ? " all" : "").append(stable ? " stable" : "");
                answer.getStructs("Topics").forEach(found -> found.getStructs("Partitions").stream()
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
        Message answer = client.ask(
                "DescribeTransactions",
                0,
                request -> request.set(
                        "TransactionalIds", IDS.stream().map(this::own).toList()));
        return answer.getStructs("TransactionStates").stream()
                .map(state -> plain(state.getString("TransactionalId")) + " " + error(state, "ErrorCode") + " "
                        + state.getString("TransactionState")
                        + " " + state.getInt("TransactionTimeoutMs")
                        + begun(state)
                        + producerOf(state) + " "
                        + state.getStructs("Topics").stream()
                                .map(entry -> plain(entry.getString("Topic"))
                                        + (entry.getString("Topic").equals(topic)
                                                ? entry.getInts("Partitions").stream()
                                                        .sorted()
                                                        .toList()
                                                        .toString()
                                                : ""))
                                .sorted()
                                .toList())
                .toList()
                .toString();
    }

    private String begun(Message state) {
        boolean unclear = old && state.getString("TransactionState").equals("Empty");
        return unclear ? "" : state.getLong("TransactionStartTimeMs") < 0 ? " not begun" : " begun";
    }

    private String list() throws IOException {
        Message answer = client.ask(
                "ListTransactions",
                0,
                request -> request.set("StateFilters", List.of("Ongoing", "CompleteCommit", "Unheard")));
        return answer.getStrings("UnknownStateFilters")
                + answer.getStructs("TransactionStates").stream()
                        .filter(state -> state.getString("TransactionalId").endsWith(suffix))
                        .map(state -> plain(state.getString("TransactionalId")) + " "
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
