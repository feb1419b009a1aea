package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the reader rejects, and its messages. */
class RecordsReaderTest {
    /** A record of 8 bytes, without headers: length, attributes, two deltas, null key, value "v", no headers. */
    private static final String RECORD_0 = "0e 00 00 00 01 02 76 00";

    private static final String RECORD_1 = "0e 00 00 02 01 02 76 00";
    private static final String RECORD_2 = "0e 00 00 04 01 02 76 00";

    private static Bytes text(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RecordBatch batch() {
        return RecordBatch.builder()
                .append(1000, null, text("v"))
                .append(1000, null, text("v"))
                .append(1000, null, text("v"))
                .build();
    }

    private static RecordBatch batchOf(String records) {
        return batch().withRecordBytes(Bytes.fromHex(records));
    }

    private static DecodeFailure failure(Bytes field) {
        return failure(RecordsReader.STRICT, field);
    }

    private static DecodeFailure failure(RecordsReader reader, Bytes field) {
        return catchThrowableOfType(DecodeException.class, () -> reader.read(field))
                .failure();
    }

    private static void assertFailure(Bytes field, Kind kind, String text) {
        DecodeFailure failure = failure(field);
        assertThat(failure).hasToString(text);
        assertThat(failure.kind()).isEqualTo(kind);
    }

    @Test
    void theBatchOfTheseTestsIsValid() {
        assertThat(batchOf(RECORD_0 + RECORD_1 + RECORD_2)).isEqualTo(batch());
        assertThat(Records.read(batch().bytes()).records()).hasSize(3);
    }

    @Test
    void emptyBytesHaveNoBatches() {
        assertThat(Records.read(Bytes.EMPTY)).isEqualTo(Records.EMPTY);
    }

    @Test
    void anIncompleteBatchIsRejectedWhereItIsNotAllowed() {
        Bytes two = Records.of(batch(), batch()).bytes();

        assertFailure(
                two.slice(0, 100),
                Kind.TRUNCATED,
                "RecordBatch v2, Batches[1] at byte 100: expected a batch of 85 bytes, its first 15 are all that is there");
        assertFailure(
                two.slice(0, 90),
                Kind.TRUNCATED,
                "RecordBatch v2, Batches[1] at byte 90: expected at least 12 bytes, its first 5 are all that is there");
    }

    @Test
    void anIncompleteBatchIsKeptSeparatelyInAFetchResponse() {
        Bytes two = Records.of(batch(), batch()).bytes();

        for (int size = 85; size < two.size(); size++) {
            Records read = Records.readFetched(two.slice(0, size));
            assertThat(read.batches()).containsExactly(batch());
            assertThat(read.partialBatch()).isEqualTo(two.slice(85, size));
        }
    }

    @Test
    void theBytesOfAnIncompleteBatchMustBeValid() {
        Bytes cut = batch().with(RecordBatchField.BATCH_LENGTH, 48).bytes().slice(0, 40);

        assertThat(failure(RecordsReader.STRICT.allowingPartialBatch(), cut))
                .hasToString(
                        "RecordBatch v2, Batches[0].BatchLength at byte 8: expected a length from 49 on, found 48");
    }

    @Test
    void aNegativeLengthIsRejected() {
        assertFailure(
                batch().with(RecordBatchField.BATCH_LENGTH, -1).bytes(),
                Kind.LENGTH_OUT_OF_RANGE,
                "RecordBatch v2, Batches[0].BatchLength at byte 8: expected a length from 49 on, found -1");
    }

    @Test
    void anUnknownMagicIsRejected() {
        assertFailure(
                batch().with(RecordBatchField.MAGIC, 3).bytes(),
                Kind.INVALID_VALUE,
                "RecordBatch v2, Batches[0].Magic at byte 16: expected magic 0, 1 or 2, found 3");
    }

    @Test
    void aWrongCrcIsRejectedAndItsBatchNamed() {
        RecordBatch broken = batch().with(RecordBatchField.CRC, 0x01020304);

        assertFailure(
                Records.of(batch(), broken).bytes(),
                Kind.CHECKSUM,
                String.format(
                        "RecordBatch v2, Batches[1].Crc at byte 102: expected CRC-32C 0x%08x of the 64 bytes from the"
                                + " attributes on, found 0x01020304",
                        batch().crc()));
    }

    @Test
    void theCrcDoesNotCoverBaseOffsetAndLeaderEpoch() {
        RecordBatch moved = batch().appendedAt(1 << 20, 5);

        assertThat(Records.read(moved.bytes()).records())
                .extracting(Record::offset)
                .containsExactly(1048576L, 1048577L, 1048578L);
    }

    @Test
    void aLargeBatchSharesItsRecordsWithTheOneThatIsAppended() {
        RecordBatch sent = RecordBatch.builder()
                .append(7, null, Bytes.wrap(new byte[20_000]))
                .build();
        RecordBatch appended = sent.appendedAt(1 << 20, 5);

        assertThat(sent.baseOffset()).isZero();
        assertThat(appended.bytes().pieces().get(1).array())
                .isSameAs(sent.bytes().array());
        assertThat(Records.read(appended.bytes()).records())
                .extracting(Record::offset)
                .containsExactly(1048576L);
        Bytes larger = Bytes.wrap(new byte[100_000]).concat(sent.bytes());
        RecordBatch part = RecordBatch.unchecked(larger.slice(100_000)).appendedAt(1 << 20, 5);
        assertThat(part.bytes()).isEqualTo(appended.bytes());
        assertThat(part.bytes().array()).hasSize(part.bytes().size());
        assertThat(part.bytes().pieces()).hasSize(1);
    }

    @Test
    void anUnknownCompressionIsRejected() {
        assertFailure(
                batch().with(RecordBatchField.ATTRIBUTES, 5).withCorrectCrc().bytes(),
                Kind.INVALID_VALUE,
                "RecordBatch v2, Batches[0].Attributes at byte 21: expected compression 0 to 4, found 5");
    }

    @Test
    void theCountMustBeThatOfTheRecords() {
        assertFailure(
                batch().with(RecordBatchField.RECORDS_COUNT, 2).withCorrectCrc().bytes(),
                Kind.TRAILING_BYTES,
                "RecordBatch v2, Batches[0] at byte 77: expected the end of the batch after 2 records, 8 bytes remain");
        assertFailure(
                batchOf(RECORD_0 + "18 00 00 02 01 0c 76 76 76 76 76 76 00").bytes(),
                Kind.TRUNCATED,
                "RecordBatch v2, Batches[0].Records[2].Length at byte 82: expected the rest of a varint, no bytes"
                        + " remain");
        assertFailure(
                batch().with(RecordBatchField.RECORDS_COUNT, Integer.MAX_VALUE)
                        .withCorrectCrc()
                        .bytes(),
                Kind.LENGTH_OUT_OF_RANGE,
                "RecordBatch v2, Batches[0].RecordsCount at byte 57: expected 0 to 3 records in 24 bytes, found"
                        + " 2147483647");
        assertFailure(
                batch().with(RecordBatchField.RECORDS_COUNT, -1)
                        .withCorrectCrc()
                        .bytes(),
                Kind.LENGTH_OUT_OF_RANGE,
                "RecordBatch v2, Batches[0].RecordsCount at byte 57: expected a count of 0 or more, found -1");
    }

    @Test
    void aRecordMustFillItsLength() {
        assertFailure(
                batchOf(RECORD_0 + "10 00 00 02 01 02 76 00 00" + RECORD_2).bytes(),
                Kind.TRAILING_BYTES,
                "RecordBatch v2, Batches[0].Records[1] at byte 77: expected the record to end with its headers, 1"
                        + " bytes of its length remain");
        assertFailure(
                batchOf(RECORD_0 + "0e 00 00 02 01 04 76 00" + RECORD_2).bytes(),
                Kind.TRUNCATED,
                "RecordBatch v2, Batches[0].Records[1].HeadersCount at byte 77: expected the rest of a varint, no"
                        + " bytes remain");
    }

    @Test
    void aValueMayNotReachIntoTheNextRecord() {
        assertFailure(
                batchOf(RECORD_0 + "0e 00 00 02 01 06 76 00" + RECORD_2).bytes(),
                Kind.LENGTH_OUT_OF_RANGE,
                "RecordBatch v2, Batches[0].Records[1].Value at byte 74: expected 3 bytes, 2 bytes remain");
    }

    @Test
    void lengthsBelowMinusOneAreRejected() {
        assertFailure(
                batchOf(RECORD_0 + "0e 00 00 02 03 02 76 00" + RECORD_2).bytes(),
                Kind.LENGTH_OUT_OF_RANGE,
                "RecordBatch v2, Batches[0].Records[1].Key at byte 73: expected a length of -1 or more, found -2");
        assertFailure(
                batchOf(RECORD_0 + "0f 00 00 02 01 02 76 00" + RECORD_2).bytes(),
                Kind.LENGTH_OUT_OF_RANGE,
                "RecordBatch v2, Batches[0].Records[1].Length at byte 69: expected 0 to 15 bytes, found -8");
    }

    @Test
    void varintsMustBeMinimal() {
        assertFailure(
                batchOf(RECORD_0 + "10 00 80 00 02 01 02 76 00" + RECORD_2).bytes(),
                Kind.INVALID_VARINT,
                "RecordBatch v2, Batches[0].Records[1].TimestampDelta at byte 71: expected a varint of fewest bytes,"
                        + " found 0x8000");
        assertFailure(
                batchOf(RECORD_0 + "16 00 00 ff ff ff ff 1f 01 02 76 00" + RECORD_2)
                        .bytes(),
                Kind.INVALID_VARINT,
                "RecordBatch v2, Batches[0].Records[1].OffsetDelta at byte 72: expected a varint of at most 32 bits,"
                        + " found 0xffffffff1f");
    }

    @Test
    void offsetsMustIncreaseUpToTheLast() {
        assertFailure(
                batchOf(RECORD_0 + RECORD_0 + RECORD_2).bytes(),
                Kind.INVALID_VALUE,
                "RecordBatch v2, Batches[0].Records[1].OffsetDelta at byte 72: expected more than 0 and at most 2,"
                        + " found 0");
        assertFailure(
                batch().with(RecordBatchField.LAST_OFFSET_DELTA, 1)
                        .withCorrectCrc()
                        .bytes(),
                Kind.INVALID_VALUE,
                "RecordBatch v2, Batches[0].Records[2].OffsetDelta at byte 80: expected more than 1 and at most 1,"
                        + " found 2");
        assertFailure(
                batch().with(RecordBatchField.LAST_OFFSET_DELTA, -1)
                        .withCorrectCrc()
                        .bytes(),
                Kind.INVALID_VALUE,
                "RecordBatch v2, Batches[0].LastOffsetDelta at byte 23: expected a delta of 0 or more that fits base"
                        + " offset 0, found -1");
    }

    @Test
    void headersAreBoundedAndNamed() {
        assertFailure(
                batchOf(RECORD_0 + "14 00 00 02 01 02 76 08 00 00 00" + RECORD_2)
                        .bytes(),
                Kind.LENGTH_OUT_OF_RANGE,
                "RecordBatch v2, Batches[0].Records[1].HeadersCount at byte 76: expected 0 to 1 headers in 3 bytes,"
                        + " found 4");
        assertFailure(
                batchOf(RECORD_0 + "16 00 00 02 01 02 76 04 00 01 01 01" + RECORD_2)
                        .bytes(),
                Kind.NULL_NOT_ALLOWED,
                "RecordBatch v2, Batches[0].Records[1].Headers[1].Key at byte 79: expected a string, found null");
        assertFailure(
                batchOf(RECORD_0 + "16 00 00 02 01 02 76 02 04 c3 28 01" + RECORD_2)
                        .bytes(),
                Kind.INVALID_UTF8,
                "RecordBatch v2, Batches[0].Records[1].Headers[0].Key at byte 78: expected UTF-8, found [c328]");
    }

    @Test
    void failuresInCompressedContentHaveItsPathAndOffset() throws Exception {
        RecordBatch gzip = RecordBatch.builder()
                .compression(CompressionType.GZIP)
                .append(1, null, text("v"))
                .build();
        Bytes content = new GzipCodec().compress(Bytes.fromHex("0e 00 00 00 01 06 76 00"), RecordBatch.MAGIC);

        assertFailure(
                gzip.withRecordBytes(content).bytes(),
                Kind.LENGTH_OUT_OF_RANGE,
                "RecordBatch v2, Batches[0].Decompressed.Records[0].Value at byte 5: expected 3 bytes, 2 bytes remain");
    }

    @Test
    void whatDoesNotDecompressIsNamed() {
        for (CompressionType type :
                List.of(CompressionType.GZIP, CompressionType.SNAPPY, CompressionType.LZ4, CompressionType.ZSTD)) {
            RecordBatch batch =
                    batch().with(RecordBatchField.ATTRIBUTES, type.id()).withCorrectCrc();
            DecodeFailure failure = failure(batch.bytes());
            assertThat(failure.kind()).isEqualTo(Kind.INVALID_VALUE);
            assertThat(failure)
                    .asString()
                    .startsWith("RecordBatch v2, Batches[0].Records at byte 61: expected " + type
                            + " data, which does not decompress: ");
        }
    }

    @Test
    void headersOnlyDoesNotCheckRecords() {
        Bytes broken = batchOf(RECORD_0 + RECORD_0 + RECORD_0).bytes();

        Records read = RecordsReader.STRICT.headersOnly().read(broken);

        assertThat(read.batches()).hasSize(1);
        assertThat(catchThrowableOfType(DecodeException.class, read::records)
                        .failure()
                        .path())
                .isEqualTo("Batches[0].Records[1].OffsetDelta");
    }

    @Test
    void aBatchWithoutRecordsIsWhatCompactionLeaves() {
        RecordBatch empty = RecordBatch.builder().baseOffset(7).lastOffset(9).build();

        Records read = Records.read(empty.bytes());

        assertThat(read.records()).isEmpty();
        assertThat(read.batches().get(0).lastOffset()).isEqualTo(9);
    }

    @Test
    void bitsWithoutMeaningAreIgnored() {
        RecordBatch batch = batch().with(RecordBatchField.ATTRIBUTES, 0x7f80).withCorrectCrc();

        assertThat(Records.read(batch.bytes()).records()).hasSize(3);
        assertThat(KafkaRecords.read(batch.bytes())).hasSize(3);
    }
}
