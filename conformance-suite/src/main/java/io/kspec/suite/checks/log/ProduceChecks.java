package io.kspec.suite.checks.log;

import static io.kspec.suite.checks.log.PartitionClient.FETCHED;
import static io.kspec.suite.checks.log.PartitionClient.PRODUCED;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Connection;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/** Checks of Produce: what is written is what can be read. */
class ProduceChecks {
    private static final int MANY = 50;
    private static final int TOO_LARGE = 2 << 20;
    private static final int IN_FLIGHT = 5;
    private static final int VALUE_SIZE = 1_000;

    @ConformanceTest(
            id = "produce.records-come-back",
            api = "Produce",
            needs = {"CreateTopics", "Fetch"},
            requirement =
                    "Every record of a batch is stored: keys, values and headers come back byte for byte, null as null"
                            + " and empty as empty.",
            source = "Kafka's record format (KIP-98, KIP-82); message definition ProduceRequest",
            why = "SeaweedFS stored only the first record of a batch; its Schema Registry lost null values.")
    void recordsComeBack(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        List<Record> sent = Payload.odd(Payload.magic(it.version()));
        client.produce(sent).expect(PRODUCED + "BaseOffset", 0);
        Answer fetched = client.fetch(0).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        expectSame(fetched, sent, Payload.magic(it.version()) > 0);
    }

    @ConformanceTest(
            id = "produce.offsets-count-on",
            api = "Produce",
            needs = {"CreateTopics", "Fetch"},
            requirement =
                    "The base offset of a batch is the log's end before it, at every version, and no record has the"
                            + " offset of another.",
            source = "message definition ProduceResponse: BaseOffset",
            why = "Consumers skip records whose offsets they have seen: Sarama consumed one of three (SeaweedFS).")
    void offsetsCountOn(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        client.produce(Payload.numbered(3)).expect(PRODUCED + "BaseOffset", 0);
        client.produce(Payload.numbered(2)).expect(PRODUCED + "BaseOffset", 3);
        client.produce(Payload.numbered(1)).expect(PRODUCED + "BaseOffset", 5);
        Answer fetched = client.fetch(0);
        List<Long> offsets = PartitionClient.recordsOf(fetched).records().stream()
                .map(Record::offset)
                .toList();
        fetched.expect(offsets.equals(List.of(0L, 1L, 2L, 3L, 4L, 5L)), FETCHED + "Records", "offsets 0 to 5", offsets);
    }

    @ConformanceTest(
            id = "produce.create-time-is-kept",
            api = "Produce",
            versions = "2+",
            needs = {"CreateTopics"},
            requirement =
                    "Where records keep the time of their making, which is the default, the log append time is -1.",
            source = "message definition ProduceResponse: LogAppendTimeMs; KIP-32",
            why = "Producers report any other value to the application as the record's timestamp.")
    void theTimeOfMakingIsKept(Case it) {
        PartitionClient.ofNewTopic(it).produce(Payload.numbered(1)).expect(PRODUCED + "LogAppendTimeMs", -1L);
    }

    @ConformanceTest(
            id = "produce.log-append-time",
            api = "Produce",
            versions = "3+",
            needs = {"CreateTopics", "Fetch"},
            level = Level.SHOULD,
            requirement =
                    "A topic with message.timestamp.type=LogAppendTime stamps records with the time of their arrival, and"
                            + " says which in the answer.",
            source = "KIP-32",
            why = "Applications that choose it order events by the broker's clock.")
    void theTimeOfArrivalCanBeChosen(Case it) {
        String topic = it.stage().topics().create("stamped", 1, Map.of("message.timestamp.type", "LogAppendTime"));
        PartitionClient client = new PartitionClient(it, topic, 0);
        Answer produced = client.produce(Payload.numbered(1))
                .expect(
                        PRODUCED + "LogAppendTimeMs",
                        "is later than the record's own time",
                        time -> (long) time > Payload.TIMESTAMP);
        Answer fetched = client.fetch(0);
        long stamped = PartitionClient.recordsOf(fetched).records().get(0).timestamp();
        long said = produced.number(PRODUCED + "LogAppendTimeMs");
        fetched.expect(stamped == said, FETCHED + "Records", "timestamp " + said + ", as Produce said", stamped);
    }

    @ConformanceTest(
            id = "produce.every-codec",
            api = "Produce",
            needs = {"CreateTopics", "Fetch"},
            requirement = "Compressed batches are stored whole, with each codec that the version has.",
            source = "KIP-98, KIP-110 (zstd since Produce v7)",
            why = "SeaweedFS answered success and stored none of the records.")
    void everyCodecIsStored(Case it) {
        for (CompressionType codec : codecs(it.version())) {
            PartitionClient client = PartitionClient.ofNewTopic(it);
            List<Record> sent = Payload.numbered(MANY);
            client.produce(Payload.batch(it.version(), codec, sent))
                    .expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
            expectSame(client.fetch(0), sent, Payload.magic(it.version()) > 0);
        }
    }

    private static List<CompressionType> codecs(int version) {
        List<CompressionType> codecs = new ArrayList<>(List.of(CompressionType.GZIP, CompressionType.SNAPPY));
        codecs.add(CompressionType.LZ4);
        if (version >= 7) {
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
                    "Before version 7, a batch compressed with zstd is refused with UNSUPPORTED_COMPRESSION_TYPE.",
            source = "KIP-110",
            why = "Consumers that know no zstd would find batches that they cannot read.")
    void zstdIsRefusedBeforeVersion7(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        Bytes batch = Payload.batch(it.version(), CompressionType.ZSTD, Payload.numbered(3));
        client.produce(batch).expectError(PRODUCED + "ErrorCode", ErrorCode.UNSUPPORTED_COMPRESSION_TYPE);
    }

    @ConformanceTest(
            id = "produce.corrupt-batch-refused",
            api = "Produce",
            needs = {"CreateTopics", "ListOffsets"},
            requirement =
                    "A batch whose checksum does not match is refused with CORRUPT_MESSAGE, and nothing of it is stored.",
            source = "Kafka's record format; ProduceRequestTest of Apache Kafka",
            why = "A bit that flips on the way is otherwise stored for ever, and stops every consumer.")
    void aCorruptBatchIsRefused(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        byte[] bytes = Payload.batch(it.version(), Payload.numbered(3)).toArray();
        bytes[bytes.length - 1] ^= 1;
        client.produce(Bytes.wrap(bytes)).expectError(PRODUCED + "ErrorCode", ErrorCode.CORRUPT_MESSAGE);
        Answer end = client.listOffsets(-1);
        end.expect(PartitionClient.offsetPath(end), 0L);
    }

    @ConformanceTest(
            id = "produce.unknown-partition-answered",
            api = "Produce",
            needs = {"CreateTopics"},
            requirement = "A partition that the topic does not have is answered with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "message definition ProduceResponse; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Sarama: \"response did not contain all the expected topic/partition blocks\" where it is left out.")
    void anUnknownPartitionIsAnswered(Case it) {
        PartitionClient known = PartitionClient.ofNewTopic(it);
        PartitionClient unknown = new PartitionClient(it, known.topic(), 7);
        Bytes batch = Payload.batch(it.version(), Payload.numbered(1));
        PartitionClient.askProduce(it, known.connection(), body -> unknown.fillProduce(body, batch))
                .expectSize("Responses", 1)
                .expectSize("Responses[0].PartitionResponses", 1)
                .expect(PRODUCED + "Index", 7)
                .expectError(PRODUCED + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ConformanceTest(
            id = "produce.unknown-topic-answered",
            api = "Produce",
            requirement =
                    "A topic that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION, and by id, from version 13"
                            + " on, with UNKNOWN_TOPIC_ID.",
            source = "message definition ProduceResponse; KIP-516",
            why = "Producers refresh their metadata on this error, and on no other.")
    void anUnknownTopicIsAnswered(Case it) {
        Bytes batch = Payload.batch(it.version(), Payload.numbered(1));
        UUID nobody = new UUID(0x6b73706563L, 0x7fffL);
        Answer answer = PartitionClient.askProduce(it, it.connection(), body -> body.set("Acks", -1)
                .set("TimeoutMs", 1000)
                .add("TopicData", data -> {
                    if (data.has("TopicId")) {
                        data.set("TopicId", nobody);
                    } else {
                        data.set("Name", it.name("missing"));
                    }
                    data.add("PartitionData", entry -> entry.set("Index", 0).set("Records", batch));
                }));
        ErrorCode expected = it.version() >= 13 ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        answer.expectSize("Responses", 1).expectError(PRODUCED + "ErrorCode", expected);
    }

    @ConformanceTest(
            id = "produce.no-answer-without-acks",
            api = "Produce",
            needs = {"CreateTopics", "ListOffsets"},
            requirement =
                    "A request with acks 0 is carried out and not answered; the next answer is that to the next request.",
            source = "message definition ProduceRequest: Acks",
            why = "An answer that nobody waits for is taken for the next one: the Java client closes the connection.")
    void thereIsNoAnswerWithoutAcks(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        client.produce(Payload.numbered(1));
        Connection connection = client.connection();
        ApiSpec api = it.api();
        MessageBuilder body = Message.builder(api.request(it.version()));
        client.fillProduce(body, Payload.batch(it.version(), Payload.numbered(2)));
        connection.sendOneWay(api, it.version(), body.set("Acks", 0).build());
        Answer end = client.listOffsets(-1);
        end.expect(PartitionClient.offsetPath(end), 3L);
    }

    @ConformanceTest(
            id = "produce.invalid-acks-refused",
            api = "Produce",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "Acks other than -1, 0 and 1 are refused with INVALID_REQUIRED_ACKS.",
            source = "message definition ProduceRequest: Acks; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "A producer that asks for more than the broker gives must not think that it has it.")
    void invalidAcksAreRefused(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        client.produce(Payload.batch(it.version(), Payload.numbered(1)), body -> body.set("Acks", 2))
                .expectError(PRODUCED + "ErrorCode", ErrorCode.INVALID_REQUIRED_ACKS);
    }

    @ConformanceTest(
            id = "produce.too-large-refused",
            api = "Produce",
            versions = "3+",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "A batch above max.message.bytes is refused with MESSAGE_TOO_LARGE.",
            source = "Kafka's topic configuration max.message.bytes, 1 MiB and 12 bytes by default",
            why = "Producers split a batch on this error; on another one they give up or retry for ever.")
    void aBatchThatIsTooLargeIsRefused(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        Record large = new Record(0, Payload.TIMESTAMP, null, Bytes.wrap(new byte[TOO_LARGE]));
        client.produce(Payload.batch(it.version(), List.of(large)))
                .expectError(PRODUCED + "ErrorCode", ErrorCode.MESSAGE_TOO_LARGE);
    }

    @ConformanceTest(
            id = "produce.all-partitions-answered",
            api = "Produce",
            needs = {"CreateTopics", "ListOffsets"},
            requirement = "A request for several partitions is answered for each of them, and each is stored.",
            source = "message definition ProduceResponse",
            why = "Sarama and franz-go take a partition that is left out for a broken answer and send it again.")
    void allPartitionsAreAnswered(Case it) {
        String topic = it.topic(3);
        PartitionClient first = new PartitionClient(it, topic, 0);
        // Of several brokers, only the partitions that the first one's leader leads too.
        List<PartitionClient> clients = IntStream.range(0, 3)
                .mapToObj(partition -> new PartitionClient(it, topic, partition))
                .filter(client ->
                        client.connection().target().equals(first.connection().target()))
                .toList();
        Bytes batch = Payload.batch(it.version(), Payload.numbered(2));
        Answer answer = PartitionClient.askProduce(it, first.connection(), body -> {
            body.set("Acks", -1).set("TimeoutMs", 5_000);
            body.add("TopicData", data -> clients.forEach(client -> client.addTo(data, batch)));
        });
        answer.expectSize("Responses", 1).expectSize("Responses[0].PartitionResponses", clients.size());
        for (int i = 0; i < clients.size(); i++) {
            answer.expectError("Responses[0].PartitionResponses[" + i + "].ErrorCode", ErrorCode.NONE);
            Answer end = clients.get(i).listOffsets(-1);
            end.expect(PartitionClient.offsetPath(end), 2L);
        }
    }

    @ConformanceTest(
            id = "produce.batches-in-flight-kept",
            api = "Produce",
            needs = {"CreateTopics", "Fetch"},
            requirement =
                    "Batches that are sent one after the other without waiting are stored each as it was sent, and in their"
                            + " order.",
            source = "Kafka protocol guide, Network; Kafka's max.in.flight.requests.per.connection",
            why =
                    "kafka-go read other values than it had written, where they were kept in a buffer that the next request"
                            + " overwrote (SeaweedFS).")
    void batchesInFlightAreKeptApart(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        List<Record> all = new ArrayList<>(Payload.numbered(1));
        client.produce(all);
        Connection connection = client.connection();
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            Bytes value = Payload.text(String.valueOf((char) ('a' + i)).repeat(VALUE_SIZE));
            List<Record> records = List.of(new Record(0, Payload.TIMESTAMP + i, Payload.text("key-" + i), value));
            MessageBuilder body = Message.builder(it.api().request(it.version()));
            client.fillProduce(body, Payload.batch(it.version(), records));
            sent.add(connection.send(it.api(), it.version(), body.build()));
            all.addAll(records);
        }
        for (int correlationId : sent) {
            Answer.of(connection.receive(correlationId)).expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
        }
        expectSame(client.fetch(0), all, Payload.magic(it.version()) > 0);
    }

    @ConformanceTest(
            id = "produce.old-format-refused",
            api = "Produce",
            versions = "3+",
            needs = {"CreateTopics", "ListOffsets"},
            level = Level.SHOULD,
            requirement =
                    "From version 3 on, message sets of magic 0 and 1 are refused with INVALID_RECORD, and nothing of them"
                            + " is stored.",
            source = "KIP-98; Apache Kafka's ProduceRequestTest; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Read as a batch, the bytes of a message set mean something else, as kcat's did to pg_kafka.")
    void oldFormatsAreRefused(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        for (int oldVersion : new int[] {0, 2}) {
            client.produce(Payload.batch(oldVersion, Payload.numbered(2)))
                    .expectError(PRODUCED + "ErrorCode", ErrorCode.INVALID_RECORD);
        }
        Answer end = client.listOffsets(-1);
        end.expect(PartitionClient.offsetPath(end), 0L);
    }

    private static void expectSame(Answer fetched, List<Record> sent, boolean timestamps) {
        List<Record> found = PartitionClient.recordsOf(fetched).records();
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
                    actual.headers().equals(expected.headers()),
                    where,
                    "headers " + expected.headers() + " of record " + i,
                    actual.headers());
            fetched.expect(
                    !timestamps || actual.timestamp() == expected.timestamp(),
                    where,
                    "timestamp " + expected.timestamp() + " of record " + i,
                    actual.timestamp());
        }
    }
}
