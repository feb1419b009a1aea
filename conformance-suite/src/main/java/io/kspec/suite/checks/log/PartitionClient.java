package io.kspec.suite.checks.log;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionClosed;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Produces to, fetches from and asks about one partition, at the versions that a case plays. */
public final class PartitionClient {
    /** Where a response has what it says of the partition. */
    public static final String PRODUCED = "Responses[0].PartitionResponses[0].";

    public static final String FETCHED = "Responses[0].Partitions[0].";
    public static final String LISTED = "Topics[0].Partitions[0].";

    private static final int TIMEOUT_MS = 5_000;
    private static final int PLENTY = 1 << 20;
    /** Apache Kafka 4 advertises Produce from version 0 on, and answers it from version 3 on. */
    private static final int LAST_PRODUCE_FOR_SHOW = 2;

    private final Case it;
    private final String role;
    private final String topic;
    private final int partition;
    private @Nullable UUID topicId;

    /** A client of a partition. */
    public PartitionClient(Case it, String topic, int partition) {
        this(it, "client", topic, partition);
    }

    /** A client of a partition with connections of its own. */
    public PartitionClient(Case it, String role, String topic, int partition) {
        this.it = it;
        this.role = role;
        this.topic = topic;
        this.partition = partition;
    }

    /** A client of the one partition of a new topic. */
    public static PartitionClient ofNewTopic(Case it) {
        return new PartitionClient(it, it.topic(1), 0);
    }

    public String topic() {
        return topic;
    }

    /** The same partition, for another client. */
    public PartitionClient as(String otherRole) {
        PartitionClient other = new PartitionClient(it, otherRole, topic, partition);
        other.topicId = topicId;
        return other;
    }

    /** The connection to the partition's leader. */
    public Connection connection() {
        return it.role(role).leader(topic, partition);
    }

    /** Produces records as one batch, and expects no error. */
    public Answer produce(List<Record> records) {
        return produce(Payload.batch(it.version("Produce"), records))
                .expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
    }

    /** Produces bytes with acks -1. */
    public Answer produce(Bytes records) {
        return produce(records, body -> {});
    }

    /**
     * Produces bytes.
     *
     * @param more sets what is to differ in the request
     * @throws TestAbortedException if the target hangs up on a version before 3, as Apache Kafka 4 does
     */
    public Answer produce(Bytes records, Consumer<MessageBuilder> more) {
        return askProduce(it, connection(), body -> {
            fillProduce(body, records);
            more.accept(body);
        });
    }

    /**
     * Sends a Produce request of any kind.
     *
     * @throws TestAbortedException if the target hangs up on a version before 3, as Apache Kafka 4 does
     */
    public static Answer askProduce(Case it, Connection connection, Consumer<MessageBuilder> fill) {
        int version = it.version("Produce");
        try {
            return it.ask(connection, "Produce", fill);
        } catch (ConnectionClosed closed) {
            if (version <= LAST_PRODUCE_FOR_SHOW) {
                throw new TestAbortedException(
                        "the target hangs up on Produce v" + version + ", as Apache Kafka 4 does (KAFKA-18659)");
            }
            throw closed;
        }
    }

    /** Fills a Produce request with acks -1. */
    public void fillProduce(MessageBuilder body, Bytes records) {
        body.set("Acks", -1).set("TimeoutMs", TIMEOUT_MS).add("TopicData", data -> addTo(data, records));
    }

    /** Adds records for this partition to a Produce request's data for its topic, which it names. */
    public void addTo(MessageBuilder data, Bytes records) {
        name(data, "Name");
        data.add("PartitionData", entry -> entry.set("Index", partition).set("Records", records));
    }

    /** Fetches from an offset, for at most as long as the target takes to find nothing. */
    public Answer fetch(long offset) {
        return fetch(offset, body -> {}, entry -> {});
    }

    /**
     * Fetches from an offset.
     *
     * @param more sets what is to differ in the request
     * @param partitionMore sets what is to differ in the partition's part of it
     */
    public Answer fetch(long offset, Consumer<MessageBuilder> more, Consumer<MessageBuilder> partitionMore) {
        return it.ask(connection(), "Fetch", body -> fillFetch(body, offset, more, partitionMore));
    }

    /** Fills a Fetch request that does not wait. */
    public void fillFetch(
            MessageBuilder body, long offset, Consumer<MessageBuilder> more, Consumer<MessageBuilder> partitionMore) {
        body.setIfPresent("ReplicaId", -1)
                .set("MaxWaitMs", 0)
                .set("MinBytes", 1)
                .setIfPresent("MaxBytes", PLENTY);
        body.add("Topics", data -> {
            name(data, "Topic");
            data.add("Partitions", entry -> {
                entry.set("Partition", partition)
                        .setIfPresent("CurrentLeaderEpoch", -1)
                        .set("FetchOffset", offset)
                        .setIfPresent("LogStartOffset", -1L)
                        .set("PartitionMaxBytes", PLENTY);
                partitionMore.accept(entry);
            });
        });
        more.accept(body);
    }

    /**
     * The records of a fetch, read strictly.
     *
     * @throws io.kspec.suite.check.CheckFailure if they do not decode
     */
    public static Records recordsOf(Answer fetched) {
        Bytes bytes = (Bytes) fetched.find(FETCHED + "Records")
                .orElseThrow(() ->
                        fetched.failure(FETCHED + "Records", "records, of length 0 where there are none", "null"));
        try {
            return Records.readFetched(bytes);
        } catch (DecodeException e) {
            throw fetched.failure(FETCHED + "Records", "records that decode", String.valueOf(e.getMessage()));
        }
    }

    /** Asks for the offset of a timestamp: -1 for the end of the log, -2 for its beginning. */
    public Answer listOffsets(long timestamp) {
        return it.ask(connection(), "ListOffsets", body -> body.set("ReplicaId", -1)
                .add("Topics", data -> data.set("Name", topic)
                        .add("Partitions", entry -> entry.set("PartitionIndex", partition)
                                .setIfPresent("CurrentLeaderEpoch", -1)
                                .set("Timestamp", timestamp)
                                .setIfPresent("MaxNumOffsets", 1))));
    }

    /** The path of the offset in an answer to {@link #listOffsets}. */
    public static String offsetPath(Answer listed) {
        boolean oldStyle = listed.body().id().version() == 0;
        return LISTED + (oldStyle ? "OldStyleOffsets[0]" : "Offset");
    }

    private void name(MessageBuilder data, String nameField) {
        if (data.has("TopicId")) {
            data.set("TopicId", topicId());
        } else {
            data.set(nameField, topic);
        }
    }

    /** The topic's id, which takes Metadata v10. */
    public UUID topicId() {
        UUID known = topicId;
        if (known == null) {
            it.limit("Metadata", new Versions(10, Short.MAX_VALUE));
            Message metadata = it.ask(
                            connection(), "Metadata", body -> body.add("Topics", entry -> entry.set("Name", topic)))
                    .expectError("Topics[0].ErrorCode", ErrorCode.NONE)
                    .body();
            known = metadata.getStructs("Topics").get(0).getUuid("TopicId");
            topicId = known;
        }
        return known;
    }
}
