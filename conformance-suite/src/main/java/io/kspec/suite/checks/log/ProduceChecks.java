package io.kspec.suite.checks.log;

import static io.kspec.suite.checks.log.PartitionClient.FETCHED;
import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;
import static io.kspec.suite.checks.log.PartitionClient.PRODUCED;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.PartitionRecords;
import io.kspec.stage.requests.ProduceRequests;
import io.kspec.stage.requests.TopicIdentity;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Checks of Produce: consumers read exactly what producers wrote. */
class ProduceChecks {
    private static final int TIMEOUT_MS = 5_000;
    private static final int MANY = 50;
    private static final int TOO_LARGE = 2 << 20;
    private static final int IN_FLIGHT = 5;
    private static final int VALUE_SIZE = 1_000;
    /** The versions of Fetch whose records have times (KIP-32). */
    private static final Versions FETCH_WITH_TIMES = Versions.parse("2+");

    @ConformanceTest(
            id = "produce.records-come-back",
            api = "Produce",
            needs = {"CreateTopics", "Fetch"},
            requirement =
                    "Every record of a batch is stored, and its key, value and headers are returned byte for byte,"
                            + " with null and empty kept distinct.",
            source = "Kafka's record format (KIP-98, KIP-82); message definition ProduceRequest",
            why = "SeaweedFS stored only the first record of a batch; its Schema Registry lost null values.",
            harm = Harm.DATA_LOST)
    void everyRecordIsStoredUnchanged(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        List<Record> sent = Payload.odd(Payload.magic(test.version()));
        client.produce(sent).expect(PRODUCED + "BaseOffset", 0);
        expectSame(client, sent, Payload.magic(test.version()));
    }

    @ConformanceTest(
            id = "produce.offsets-count-on",
            api = "Produce",
            needs = {"CreateTopics", "Fetch"},
            requirement =
                    "The base offset of a batch is the log end offset before the write, at every version, and no two"
                            + " records share an offset.",
            source = "message definition ProduceResponse: BaseOffset",
            why = "Consumers skip records whose offsets they have already seen: Sarama consumed one of three"
                    + " (SeaweedFS).")
    void offsetsAreConsecutive(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        client.produce(Payload.numbered(3)).expect(PRODUCED + "BaseOffset", 0);
        client.produce(Payload.numbered(2)).expect(PRODUCED + "BaseOffset", 3);
        client.produce(Payload.numbered(1)).expect(PRODUCED + "BaseOffset", 5);
        List<Record> records = new ArrayList<>();
        Answer fetched = client.fetchAll(6, records);
        List<Long> offsets = records.stream().map(Record::offset).toList();
        fetched.expect(offsets.equals(List.of(0L, 1L, 2L, 3L, 4L, 5L)), FETCHED + "Records", "offsets 0 to 5", offsets);
    }

    @ConformanceTest(
            id = "produce.create-time-is-kept",
            api = "Produce",
            versions = "2+",
            needs = {"CreateTopics"},
            requirement =
                    "With message.timestamp.type=CreateTime, the default, the response has a log append time of -1.",
            source = "message definition ProduceResponse: LogAppendTimeMs; KIP-32",
            why = "Producers report any other value to the application as the record's timestamp.",
            harm = Harm.DATA_LOST)
    void theCreateTimeIsKept(Case test) {
        PartitionClient.ofNewTopic(test).produce(Payload.numbered(1)).expect(PRODUCED + "LogAppendTimeMs", -1L);
    }

    @ConformanceTest(
            id = "produce.log-append-time",
            api = "Produce",
            versions = "3+",
            needs = {"CreateTopics", "Fetch"},
            level = Level.SHOULD,
            requirement =
                    "With message.timestamp.type=LogAppendTime, records get their arrival time as timestamp, and the"
                            + " response returns it.",
            source = "KIP-32",
            why = "Applications that choose it order events by the broker's clock.")
    void logAppendTimeCanBeConfigured(Case test) {
        test.limit("Fetch", FETCH_WITH_TIMES);
        PartitionClient client = PartitionClient.ofNewTopic(test, Map.of("message.timestamp.type", "LogAppendTime"));
        Answer produced = client.produce(Payload.numbered(1))
                .expect(
                        PRODUCED + "LogAppendTimeMs",
                        "is later than the record's own time",
                        time -> (long) time > Payload.TIMESTAMP);
        Answer fetched = client.fetch(0);
        List<Record> records = PartitionClient.recordsIn(fetched);
        fetched.expect(!records.isEmpty(), FETCHED + "Records", "the produced record", "no records");
        long stamped = records.get(0).timestamp();
        long said = produced.number(PRODUCED + "LogAppendTimeMs");
        fetched.expect(
                stamped == said, FETCHED + "Records", "timestamp " + said + ", as in the Produce response", stamped);
    }

    @ConformanceTest(
            id = "produce.every-codec",
            api = "Produce",
            needs = {"CreateTopics", "Fetch"},
            requirement = "Compressed batches are stored whole, with every codec that the version supports.",
            source = "KIP-98, KIP-110 (zstd since Produce v7)",
            why = "SeaweedFS reported success and stored none of the records.",
            harm = Harm.DATA_LOST)
    void everyCompressionCodecIsSupported(Case test) {
        for (CompressionType codec : codecs(test.version(), test.version("Fetch"))) {
            PartitionClient client = PartitionClient.ofNewTopic(test);
            List<Record> sent = Payload.numbered(MANY);
            client.produce(Payload.batch(test.version(), codec, sent))
                    .expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
            expectSame(client, sent, Payload.magic(test.version()));
        }
    }

    /** The codecs that both versions have: zstd came with Produce v7 and Fetch v10 (KIP-110). */
    private static List<CompressionType> codecs(int produce, int fetch) {
        List<CompressionType> codecs = new ArrayList<>(List.of(CompressionType.GZIP, CompressionType.SNAPPY));
        codecs.add(CompressionType.LZ4);
        if (produce >= 7 && fetch >= 10) {
            codecs.add(CompressionType.ZSTD);
        }
        return codecs;
    }

    @ConformanceTest(
            id = "produce.zstd-refused-before-v7",
            api = "Produce",
            versions = "3-6",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement =
                    "Before version 7, a batch compressed with zstd is rejected with UNSUPPORTED_COMPRESSION_TYPE.",
            source = "KIP-110",
            why = "Consumers that do not support zstd would find batches that they cannot read.")
    void zstdIsRejectedBeforeVersionSeven(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        Bytes batch = Payload.batch(test.version(), CompressionType.ZSTD, Payload.numbered(3));
        client.produce(batch).expectError(PRODUCED + "ErrorCode", ErrorCode.UNSUPPORTED_COMPRESSION_TYPE);
    }

    @ConformanceTest(
            id = "produce.corrupt-batch-refused",
            api = "Produce",
            needs = {"CreateTopics", "ListOffsets"},
            requirement = "A batch with a wrong checksum is rejected, and none of it is stored; the next batch is.",
            source = "Kafka's record format; Apache Kafka's ProduceRequestTest",
            why = "A bit flipped in transit would be stored forever and stop every consumer.",
            harm = Harm.DATA_LOST)
    void aCorruptBatchIsRejected(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        byte[] bytes = Payload.batch(test.version(), Payload.numbered(3)).toArray();
        bytes[bytes.length - 1] ^= 1;
        PartitionClient.expectRefused(client.produce(Bytes.wrap(bytes)));
        client.expectEnd(0L);
        client.produce(Payload.numbered(1)).expect(PRODUCED + "BaseOffset", 0L);
    }

    @ConformanceTest(
            id = "produce.unknown-partition-answered",
            api = "Produce",
            needs = {"CreateTopics"},
            requirement = "A partition that the topic does not have is answered with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "message definition ProduceResponse; measured on Apache Kafka",
            why = "If it is missing, Sarama fails with \"response did not contain all the expected topic/partition"
                    + " blocks\".")
    void anUnknownPartitionIsReported(Case test) {
        PartitionClient known = PartitionClient.ofNewTopic(test);
        PartitionClient unknown = new PartitionClient(test, known.topic(), NO_SUCH_PARTITION);
        Bytes batch = Payload.batch(test.version(), Payload.numbered(1));
        PartitionClient.askProduce(test, known.connection(), unknown.produceRequest(batch))
                .expectSize("Responses", 1)
                .expectSize("Responses[0].PartitionResponses", 1)
                .expect(PRODUCED + "Index", NO_SUCH_PARTITION)
                .expectError(PRODUCED + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ConformanceTest(
            id = "produce.unknown-topic-answered",
            api = "Produce",
            requirement = "A write to a topic that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION or, from"
                    + " version 13 on, where topics are identified by id, also with UNKNOWN_TOPIC_ID, unless the broker"
                    + " creates the topic by its name and stores the records.",
            source = "message definition ProduceResponse; KIP-516",
            why = "Producers refresh their metadata on this error, and on no other.")
    void anUnknownTopicIsReported(Case test) {
        Bytes batch = Payload.batch(test.version(), Payload.numbered(1));
        String name = test.name("missing");
        TopicIdentity missing = TopicIdentity.of(name, PartitionClient.NO_SUCH_TOPIC);
        Answer answer = PartitionClient.askProduce(
                test,
                test.connection(),
                ProduceRequests.produce(-1, TIMEOUT_MS, new PartitionRecords(missing, 0, batch)));
        answer.expectSize("Responses", 1);
        if (!created(test, name, answer)) {
            answer.expectError(PRODUCED + "ErrorCode", PartitionClient.unknownTopic(test.version()));
        }
    }

    /** Whether the target created the topic on its own account: Metadata knows it then. */
    private static boolean created(Case test, String topic, Answer produced) {
        if (produced.number(PRODUCED + "ErrorCode") != ErrorCode.NONE.code()
                || test.stage().versions("Metadata").isEmpty()) {
            return false;
        }
        Answer metadata = test.ask(MetadataRequests.topics(topic));
        return MetadataEntries.find(metadata, topic)
                .filter(entry -> metadata.number(entry + "ErrorCode") == ErrorCode.NONE.code())
                .isPresent();
    }

    @ConformanceTest(
            id = "produce.no-answer-without-acks",
            api = "Produce",
            needs = {"CreateTopics", "ListOffsets"},
            requirement = "A request with acks=0 is executed but not answered; the next response belongs to the next"
                    + " request.",
            source = "message definition ProduceRequest: Acks",
            why = "Clients mistake an unexpected response for that of the next request: the Java client closes the"
                    + " connection.")
    void aRequestWithoutAcksGetsNoResponse(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        client.produce(Payload.numbered(1));
        ClientRequest unconfirmed = client.produceRequest(Payload.batch(test.version(), Payload.numbered(2)))
                .with(body -> body.set("Acks", 0));
        client.connection().sendOneWay(unconfirmed, test.version());
        client.expectEnd(3L);
    }

    @ConformanceTest(
            id = "produce.invalid-acks-refused",
            api = "Produce",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "Acks other than -1, 0 and 1 are rejected with INVALID_REQUIRED_ACKS.",
            source = "message definition ProduceRequest: Acks; measured on Apache Kafka",
            why = "A producer must not assume stronger guarantees than the broker gives.")
    void invalidAcksAreRejected(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        client.produce(Payload.batch(test.version(), Payload.numbered(1)), body -> body.set("Acks", 2))
                .expectError(PRODUCED + "ErrorCode", ErrorCode.INVALID_REQUIRED_ACKS);
    }

    @ConformanceTest(
            id = "produce.too-large-refused",
            api = "Produce",
            versions = "3+",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "A batch larger than max.message.bytes is rejected with MESSAGE_TOO_LARGE.",
            source = "Kafka's topic configuration max.message.bytes (default: 1 MiB and 12 bytes)",
            why = "Producers split a batch on this error; on any other they give up or retry forever.")
    void anOversizedBatchIsRejected(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        Record large = new Record(0, Payload.TIMESTAMP, null, Bytes.wrap(new byte[TOO_LARGE]));
        client.produce(Payload.batch(test.version(), List.of(large)))
                .expectError(PRODUCED + "ErrorCode", ErrorCode.MESSAGE_TOO_LARGE);
    }

    @ConformanceTest(
            id = "produce.all-partitions-answered",
            api = "Produce",
            needs = {"CreateTopics", "ListOffsets"},
            requirement =
                    "In a request for several partitions, every partition gets its own records, and is answered with its own base"
                            + " offset.",
            source = "message definition ProduceResponse",
            why = "Sarama and franz-go treat a missing partition as a broken response and send the batch again.")
    void everyPartitionIsStoredAndAnswered(Case test) {
        String topic = test.topic(3);
        PartitionClient first = new PartitionClient(test, topic, 0);
        List<PartitionClient> clients =
                PartitionClient.ofLeader(test, first.connection().target(), topic, 3);
        for (int i = 1; i < clients.size(); i++) {
            clients.get(i).produce(Payload.numbered(i));
        }
        ClientRequest all = ProduceRequests.produce(
                -1,
                TIMEOUT_MS,
                IntStream.range(0, clients.size())
                        .mapToObj(i -> clients.get(i).with(Payload.batch(test.version(), Payload.numbered(i + 1))))
                        .toList());
        Answer answer = PartitionClient.askProduce(test, first.connection(), all);
        answer.expectSize("Responses", 1).expectSize("Responses[0].PartitionResponses", clients.size());
        for (int i = 0; i < clients.size(); i++) {
            String at = SeveralPartitions.produced(answer, clients.get(i));
            answer.expectError(at + "ErrorCode", ErrorCode.NONE).expect(at + "BaseOffset", (long) i);
            clients.get(i).expectEnd(2L * i + 1);
        }
    }

    @ConformanceTest(
            id = "produce.batches-in-flight-kept",
            api = "Produce",
            needs = {"CreateTopics", "Fetch"},
            requirement =
                    "Batches sent back to back, without waiting for responses, are stored unchanged and in the order"
                            + " they were sent.",
            source = "Kafka protocol guide, Network; Kafka's max.in.flight.requests.per.connection",
            why = "kafka-go read back values that it had not written, because a shared buffer was overwritten by the"
                    + " next request (SeaweedFS).",
            harm = Harm.DATA_LOST)
    void batchesInFlightStayIntactAndOrdered(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        List<Record> all = new ArrayList<>(Payload.numbered(1));
        client.produce(all);
        Connection connection = client.connection();
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            Bytes value = Payload.text(String.valueOf((char) ('a' + i)).repeat(VALUE_SIZE));
            List<Record> records = List.of(new Record(0, Payload.TIMESTAMP + i, Payload.text("key-" + i), value));
            ClientRequest produce = client.produceRequest(Payload.batch(test.version(), records));
            sent.add(connection.send(produce, test.version()));
            all.addAll(records);
        }
        for (int correlationId : sent) {
            Answer.of(connection.receive(correlationId)).expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
        }
        expectSame(client, all, Payload.magic(test.version()));
    }

    @ConformanceTest(
            id = "produce.old-format-refused",
            api = "Produce",
            versions = "3+",
            needs = {"CreateTopics", "ListOffsets"},
            level = Level.SHOULD,
            requirement =
                    "From version 3 on, message sets in magic 0 or 1 are rejected with INVALID_RECORD, and none of"
                            + " their records are stored.",
            source = "KIP-98; Apache Kafka's ProduceRequestTest; measured on Apache Kafka",
            why = "The bytes of a message set mean something else when read as a batch, as pg_kafka did with kcat's.")
    void oldMessageFormatsAreRejected(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        for (int oldVersion : new int[] {0, 2}) {
            client.produce(Payload.batch(oldVersion, Payload.numbered(2)))
                    .expectError(PRODUCED + "ErrorCode", ErrorCode.INVALID_RECORD);
        }
        client.expectEnd(0L);
    }

    /**
     * Expects that a partition holds these records and no others, with what both formats have.
     *
     * @param sentMagic the format that they were sent in
     */
    static void expectSame(PartitionClient client, List<Record> sent, int sentMagic) {
        List<Record> found = new ArrayList<>();
        Answer fetched = client.fetchAll(sent.size(), found);
        int magic = Math.min(sentMagic, Payload.fetchedMagic(fetched.body().id().version()));
        fetched.expect(found.size() == sent.size(), FETCHED + "Records", sent.size() + " records", found.size());
        for (int i = 0; i < sent.size(); i++) {
            Record expected = sent.get(i);
            Record actual = found.get(i);
            String where = FETCHED + "Records";
            fetched.expect(
                    Objects.equals(actual.key(), expected.key()),
                    where,
                    "key " + expected.key() + " of record " + i,
                    actual.key());
            fetched.expect(
                    Objects.equals(actual.value(), expected.value()),
                    where,
                    "value " + expected.value() + " of record " + i,
                    actual.value());
            fetched.expect(
                    magic < 2 || actual.headers().equals(expected.headers()),
                    where,
                    "headers " + expected.headers() + " of record " + i,
                    actual.headers());
            fetched.expect(
                    magic < 1 || actual.timestamp() == expected.timestamp(),
                    where,
                    "timestamp " + expected.timestamp() + " of record " + i,
                    actual.timestamp());
        }
    }
}
