package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Decompression stops at the limits. */
@Tag("long")
class DecompressionLimitTest {
    private static RecordBatch zeros(CompressionType type, int size) {
        return RecordBatch.builder()
                .compression(type)
                .append(0, null, Bytes.wrap(new byte[size]))
                .build();
    }

    private static DecodeFailure failure(RecordLimits limits, Bytes field) {
        return catchThrowableOfType(
                        DecodeException.class,
                        () -> RecordsReader.STRICT.within(limits).read(field))
                .failure();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBombIsStoppedAtTheDefaultLimit(CompressionType type) {
        Bytes bomb = zeros(type, 101 << 20).bytes();

        DecodeFailure failure = failure(RecordLimits.DEFAULT, bomb);

        assertThat(bomb.size()).isLessThan(6 << 20);
        assertThat(failure.kind()).isEqualTo(Kind.LENGTH_OUT_OF_RANGE);
        assertThat(failure)
                .hasToString("RecordBatch v2, Batches[0].Records at byte 61: expected at most 104857600 bytes after"
                        + " decompression, found more");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void theLimitIsExact(CompressionType type) {
        Bytes field = zeros(type, 10_000).bytes();
        int size = 10_000 + 11; // three bytes each for the lengths of record and value, five for the rest

        RecordsReader reader = RecordsReader.STRICT.within(RecordLimits.DEFAULT.withBatchBytes(size));
        assertThat(reader.read(field).batches()).hasSize(1);
        assertThat(failure(RecordLimits.DEFAULT.withBatchBytes(size - 1), field).expected())
                .isEqualTo("at most 10010 bytes after decompression");
    }

    @Test
    void manySmallBombsShareTheTotal() {
        Bytes field = Records.of(
                        zeros(CompressionType.GZIP, 10_000),
                        zeros(CompressionType.GZIP, 10_000),
                        zeros(CompressionType.GZIP, 10_000))
                .bytes();

        DecodeFailure failure = failure(new RecordLimits(20_000, 25_000, 100), field);

        assertThat(failure.path()).isEqualTo("Batches[2].Records");
        assertThat(failure.expected()).isEqualTo("at most 4978 bytes after decompression");
    }

    @Test
    void recordsAndHeadersAreCounted() throws IOException {
        byte[] smallest = Bytes.fromHex("0c 00 00 00 01 01 00").toArray();
        int count = 3_000_000;
        byte[] content = new byte[smallest.length * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(smallest, 0, content, i * smallest.length, smallest.length);
        }
        RecordBatch bomb = zeros(CompressionType.ZSTD, 1)
                .with(RecordBatchField.RECORDS_COUNT, count)
                .withRecordBytes(new ZstdCodec().compress(Bytes.wrap(content), 2));

        assertThat(failure(RecordLimits.DEFAULT, bomb.bytes()))
                .hasToString("RecordBatch v2, Batches[0].RecordsCount at byte 57: expected 0 to 2000000 records in"
                        + " 21000000 bytes, found 3000000");

        RecordHeader header = new RecordHeader("", null);
        RecordHeader[] headers = new RecordHeader[100];
        Arrays.fill(headers, header);
        RecordBatch many = RecordBatch.builder().append(0, null, null, headers).build();
        assertThat(failure(RecordLimits.DEFAULT.withElements(100), many.bytes()))
                .hasToString("RecordBatch v2, Batches[0].Records[0].Headers[99] at byte 268: expected at most 100"
                        + " records and headers, found more");
    }

    @Test
    void innerMessagesAreCounted() {
        MessageSetBuilder messages = Records.messageSet(0).compression(CompressionType.GZIP);
        for (int i = 0; i < 11; i++) {
            messages.append(0, null, null);
        }

        assertThat(failure(
                                RecordLimits.DEFAULT.withElements(10),
                                messages.build().bytes())
                        .path())
                .isEqualTo("Batches[0].Decompressed.Messages[10]");
    }

    @Test
    void theAnnouncedSizeOfASnappyBlockIsNotTrusted() {
        // a bare block that announces 4 GiB less one byte, then one that announces 90 MiB in 5 bytes
        for (String block : List.of("ffffffff0f00", "80808055 00")) {
            RecordBatch batch = zeros(CompressionType.SNAPPY, 1).withRecordBytes(Bytes.fromHex(block));
            assertThat(failure(RecordLimits.DEFAULT, batch.bytes()).kind()).isEqualTo(Kind.INVALID_VALUE);
        }
    }
}
