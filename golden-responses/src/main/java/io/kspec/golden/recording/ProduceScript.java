package io.kspec.golden.recording;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.PartitionRecords;
import io.kspec.stage.requests.ProduceRequests;
import io.kspec.stage.requests.ProducerIdRequests;
import java.util.Map;

/** Records of the format that the version brings, with every kind of acknowledgement, and records that Kafka refuses. */
final class ProduceScript implements CaptureScript {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int MOST_BYTES = 300;
    /** Where the checksum of a batch lies. */
    private static final int CRC = 17;

    @Override
    public String apiName() {
        return "Produce";
    }

    /** It wants no answer. */
    @Override
    public boolean hasEmptyRequest(int version) {
        return false;
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2, Map.of("max.message.bytes", "" + MOST_BYTES));
        PreparedTopic identified = recorder.from(13) ? topic.withId(recorder) : topic;
        acknowledgements(recorder, identified);
        places(recorder, identified);
        if (recorder.from(3)) {
            contents(recorder, identified);
            idempotence(recorder, identified);
        }
    }

    private static void acknowledgements(Recorder recorder, PreparedTopic topic) {
        recorder.ask("one record, which the leader has", produce(topic, 0, 1, ofVersion(recorder, 1)));
        recorder.ask("two records, which all replicas have", produce(topic, 0, -1, ofVersion(recorder, 2)));
        recorder.tell("one record that nobody confirms", produce(topic, 0, 0, ofVersion(recorder, 1)));
        recorder.ask("one record after it, whose offset counts it", produce(topic, 0, 1, ofVersion(recorder, 1)));
        recorder.ask("an acknowledgement that does not exist", produce(topic, 0, 2, ofVersion(recorder, 1)));
    }

    private static void places(Recorder recorder, PreparedTopic topic) {
        recorder.ask("a partition that does not exist", produce(topic, 7, 1, ofVersion(recorder, 1)));
        recorder.ask("no topics", ProduceRequests.produce(1, TIMEOUT_MILLIS));
        recorder.ask(
                "a topic that does not exist", produce(PreparedTopic.missing(recorder), 0, 1, ofVersion(recorder, 1)));
    }

    private static void contents(Recorder recorder, PreparedTopic topic) {
        RecordBatch good = PreparedRecords.batch(1).build();
        Bytes wrong = good.bytes()
                .slice(0, CRC)
                .concat(Bytes.fromHex("00000000"))
                .concat(good.bytes().slice(CRC + 4));
        recorder.ask("a checksum that is wrong", produce(topic, 0, 1, wrong));
        recorder.ask("the format of before, magic 1", produce(topic, 0, 1, PreparedRecords.messages(1, 1)));
        recorder.ask("two batches", produce(topic, 0, 1, Records.of(good, good)));
        recorder.ask("a batch above max.message.bytes", produce(topic, 0, 1, PreparedRecords.large(MOST_BYTES)));
        recorder.ask("gzip", produce(topic, 1, 1, PreparedRecords.compressed(CompressionType.GZIP)));
        recorder.ask("zstd", produce(topic, 1, 1, PreparedRecords.compressed(CompressionType.ZSTD)));
    }

    private static void idempotence(Recorder recorder, PreparedTopic topic) {
        Message producer = recorder.prepare(
                Recorder.CLIENT, "an idempotent producer", ProducerIdRequests.init(null, TIMEOUT_MILLIS), 1);
        long id = producer.getLong("ProducerId");
        short epoch = producer.getShort("ProducerEpoch");
        recorder.ask("an idempotent producer's first record", produce(topic, 1, -1, PreparedRecords.of(id, epoch, 0)));
        recorder.ask("the same record again", produce(topic, 1, -1, PreparedRecords.of(id, epoch, 0)));
        recorder.ask("a gap in the sequence", produce(topic, 1, -1, PreparedRecords.of(id, epoch, 5)));
    }

    private static Bytes ofVersion(Recorder recorder, int count) {
        if (recorder.from(3)) {
            return PreparedRecords.records(count).bytes();
        }
        return PreparedRecords.messages(recorder.from(2) ? 1 : 0, count).bytes();
    }

    private static ClientRequest produce(PreparedTopic topic, int partition, int acks, Records records) {
        return produce(topic, partition, acks, records.bytes());
    }

    private static ClientRequest produce(PreparedTopic topic, int partition, int acks, Bytes records) {
        return ProduceRequests.produce(
                acks, TIMEOUT_MILLIS, new PartitionRecords(topic.identity(), partition, records));
    }
}
