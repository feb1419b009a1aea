package io.kspec.scenarios.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordHeader;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.record.TimestampType;
import io.kspec.protocol.spec.Catalog;
import io.kspec.yaml.Problem;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ValueBinderTest {
    private static final UUID ID = new UUID(1, 2);
    private static final Map<String, Object> VARIABLES =
            Map.of("name", "orders", "count", (short) 7, "raw", Bytes.fromHex("0a0b"), "id", ID);

    private final Problems problems = new Problems("any.yaml");
    private final ValueBinder values = new ValueBinder(
            new FixedVariables(VARIABLES), InstantSource.fixed(Instant.ofEpochMilli(1_000_000)), problems);

    private static YamlNode yaml(String text) {
        return YamlReader.read(text, new Problems("any.yaml")).orElseThrow();
    }

    private Message request(String api, int version, String text) {
        Message message =
                values.message(Catalog.standard().api(api).request(version).struct(), (Mapping) yaml(text));
        assertThat(problems.list()).isEmpty();
        return message;
    }

    @Test
    void variablesKeepTheirTypeAloneAndBecomeTextWithinText() {
        Message metadata = request(
                "Metadata",
                12,
                "Topics: [{Name: \"${name}\", TopicId: \"${id}\"}, {Name: \"a-${name}-${count}-${id}\"}]");

        assertThat(metadata.getStructs("Topics").get(0).getString("Name")).isEqualTo("orders");
        assertThat(metadata.getStructs("Topics").get(0).getUuid("TopicId")).isEqualTo(ID);
        assertThat(metadata.getStructs("Topics").get(1).getString("Name"))
                .isEqualTo("a-orders-7-" + KafkaUuid.format(ID));
    }

    @Test
    void aNumberOfAnotherWidthFits() {
        assertThat(request("Heartbeat", 0, "GenerationId: \"${count}\"").getInt("GenerationId"))
                .isEqualTo(7);
    }

    @Test
    void whatLooksLikeANumberIsTextWhereTextBelongs() {
        Message heartbeat = request("Heartbeat", 3, "{GroupId: 7, MemberId: true, GroupInstanceId: null}");

        assertThat(heartbeat.getString("GroupId")).isEqualTo("7");
        assertThat(heartbeat.getString("MemberId")).isEqualTo("true");
        assertThat(heartbeat.isNull("GroupInstanceId")).isTrue();
    }

    @Test
    void digitsAreTextWhereAUuidOrBytesBelong() {
        Message metadata = request("Metadata", 12, "Topics: [{TopicId: 1234567890123456789012}]");

        assertThat(metadata.getStructs("Topics").get(0).getUuid("TopicId"))
                .isEqualTo(KafkaUuid.parse("1234567890123456789012"));
        assertThat(values.bytes(yaml("1e05"))).isEqualTo(Bytes.fromHex("1e05"));
        assertThat(values.bytes(yaml("00010203040506070809"))).isEqualTo(Bytes.fromHex("00010203040506070809"));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void bytesComeAsDigitsTextOrVariables() {
        assertThat(values.bytes(yaml("00010203"))).isEqualTo(Bytes.fromHex("00010203"));
        assertThat(values.bytes(yaml("'0a 0B'"))).isEqualTo(Bytes.fromHex("0a0b"));
        assertThat(values.bytes(yaml("{utf8: ü}"))).isEqualTo(Bytes.fromHex("c3bc"));
        assertThat(values.bytes(yaml("\"${raw}\""))).isEqualTo(Bytes.fromHex("0a0b"));
        assertThat(values.bytes(yaml("{utf8: \"${name}\"}"))).isEqualTo(utf8("orders"));
        assertThat(values.bytes(yaml("~"))).isNull();
        assertThat(problems.list()).isEmpty();
    }

    /** The bytes are those that ConsumerProtocol of kafka-clients writes: a version, then the message of that version. */
    @Test
    void embeddedMessagesBeginWithTheirVersion() {
        assertThat(values.bytes(yaml("{subscription: {version: 1, Topics: [a], OwnedPartitions: []}}")))
                .isEqualTo(Bytes.fromHex("0001 00000001 000161 ffffffff 00000000"));
        assertThat(values.bytes(
                        yaml("{assignment: {version: 0, AssignedPartitions: [{Topic: a, Partitions: [1, 2]}]}}")))
                .isEqualTo(Bytes.fromHex("0000 00000001 000161 00000002 00000001 00000002 ffffffff"));
    }

    private Batch batch(String text) {
        String body = "TopicData: [{PartitionData: [{Records: " + text + "}]}]";
        Bytes bytes = request("Produce", 9, body)
                .getStructs("TopicData")
                .get(0)
                .getStructs("PartitionData")
                .get(0)
                .getBytes("Records");
        assertThat(Records.read(bytes).batches()).hasSize(1);
        return Records.read(bytes).batches().get(0);
    }

    @Test
    void aBatchHasItsRecordsCompressionAndProducer() {
        RecordBatch batch = (RecordBatch)
                batch("{records: [{key: {utf8: k}, value: 0102, headers: [{key: h, value: null}]}, {timestamp: 5}],"
                        + " compression: lz4, producerId: \"${count}\", producerEpoch: 2, baseSequence: 3,"
                        + " transactional: true}");

        assertThat(batch.compression()).isEqualTo(CompressionType.LZ4);
        assertThat(batch.producerId()).isEqualTo(7);
        assertThat(batch.producerEpoch()).isEqualTo((short) 2);
        assertThat(batch.baseSequence()).isEqualTo(3);
        assertThat(batch.isTransactional()).isTrue();
        assertThat(batch.records())
                .containsExactly(
                        new Record(
                                0,
                                1_000_000,
                                TimestampType.CREATE_TIME,
                                utf8("k"),
                                Bytes.fromHex("0102"),
                                List.of(new RecordHeader("h", null))),
                        new Record(1, 5, null, null));
    }

    @Test
    void aBatchDefaultsToThatOfAPlainProducer() {
        RecordBatch batch = (RecordBatch) batch("{records: [{value: {utf8: v}}]}");

        assertThat(batch.compression()).isEqualTo(CompressionType.NONE);
        assertThat(batch.producerId()).isEqualTo(RecordBatch.NO_PRODUCER_ID);
        assertThat(batch.baseSequence()).isEqualTo(RecordBatch.NO_SEQUENCE);
        assertThat(batch.isTransactional()).isFalse();
    }

    @Test
    void oldMagicsMakeMessageSets() {
        assertThat(batch("{records: [{value: 00}], magic: 1}").magic()).isEqualTo(1);
        assertThat(batch("{records: [{value: 00}], magic: 0, compression: gzip}")
                        .magic())
                .isZero();
    }

    @Test
    void aVariableThatDoesNotFitIsReportedWithItsValue() {
        values.message(
                Catalog.standard().api("Heartbeat").request(0).struct(), (Mapping) yaml("GenerationId: \"${name}\""));

        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly("any.yaml:1:15: expected int32, found orders in ${name}");
    }

    private static Bytes utf8(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
