package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.DecodeException;
import io.kspec.protocol.codec.LayoutEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to the bytes, reading ends soon, in records or in a {@link DecodeException}. */
class MutatedRecordsTest {
    private static final long SEED = 20_261_120;
    private static final int MUTATIONS = 6_000;

    static List<Records> originals() {
        List<Records> originals = new ArrayList<>();
        for (CompressionType type : CompressionType.values()) {
            RecordBatchBuilder batch = RecordBatch.builder().compression(type);
            MessageSetBuilder oldest = Records.messageSet(0);
            MessageSetBuilder old = Records.messageSet(1);
            for (int i = 0; i < 30; i++) {
                Bytes key = Bytes.wrap(("key " + i).getBytes(StandardCharsets.UTF_8));
                Bytes value = Bytes.wrap(("a value that says " + i * i).getBytes(StandardCharsets.UTF_8));
                batch.append(1000 + i, key, value, new RecordHeader("h", key), new RecordHeader("n", null));
                oldest.append(0, key, value);
                old.append(1000 + i, null, value);
            }
            originals.add(Records.of(batch.build(), batch.build()));
            if (type != CompressionType.ZSTD) {
                originals.add(oldest.compression(type).build());
                originals.add(old.compression(type).build());
            }
        }
        return originals;
    }

    @ParameterizedTest
    @MethodSource("originals")
    void onlyDecodeExceptionsComeOut(Records original) {
        Random random = new Random(SEED);
        int[] refused = new int[1];
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                Bytes mutated = mutated(original.bytes(), random);
                // with checksums mended, most damage gets past the header, down to the decompressors and the records
                refused[0] += refused(mutated) + refused(mended(mutated, original));
            }
        });
        assertThat(refused[0]).as("refused of %d, seed %d", 2 * MUTATIONS, SEED).isGreaterThan(MUTATIONS);
    }

    private static Bytes mutated(Bytes bytes, Random random) {
        byte[] array = bytes.toArray();
        int flips = 1 + random.nextInt(4);
        for (int i = 0; i < flips; i++) {
            array[random.nextInt(array.length)] = (byte) random.nextInt(256);
        }
        int size = random.nextInt(4) == 0 ? random.nextInt(array.length) : array.length;
        return Bytes.wrap(array).slice(0, size);
    }

    /** The same bytes, each batch with the checksum that its bytes have, as far as its place is still known. */
    private static Bytes mended(Bytes mutated, Records original) {
        byte[] array = mutated.toArray();
        int at = 0;
        for (Batch batch : original.batches()) {
            int end = at + batch.bytes().size();
            if (end > array.length) {
                break;
            }
            Bytes bytes = Bytes.copyOf(mutated.slice(at, end).toArray());
            int crc = batch instanceof RecordBatch ? Checksums.crc32c(bytes, 21) : Checksums.crc32(bytes, 16);
            ByteBuilder.put(array, at + (batch instanceof RecordBatch ? 17 : 12), crc, 4);
            at = end;
        }
        return Bytes.wrap(array);
    }

    private static int refused(Bytes field) {
        for (LayoutEntry entry : RecordsLayout.of(field).entries()) {
            if (entry.start() > entry.end() || entry.end() > field.size()) {
                throw new AssertionError(entry + " is not within " + field.size() + " bytes");
            }
        }
        try {
            Records.readFetched(field).records();
            return 0;
        } catch (DecodeException e) {
            assertThat(e.failure().path()).startsWith("Batches[");
            assertThat(e.failure().offset()).isNotNegative();
            return 1;
        }
    }
}
