package io.kspec.protocol.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.LegacyMessage;
import io.kspec.protocol.record.LegacyMessageField;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.protocol.record.RecordLimits;
import io.kspec.protocol.record.Records;
import java.util.Collections;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Input that would decompress to far more than the limits takes no more heap than the limits allow, whatever sizes it
 * announces. {@link Trial} measures the heap.
 */
class DecompressionBombTest {
    private static final RecordLimits LIMITS = new RecordLimits(64 << 10, 128 << 10, 1_000);
    private static final FuzzSubject<?> SUBJECT = new RecordsSubject(LIMITS);
    private static final Bytes ZEROS = Bytes.wrap(new byte[32 << 20]);

    private static Bytes compressed(CompressionType type, Bytes content) {
        return new Compressor(new SplittableRandom(1)).compress(type, content);
    }

    private static RecordBatch batch(CompressionType type, Bytes compressed) {
        return RecordBatch.builder()
                .append(0, null, null)
                .build()
                .with(RecordBatchField.ATTRIBUTES, type.id())
                .withRecordBytes(compressed);
    }

    private static LegacyMessage wrapper(int magic, CompressionType type, Bytes compressed) {
        Records alone = Records.messageSet(magic).append(0, null, compressed).build();
        return ((LegacyMessage) alone.batches().get(0))
                .with(LegacyMessageField.ATTRIBUTES, type.id())
                .withCorrectCrc();
    }

    private static void assertRefused(Bytes field, Kind kind) {
        Trial.Outcome outcome = new FuzzCase(SUBJECT, field).run();

        assertThat(outcome.refusal()).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void zerosAreRejectedAtTheLimit(CompressionType type) {
        Bytes bomb = compressed(type, ZEROS);

        assertThat(bomb.size()).isLessThan(ZEROS.size() / 15);
        assertRefused(batch(type, bomb).bytes(), Kind.LENGTH_OUT_OF_RANGE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void manyBombsShareTheTotal(CompressionType type) {
        RecordBatch sound = RecordBatch.builder()
                .compression(type)
                .append(0, null, ZEROS.slice(0, 60_000))
                .build();

        assertThat(new FuzzCase(SUBJECT, sound.bytes()).run().refusal()).isNull();
        assertRefused(Records.of(Collections.nCopies(100, sound)).bytes(), Kind.LENGTH_OUT_OF_RANGE);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "SNAPPY", "LZ4"})
    void nestedWrappersAreNotDecompressed(CompressionType type) {
        for (int magic = 0; magic < 2; magic++) {
            LegacyMessage bomb = wrapper(magic, type, compressed(type, ZEROS.slice(0, 4 << 20)));
            assertRefused(bomb.bytes(), Kind.LENGTH_OUT_OF_RANGE);

            LegacyMessage small = wrapper(magic, type, compressed(type, ZEROS.slice(0, 40_000)));
            LegacyMessage nested = wrapper(magic, type, compressed(type, small.bytes()));
            assertRefused(nested.bytes(), Kind.INVALID_VALUE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SNAPPY, ffffffff0f 00, 4 GiB in a block",
        "SNAPPY, 80808008 00, 16 MiB in a block",
        "SNAPPY, 82534e4150505900 00000001 00000001 7fffffff 00, a block of 2 GiB",
        "LZ4, 04224d18 40 70 df 04000000 f0ffffff 00000000, blocks that depend on each other",
        "ZSTD, 28b52ffd e0 ffffffffffffff7f 010000, 2^63 bytes in a frame",
        "ZSTD, 28b52ffd 00 b0 010000, a window of 4 GiB",
        "ZSTD, 28b52ffd 00 ff 010000, the largest window that there is",
        "ZSTD, 502a4d18 ffffffff, 4 GiB to skip"
    })
    void announcedSizesAreNotTrusted(CompressionType type, String hex, String announcement) {
        assertThat(announcement).isNotEmpty();
        assertRefused(batch(type, Bytes.fromHex(hex)).bytes(), Kind.INVALID_VALUE);
    }

    /** 200,000 minimal members: a reader that recurses for each would overflow the stack. */
    @Test
    void emptyGzipMembersAreReadIteratively() {
        Bytes member = compressed(CompressionType.GZIP, Bytes.EMPTY);
        byte[] members = new byte[200_000 * member.size()];
        for (int i = 0; i < members.length; i += member.size()) {
            member.copyTo(members, i);
        }

        assertRefused(batch(CompressionType.GZIP, Bytes.wrap(members)).bytes(), Kind.LENGTH_OUT_OF_RANGE);
    }

    /** 4,000 bytes of blocks that each repeat one byte for 128 KiB. */
    @Test
    void aWindowIsNotAllocatedBeforeItIsFilled() {
        Bytes window = Bytes.fromHex("28b52ffd 00 88");
        Bytes block = Bytes.fromHex("020010 00");
        Bytes frame = window;
        for (int i = 0; i < 1_000; i++) {
            frame = frame.concat(block);
        }
        frame = frame.concat(Bytes.fromHex("010000"));

        assertRefused(batch(CompressionType.ZSTD, frame).bytes(), Kind.LENGTH_OUT_OF_RANGE);
    }
}
