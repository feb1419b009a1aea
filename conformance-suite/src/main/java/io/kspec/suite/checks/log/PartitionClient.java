package io.kspec.suite.checks.log;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionClosed;
import io.kspec.stage.net.Target;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.OffsetQuery;
import io.kspec.stage.requests.PartitionRecords;
import io.kspec.stage.requests.ProduceRequests;
import io.kspec.stage.requests.TopicIdentity;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Produces to one partition, fetches from it and lists its offsets, at the versions of a case. */
public final class PartitionClient {
    /** The path of the first partition in a Produce response. */
    public static final String PRODUCED = "Responses[0].PartitionResponses[0].";

    public static final String FETCHED = "Responses[0].Partitions[0].";
    public static final String LISTED = "Topics[0].Partitions[0].";

    /** An id that no topic has. */
    public static final UUID NO_SUCH_TOPIC = new UUID(0x6b73706563L, 0x7fffL);

    /** A partition that no topic of a run has, not even where the target decides how many there are. */
    public static final int NO_SUCH_PARTITION = 9_999;

    private static final int TIMEOUT_MS = 5_000;
    private static final int PLENTY = 1 << 20;
    /** Apache Kafka 4 advertises Produce from version 0, and answers it from version 3. */
    private static final int LAST_PRODUCE_FOR_SHOW = 2;

    /** Of both Produce and Fetch. */
    private static final int FIRST_WITH_TOPIC_IDS = 13;

    private final Case test;
    private final String role;
    private final String topic;
    private final int partition;
    private @Nullable UUID topicId;

    /** Creates a client for a partition. */
    public PartitionClient(Case test, String topic, int partition) {
        this(test, "client", topic, partition);
    }

    /** Creates a client for a partition, with the connections of the given role. */
    public PartitionClient(Case test, String role, String topic, int partition) {
        this.test = test;
        this.role = role;
        this.topic = topic;
        this.partition = partition;
    }

    /** Creates a topic with one partition, and a client for it. */
    public static PartitionClient ofNewTopic(Case test) {
        return new PartitionClient(test, test.topic(1), 0);
    }

    /** Creates a topic with one partition and a configuration, and a client for it. */
    public static PartitionClient ofNewTopic(Case test, Map<String, String> configs) {
        return new PartitionClient(test, test.topic(configs), 0);
    }

    /** A new partition with some batches of two records each, which are those of {@link Payload#numbered}. */
    static PartitionClient withBatches(Case test, int batches) {
        PartitionClient client = ofNewTopic(test);
        for (int i = 0; i < batches; i++) {
            client.produce(Payload.numbered(2 * i, 2));
        }
        return client;
    }

    /**
     * Clients for the first partitions of a topic: in a cluster, only for those that one broker leads, so that one request
     * can be about all of them.
     */
    static List<PartitionClient> ofLeader(Case test, Target leader, String topic, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new PartitionClient(test, topic, partition))
                .filter(client -> client.connection().target().equals(leader))
                .toList();
    }

    /** The errors for a topic that does not exist: clients treat those for names and for ids alike. */
    public static ErrorCode[] unknownTopic(int version) {
        return version >= FIRST_WITH_TOPIC_IDS
                ? new ErrorCode[] {ErrorCode.UNKNOWN_TOPIC_ID, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION}
                : new ErrorCode[] {ErrorCode.UNKNOWN_TOPIC_OR_PARTITION};
    }

    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    /** The same partition, for another role. */
    public PartitionClient as(String otherRole) {
        PartitionClient other = new PartitionClient(test, otherRole, topic, partition);
        other.topicId = topicId;
        return other;
    }

    /** The connection to the partition's leader. */
    public Connection connection() {
        return test.role(role).leader(topic, partition);
    }

    /** Produces records as one batch, and expects success. */
    public Answer produce(List<Record> records) {
        return test.need(
                "a produced record", List.of("Produce"), () -> produce(Payload.batch(test.version("Produce"), records))
                        .expectError(PRODUCED + "ErrorCode", ErrorCode.NONE));
    }

    /** Produces raw record bytes with acks=-1. */
    public Answer produce(Bytes records) {
        return produce(records, body -> {});
    }

    /**
     * Produces bytes.
     *
     * @param change what differs in the request
     * @throws TestAbortedException if the target hangs up on a version before 3, as Apache Kafka 4 does
     */
    public Answer produce(Bytes records, Consumer<MessageBuilder> change) {
        return askProduce(test, connection(), produceRequest(records).with(change));
    }

    /**
     * Sends a Produce request.
     *
     * @throws TestAbortedException if the target closes the connection on a version before 3, as Apache Kafka 4 does
     */
    public static Answer askProduce(Case test, Connection connection, ClientRequest produce) {
        int version = test.version(produce);
        try {
            return test.ask(connection, produce);
        } catch (ConnectionClosed closed) {
            if (version <= LAST_PRODUCE_FOR_SHOW) {
                throw new TestAbortedException("the target closes the connection on Produce v" + version
                        + ", as Apache Kafka 4 does (KAFKA-18659)");
            }
            throw closed;
        }
    }

    /**
     * Expects that a Produce request was rejected, with whatever error: not with DUPLICATE_SEQUENCE_NUMBER, though, which
     * the Java client, librdkafka and Sarama take for success.
     */
    public static Answer expectRefused(Answer produced) {
        return produced.expect(
                PRODUCED + "ErrorCode",
                "is an error",
                error -> !error.equals(ErrorCode.NONE.code())
                        && !error.equals(ErrorCode.DUPLICATE_SEQUENCE_NUMBER.code()));
    }

    /** A Produce request with acks -1. */
    public ClientRequest produceRequest(Bytes records) {
        return ProduceRequests.produce(-1, TIMEOUT_MS, with(records));
    }

    /** This partition's part of a Produce request. */
    public PartitionRecords with(Bytes records) {
        return new PartitionRecords(identity(), partition, records);
    }

    /** The topic, whose id is looked up when a version needs it. */
    public TopicIdentity identity() {
        return TopicIdentity.of(topic, this::topicId);
    }

    /** Fetches from an offset without waiting. */
    public Answer fetch(long offset) {
        return test.ask(connection(), fetchRequest(offset));
    }

    /** An offset to fetch from, with room for 1 MiB of records. */
    FetchPosition at(long offset) {
        return FetchPosition.of(identity(), partition, offset);
    }

    /** A Fetch request that does not wait. */
    public ClientRequest fetchRequest(long offset) {
        return FetchRequests.fetch(at(offset)).with(body -> body.setIfPresent("MaxBytes", PLENTY));
    }

    /**
     * The strictly decoded records of a fetch.
     *
     * @throws io.kspec.suite.check.CheckFailure if they do not decode
     */
    public static Records recordsOf(Answer fetched) {
        return recordsOf(fetched, FETCHED);
    }

    static Records recordsOf(Answer fetched, String at) {
        Bytes bytes = (Bytes) fetched.find(at + "Records")
                .orElseThrow(() -> fetched.failure(at + "Records", "records, which may be empty but not null", "null"));
        try {
            return Records.readFetched(bytes);
        } catch (DecodeException e) {
            throw fetched.failure(at + "Records", "records that decode", String.valueOf(e.getMessage()));
        }
    }

    /**
     * The records of a fetch.
     *
     * @throws io.kspec.suite.check.CheckFailure if they do not decode
     */
    public static List<Record> recordsIn(Answer fetched) {
        return recordsIn(fetched, FETCHED);
    }

    /**
     * The records of one of several partitions.
     *
     * @param at the path of the partition, such as {@link #FETCHED}
     * @throws io.kspec.suite.check.CheckFailure if they do not decode
     */
    static List<Record> recordsIn(Answer fetched, String at) {
        Records records = recordsOf(fetched, at);
        try {
            return records.records();
        } catch (DecodeException e) {
            throw fetched.failure(at + "Records", "records that decode", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Fetches records from offset 0 on until there are as many as expected: a target may return fewer in one response
     * than it has, in particular one batch at a time.
     *
     * @param records receives the records
     * @return the last answer
     */
    public Answer fetchAll(int expected, List<Record> records) {
        long offset = 0;
        while (true) {
            Answer fetched = fetch(offset).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
            long from = offset;
            List<Record> more = recordsIn(fetched).stream()
                    .filter(record -> record.offset() >= from)
                    .toList();
            records.addAll(more);
            if (more.isEmpty() || records.size() >= expected) {
                return fetched;
            }
            offset = more.get(more.size() - 1).offset() + 1;
        }
    }

    /** Asks for the offset of a timestamp, or of a place in the log such as {@link OffsetQuery#LATEST}. */
    public Answer listOffsets(long timestamp) {
        return test.ask(connection(), ListOffsetsRequests.list(OffsetQuery.of(topic, partition, timestamp)));
    }

    /** Expects the log to end at an offset. */
    public void expectEnd(long offset) {
        Answer end = listOffsets(OffsetQuery.LATEST);
        end.expect(offsetPath(end), offset);
    }

    /** The path of the offset in a response to {@link #listOffsets}. */
    public static String offsetPath(Answer listed) {
        return offsetPath(listed, LISTED);
    }

    /**
     * The path of the offset of one of several partitions.
     *
     * @param at the path of the partition, such as {@link #LISTED}
     */
    static String offsetPath(Answer listed, String at) {
        boolean oldStyle = listed.body().id().version() == 0;
        return at + (oldStyle ? "OldStyleOffsets[0]" : "Offset");
    }

    /**
     * The leader epoch that Metadata shows, which requires Metadata v7.
     *
     * @throws TestAbortedException if the target has no leader epochs
     */
    public int leaderEpoch() {
        test.limit("Metadata", new Versions(7, Short.MAX_VALUE));
        Answer metadata = test.ask(MetadataRequests.topics(topic));
        int epoch = (int) metadata.number(MetadataEntries.partition(metadata, topic, partition) + "LeaderEpoch");
        if (epoch == -1) {
            throw new TestAbortedException(
                    "Metadata says leader epoch -1, that is, that the target has no leader epochs");
        }
        return epoch;
    }

    /** The topic's id, which requires Metadata v10. */
    public UUID topicId() {
        UUID known = topicId;
        if (known == null) {
            test.limit("Metadata", new Versions(10, Short.MAX_VALUE));
            known = test.need("a topic's id", List.of("Metadata"), this::askTopicId);
            topicId = known;
        }
        return known;
    }

    private UUID askTopicId() {
        // The partition may not exist; the first one does.
        Answer metadata = test.ask(test.role(role).leader(topic, 0), MetadataRequests.topics(topic));
        String entry = MetadataEntries.topic(metadata, topic);
        return (UUID) metadata.expectError(entry + "ErrorCode", ErrorCode.NONE)
                .expect(entry + "TopicId", "is not zero", id -> !id.equals(KafkaUuid.ZERO))
                .get(entry + "TopicId");
    }
}
