package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every byte of a sound field has a name, and a broken one is named as far as it makes sense. */
class RecordsLayoutTest {
    private static final Bytes VALUE = Bytes.fromHex("76");

    private static final RecordBatch BATCH = RecordBatch.builder()
            .append(1, null, VALUE, new RecordHeader("h", null))
            .build();

    @Test
    void aRecordBatchIsNamedByteByByte() {
        assertThat(RecordsLayout.of(BATCH.bytes()))
                .extracting(range -> range.path() + " " + range.start() + "-" + range.end())
                .containsExactly(
                        "Batches[0] 0-72",
                        "Batches[0].BaseOffset 0-8",
                        "Batches[0].BatchLength 8-12",
                        "Batches[0].PartitionLeaderEpoch 12-16",
                        "Batches[0].Magic 16-17",
                        "Batches[0].Crc 17-21",
                        "Batches[0].Attributes 21-23",
                        "Batches[0].LastOffsetDelta 23-27",
                        "Batches[0].BaseTimestamp 27-35",
                        "Batches[0].MaxTimestamp 35-43",
                        "Batches[0].ProducerId 43-51",
                        "Batches[0].ProducerEpoch 51-53",
                        "Batches[0].BaseSequence 53-57",
                        "Batches[0].RecordsCount 57-61",
                        "Batches[0].Records[0] 61-72",
                        "Batches[0].Records[0].Length 61-62",
                        "Batches[0].Records[0].Attributes 62-63",
                        "Batches[0].Records[0].TimestampDelta 63-64",
                        "Batches[0].Records[0].OffsetDelta 64-65",
                        "Batches[0].Records[0].Key 65-66",
                        "Batches[0].Records[0].Value 66-68",
                        "Batches[0].Records[0].HeadersCount 68-69",
                        "Batches[0].Records[0].Headers[0].Key 69-71",
                        "Batches[0].Records[0].Headers[0].Value 71-72");
    }

    @Test
    void compressedRecordsAreOneRange() {
        RecordBatch gzip = RecordBatch.builder()
                .compression(CompressionType.GZIP)
                .append(1, null, VALUE)
                .build();

        List<FieldRange> layout = RecordsLayout.of(gzip.bytes());

        assertThat(layout.get(layout.size() - 1))
                .isEqualTo(new FieldRange("Batches[0].Records", 61, gzip.bytes().size()));
    }

    @Test
    void messagesAreNamedAfterABatch() {
        Records messages = Records.messageSet(1).append(1, VALUE, null).build();
        Bytes field = BATCH.bytes().concat(messages.bytes());

        assertThat(RecordsLayout.of(field))
                .extracting(range -> range.path() + " " + range.start() + "-" + range.end())
                .endsWith(
                        "Batches[1] 72-107",
                        "Batches[1].Offset 72-80",
                        "Batches[1].MessageSize 80-84",
                        "Batches[1].Crc 84-88",
                        "Batches[1].Magic 88-89",
                        "Batches[1].Attributes 89-90",
                        "Batches[1].Timestamp 90-98",
                        "Batches[1].Key 98-103",
                        "Batches[1].Value 103-107");
    }

    @Test
    void aWrongChecksumHidesNothing() {
        assertThat(RecordsLayout.of(BATCH.with(RecordBatchField.CRC, 0).bytes()))
                .isEqualTo(RecordsLayout.of(BATCH.bytes()));
    }

    @Test
    void aCutBatchIsNamedAsFarAsItGoes() {
        assertThat(RecordsLayout.of(BATCH.bytes().slice(0, 26)))
                .extracting(FieldRange::path)
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
    void aBrokenRecordIsNamedUpToWhereItBreaks() {
        RecordBatch broken = BATCH.withRecordBytes(Bytes.fromHex("0e 00 00 00 01 7f 76 00"));

        assertThat(RecordsLayout.of(broken.bytes()))
                .extracting(FieldRange::path)
                .endsWith(
                        "Batches[0].Records[0].Length",
                        "Batches[0].Records[0].Attributes",
                        "Batches[0].Records[0].TimestampDelta",
                        "Batches[0].Records[0].OffsetDelta",
                        "Batches[0].Records[0].Key");
    }
}
