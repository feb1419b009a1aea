package io.kspec.suite.checks.transaction;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.ApiVersionsRequests;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.ProducerIdRequests;
import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.TransactionRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ErrorCodes;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.group.Position;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;

/**
 * A transactional producer. It remembers the producer id and epoch that it was given, and which sequence number each
 * partition expects next, and asks again where clients do. Closing it aborts the transaction that it has open, and waits
 * until its last one has ended: Apache Kafka 3.9.2 was seen to end no transactions for some 30 s when topics were deleted
 * whose transactions were about to end.
 *
 * <p>It does transactions in one of the two ways of clients: in the way of KIP-98, it adds partitions before it produces to
 * them, and keeps its epoch; in that of KIP-890, the partitions are added by producing, and every end of a transaction
 * begins a new epoch. A case about a version that only one of the ways uses follows it, all others that of KIP-98.
 */
public final class TransactionClient implements AutoCloseable {
    /** The error codes by which a producer learns that a newer one took over; clients treat them alike. */
    static final ErrorCode[] FENCED = {ErrorCode.PRODUCER_FENCED, ErrorCode.INVALID_PRODUCER_EPOCH};
    /** The error codes for a producer id that is not that of the transactional id; clients treat them alike. */
    static final ErrorCode[] STRANGER = {ErrorCode.INVALID_PRODUCER_ID_MAPPING, ErrorCode.UNKNOWN_PRODUCER_ID};
    /** How long a transaction may last: longer than any case. */
    static final int TIMEOUT_MS = 60_000;

    private static final Versions FEATURES = new Versions(3, Short.MAX_VALUE);
    /** The versions of the APIs that only the way of KIP-890 uses. */
    private static final Map<String, Versions> IMPLICIT = Map.of(
            "Produce", new Versions(12, Short.MAX_VALUE),
            "TxnOffsetCommit", new Versions(5, Short.MAX_VALUE),
            "EndTxn", new Versions(5, Short.MAX_VALUE));
    /** The versions of the APIs that the way of KIP-98 uses. */
    private static final Map<String, Versions> EXPLICIT = Map.of(
            "AddPartitionsToTxn", new Versions(0, 3),
            "Produce", new Versions(3, 11),
            "TxnOffsetCommit", new Versions(0, 4),
            "EndTxn", new Versions(0, 4));

    /** The APIs, besides those that write, with which a transaction begins. */
    private static final Set<String> BEGINNING = Set.of("AddPartitionsToTxn", "AddOffsetsToTxn");

    private static final String END = "the end of the transaction before";

    private final Case test;
    private final String id;
    private final int timeoutMs;
    private final boolean implicit;
    private final Map<String, Integer> sequences = new HashMap<>();
    private ProducerSession session;
    private boolean used;

    private TransactionClient(Case test, String id, int timeoutMs) {
        this.test = test;
        this.id = id;
        this.timeoutMs = timeoutMs;
        this.implicit = isImplicit(test);
        this.session = new ProducerSession(id, -1, (short) -1);
    }

    /** A producer with a new transactional id, which nobody has used yet. */
    static TransactionClient uninitialized(Case test) {
        return uninitialized(test, TIMEOUT_MS);
    }

    private static TransactionClient uninitialized(Case test, int timeoutMs) {
        TransactionClient client = new TransactionClient(test, test.name("transaction"), timeoutMs);
        if (client.implicit) {
            client.demandFeature();
        }
        return client;
    }

    /** A producer with a new transactional id, which has its producer id. */
    public static TransactionClient of(Case test) {
        return of(test, TIMEOUT_MS);
    }

    /** The same, whose transactions may last no longer than a timeout. */
    static TransactionClient of(Case test, int timeoutMs) {
        TransactionClient client = uninitialized(test, timeoutMs);
        client.initNeeded();
        return client;
    }

    /** Another producer with the same transactional id, which takes over from this one. */
    TransactionClient successor() {
        TransactionClient newer = new TransactionClient(test, id, timeoutMs);
        newer.initNeeded();
        return newer;
    }

    private static boolean isImplicit(Case test) {
        Versions used = IMPLICIT.get(test.api().name());
        return used != null && used.contains(test.version());
    }

    /** Clients use the way of KIP-890 only where the target has finalized the feature. */
    private void demandFeature() {
        test.limit("ApiVersions", FEATURES);
        Answer versions = test.ask(ApiVersionsRequests.from("kspec", "0"));
        List<Message> features = versions.body().getStructs("FinalizedFeatures");
        if (features.stream()
                .noneMatch(feature -> feature.getString("Name").equals("transaction.version")
                        && feature.getShort("MaxVersionLevel") >= 2)) {
            throw new TestAbortedException(
                    "the target has not finalized transaction.version 2, so that no client sends "
                            + test.api().name() + " v" + test.version() + " in a transaction");
        }
    }

    private void use(String api) {
        Versions within = (implicit ? IMPLICIT : EXPLICIT).get(api);
        if (within != null) {
            test.limit(api, within);
        }
    }

    /** Its transactional id. */
    String id() {
        return id;
    }

    /** Its transactional id, producer id and epoch. */
    ProducerSession session() {
        return session;
    }

    /** The connection to the coordinator. */
    Connection connection() {
        return test.coordinator(CoordinatorType.TRANSACTION, id);
    }

    /** A transactional id that nobody has used, with the same coordinator. */
    String unusedId() {
        return test.nameNextTo(CoordinatorType.TRANSACTION, id, "nobody");
    }

    private void initNeeded() {
        test.need("a transactional producer", List.of("InitProducerId"), () -> init().expectError(
                        "ErrorCode", ErrorCode.NONE));
    }

    /** Gets its producer id and epoch, as a new instance. */
    Answer init() {
        return init(ProducerIdRequests.init(id, timeoutMs));
    }

    /** Gets its producer id and epoch. */
    Answer init(ClientRequest request) {
        Answer answer = ask(request);
        if (answer.number("ErrorCode") == ErrorCode.NONE.code()) {
            renew(answer);
        }
        return answer;
    }

    /** Expects an answer to name the same producer in a later epoch. */
    static void expectRaised(Answer answer, ProducerSession before) {
        answer.expectError("ErrorCode", ErrorCode.NONE)
                .expect("ProducerId", before.id())
                .expect("ProducerEpoch", "is more than " + before.epoch(), epoch -> (short) epoch > before.epoch());
    }

    /** Takes over the producer id and epoch of an answer; sequence numbers begin again. */
    private void renew(Answer answer) {
        session = new ProducerSession(id, answer.number("ProducerId"), (short) answer.number("ProducerEpoch"));
        sequences.clear();
    }

    /** Sends a request to the coordinator until the transaction before has ended, and the coordinator is ready. */
    Answer ask(ClientRequest request) {
        used |= BEGINNING.contains(request.api().name());
        return retry(() -> askOnce(request));
    }

    private Answer askOnce(ClientRequest request) {
        Answer answer = test.ask(connection(), request);
        if (ErrorCodes.haveAny(answer.body(), ErrorCodes.UNREADY_COORDINATOR)) {
            find();
        }
        return answer;
    }

    /** Looks for the coordinator again, as clients do. Apache Kafka creates its topic when it is first looked for. */
    private void find() {
        if (!test.stage()
                .versions("FindCoordinator")
                .intersect(CoordinatorType.TRANSACTION.versions())
                .isEmpty()) {
            test.limit("FindCoordinator", CoordinatorType.TRANSACTION.versions());
            test.ask(CoordinatorRequests.find(CoordinatorType.TRANSACTION, id));
        }
    }

    private Answer retry(Supplier<Answer> attempt) {
        return retry(test.stage().settings().readTimeout(), attempt);
    }

    private static Answer retry(Duration limit, Supplier<Answer> attempt) {
        return Await.of(END, limit).last(attempt, answer -> !ErrorCodes.arePassing(answer.body()));
    }

    /** Adds partitions of a topic to the transaction. */
    Answer add(String topic, Integer... partitions) {
        use("AddPartitionsToTxn");
        return ask(TransactionRequests.addPartitions(session, topic, List.of(partitions)));
    }

    /** Adds the first partition of a topic, and expects success. */
    void addNeeded(String topic) {
        use("AddPartitionsToTxn");
        test.need("a partition in a transaction", List.of("AddPartitionsToTxn"), () -> expectAdded(add(topic, 0)));
    }

    /** Expects that every partition of one transaction was added. */
    static Answer expectAdded(Answer added) {
        List<Integer> errors = ErrorCodes.of(added.body());
        String topics =
                added.has("ResultsByTransaction") ? "ResultsByTransaction[0].TopicResults" : "ResultsByTopicV3AndBelow";
        String first = topics + "[0].ResultsByPartition[0].PartitionErrorCode";
        added.expectError(first, ErrorCode.NONE);
        return added.expect(
                errors.stream().allMatch(error -> error == 0), topics, "no error for any partition", errors);
    }

    /** Produces a batch of values in the transaction, which begins with it, and expects success. */
    public Answer write(PartitionClient partition, String... values) {
        if (!implicit) {
            addNeeded(partition.topic());
        }
        use("Produce");
        return test.need("a record in a transaction", List.of("Produce"), () -> produce(partition, values)
                .expectError(PartitionClient.PRODUCED + "ErrorCode", ErrorCode.NONE));
    }

    /** Produces a batch of values in the transaction, to a partition that must have been added where that is necessary. */
    Answer produce(PartitionClient partition, String... values) {
        use("Produce");
        used = true;
        String key = partition.topic() + "-" + partition.partition();
        int sequence = sequences.getOrDefault(key, 0);
        Bytes batch = batch(sequence, values);
        Answer produced = retry(() -> partition.produce(batch, body -> body.set("TransactionalId", id)));
        if (produced.number(PartitionClient.PRODUCED + "ErrorCode") == ErrorCode.NONE.code()) {
            sequences.put(key, sequence + values.length);
        }
        return produced;
    }

    private Bytes batch(int sequence, String... values) {
        List<Record> records = new ArrayList<>();
        for (String value : values) {
            records.add(new Record(records.size(), Payload.TIMESTAMP, Payload.text("key"), Payload.text(value)));
        }
        return Payload.builder(records)
                .producer(session.id(), session.epoch(), sequence)
                .transactional()
                .build()
                .bytes();
    }

    /** Adds a group to the transaction. */
    Answer addOffsets(String group) {
        return ask(TransactionRequests.addOffsets(session, group));
    }

    /** Commits offsets in the transaction, which begins with them, and expects success. */
    void writeOffsets(Group group, Position... positions) {
        if (!implicit) {
            test.need("a group in a transaction", List.of("AddOffsetsToTxn"), () -> addOffsets(group.id())
                    .expectError("ErrorCode", ErrorCode.NONE));
        }
        use("TxnOffsetCommit");
        test.need("an offset in a transaction", List.of("TxnOffsetCommit"), () -> group.offsets()
                .expectCommitted(commitOffsets(group, body -> {}, positions), positions));
    }

    /** Commits an offset in the transaction, which the group must have been added to where that is necessary. */
    Answer commitOffset(Group group, Position position) {
        return commitOffsets(group, body -> {}, position);
    }

    /**
     * Commits offsets in the transaction.
     *
     * @param change what differs in the request
     */
    Answer commitOffsets(Group group, Consumer<MessageBuilder> change, Position... positions) {
        use("TxnOffsetCommit");
        used = true;
        ClientRequest commit = TransactionRequests.commitOffsets(
                        session, group.id(), group.offsets().offsets(positions))
                .with(change);
        return retry(() -> test.ask(group.connection(), commit));
    }

    /** Commits the transaction, and expects success. */
    public void commit() {
        endNeeded(true);
    }

    /** Aborts the transaction, and expects success. */
    public void abort() {
        endNeeded(false);
    }

    private void endNeeded(boolean commit) {
        use("EndTxn");
        test.need(commit ? "a committed transaction" : "an aborted transaction", List.of("EndTxn"), () -> end(commit)
                .expectError("ErrorCode", ErrorCode.NONE));
    }

    /** Ends the transaction; in the way of KIP-890, goes on in the epoch that the answer has. */
    Answer end(boolean commit) {
        Answer ended = ask(endRequest(commit));
        boolean success = ended.number("ErrorCode") == ErrorCode.NONE.code();
        if (success && ended.has("ProducerId") && ended.number("ProducerId") >= 0) {
            renew(ended);
        }
        return ended;
    }

    /** An EndTxn request of the current session. */
    ClientRequest endRequest(boolean commit) {
        use("EndTxn");
        return TransactionRequests.end(session, commit);
    }

    @Override
    public void close() {
        if (used) {
            try {
                test.settle(END, this::isEnded);
            } catch (StageFailure stays) {
                test.stage().transcript().note("the transaction of " + id + " may be open: " + stays.getMessage());
            }
        }
    }

    /** Aborts what is open as a new instance, which gets its producer id when the transaction before has ended. */
    private boolean isEnded(Duration limit) {
        Answer last = retry(limit, () -> askOnce(ProducerIdRequests.init(id, TIMEOUT_MS)));
        return !ErrorCodes.arePassing(last.body());
    }
}
