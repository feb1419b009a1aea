package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Layout;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every byte of a valid records field has a name, and those of a broken one have names up to the error. */
class RecordsLayoutTest {
    private static final Bytes VALUE = Bytes.fromHex("76");

    private static final RecordBatch BATCH = RecordBatch.builder()
            .append(1, null, VALUE, new RecordHeader("h", null))
            .build();

    private static List<String> described(Bytes field) {
        return RecordsLayout.of(field).entries().stream()
                .map(entry -> entry.role() + " " + entry.path() + " " + entry.start() + "-" + entry.end())
                .toList();
    }

    @Test
    void valuesAreThoseOnTheWire() {
        Layout layout = RecordsLayout.of(BATCH.bytes());

        assertThat(layout.find("Batches[0].ProducerEpoch", LayoutRole.VALUE))
                .map(LayoutEntry::value)
                .contains((short) -1);
        assertThat(layout.find("Batches[0].Records[0].Key", LayoutRole.LENGTH))
                .map(LayoutEntry::value)
                .contains(-1);
        assertThat(layout.find("Batches[0].Records[0].Value", LayoutRole.VALUE))
                .map(LayoutEntry::value)
                .contains(VALUE);
    }

    @Test
    void everyByteHasAName() {
        Bytes field = Records.of(BATCH, BATCH).bytes();
        Layout layout = RecordsLayout.of(field);

        for (int i = 0; i < field.size(); i++) {
            int offset = i;
            assertThat(layout.leaves())
                    .as("byte %d", i)
                    .anyMatch(entry -> entry.start() <= offset && offset < entry.end());
        }
    }

    @Test
    void aRecordBatchIsNamedByteByByte() {
        assertThat(described(BATCH.bytes()))
                .containsExactly(
                        "GROUP Batches[0] 0-72",
                        "VALUE Batches[0].BaseOffset 0-8",
                        "VALUE Batches[0].BatchLength 8-12",
                        "VALUE Batches[0].PartitionLeaderEpoch 12-16",
                        "VALUE Batches[0].Magic 16-17",
                        "VALUE Batches[0].Crc 17-21",
                        "VALUE Batches[0].Attributes 21-23",
                        "VALUE Batches[0].LastOffsetDelta 23-27",
                        "VALUE Batches[0].BaseTimestamp 27-35",
                        "VALUE Batches[0].MaxTimestamp 35-43",
                        "VALUE Batches[0].ProducerId 43-51",
                        "VALUE Batches[0].ProducerEpoch 51-53",
                        "VALUE Batches[0].BaseSequence 53-57",
                        "VALUE Batches[0].RecordsCount 57-61",
                        "GROUP Batches[0].Records[0] 61-72",
                        "VALUE Batches[0].Records[0].Length 61-62",
                        "VALUE Batches[0].Records[0].Attributes 62-63",
                        "VALUE Batches[0].Records[0].TimestampDelta 63-64",
                        "VALUE Batches[0].Records[0].OffsetDelta 64-65",
                        "LENGTH Batches[0].Records[0].Key 65-66",
                        "LENGTH Batches[0].Records[0].Value 66-67",
                        "VALUE Batches[0].Records[0].Value 67-68",
                        "VALUE Batches[0].Records[0].HeadersCount 68-69",
                        "LENGTH Batches[0].Records[0].Headers[0].Key 69-70",
                        "VALUE Batches[0].Records[0].Headers[0].Key 70-71",
                        "LENGTH Batches[0].Records[0].Headers[0].Value 71-72");
    }

    @Test
    void compressedRecordsAreOneRange() {
        RecordBatch gzip = RecordBatch.builder()
                .compression(CompressionType.GZIP)
                .append(1, null, VALUE)
                .build();

        assertThat(described(gzip.bytes()))
                .endsWith("VALUE Batches[0].Records 61-" + gzip.bytes().size());
    }

    @Test
    void messagesAreNamedAfterABatch() {
        Records messages = Records.messageSet(1).append(1, VALUE, null).build();
        Bytes field = BATCH.bytes().concat(messages.bytes());

        assertThat(described(field))
                .endsWith(
                        "GROUP Batches[1] 72-107",
                        "VALUE Batches[1].Offset 72-80",
                        "VALUE Batches[1].MessageSize 80-84",
                        "VALUE Batches[1].Crc 84-88",
                        "VALUE Batches[1].Magic 88-89",
                        "VALUE Batches[1].Attributes 89-90",
                        "VALUE Batches[1].Timestamp 90-98",
                        "LENGTH Batches[1].Key 98-102",
                        "VALUE Batches[1].Key 102-103",
                        "LENGTH Batches[1].Value 103-107");
    }

    @Test
    void aWrongChecksumHidesNothing() {
        assertThat(described(BATCH.with(RecordBatchField.CRC, 0).bytes())).isEqualTo(described(BATCH.bytes()));
        Records message = Records.messageSet(0).append(1, VALUE, null).build();
        LegacyMessage broken = ((LegacyMessage) message.batches().get(0)).with(LegacyMessageField.CRC, 0);
        assertThat(described(broken.bytes())).isEqualTo(described(message.bytes()));
    }

    @Test
    void anIncompleteBatchIsNamedAsFarAsPossible() {
        assertThat(RecordsLayout.of(BATCH.bytes().slice(0, 26)).entries())
                .extracting(LayoutEntry::path)
                .containsExactly(
                        "Batches[0]",
                        "Batches[0].BaseOffset",
                        "Batches[0].BatchLength",
                        "Batches[0].PartitionLeaderEpoch",
                        "Batches[0].Magic",
                        "Batches[0].Crc",
                        "Batches[0].Attributes");
    }

    @Test
    void aBrokenRecordIsNamedUpToTheError() {
        RecordBatch broken = BATCH.withRecordBytes(Bytes.fromHex("0e 00 00 00 01 7f 76 00"));

        assertThat(RecordsLayout.of(broken.bytes()).entries())
                .extracting(LayoutEntry::path)
                .endsWith(
                        "Batches[0].Records[0].Length",
                        "Batches[0].Records[0].Attributes",
                        "Batches[0].Records[0].TimestampDelta",
                        "Batches[0].Records[0].OffsetDelta",
                        "Batches[0].Records[0].Key");
    }
}
