package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.fuzz.Mutator;
import io.kspec.protocol.fuzz.RecordsCases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.utils.internals.BufferSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** kspec reads the same records from damaged bytes as kafka-clients. */
@Tag("long")
class KafkaMutantOracleTest {
    private static final long SEED = Long.getLong("kspec.fuzz.seed", 20_261_120);

    @Test
    void whatWeReadOfMutantsKafkaReads() {
        RecordsCases cases = new RecordsCases(SEED);
        int read = 0;
        for (int number = 0; number < 5_000; number++) {
            Bytes field = cases.input(number);
            List<Record> records;
            try {
                records = Records.read(field).records();
            } catch (DecodeException e) {
                continue;
            }
            read++;
            assertThat(KafkaRecords.read(field))
                    .as("mutant %d of seed %d: %s", number, SEED, field.toHex())
                    .isEqualTo(records);
        }
        assertThat(read).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whatWeDecompressOfMutantsKafkaDecompresses(CompressionType type) throws IOException {
        Mutator mutator = new Mutator(SEED);
        int read = 0;
        for (int number = 0; number < 5_000; number++) {
            Bytes compressed = CompressionCodec.of(type).compress(content(new Random(number)), RecordBatch.MAGIC);
            Bytes twice = number % 4 == 0 && type != CompressionType.LZ4 ? compressed.concat(compressed) : compressed;
            Bytes mutant = mutator.mutate(twice);
            BoundedOutput output = new BoundedOutput(1 << 20);
            try {
                CompressionCodec.of(type).decompress(mutant, RecordBatch.MAGIC, output);
            } catch (IOException e) {
                continue;
            }
            read++;
            assertThat(kafkas(type, mutant)).as(mutant.toHex()).isEqualTo(output.bytes());
        }
        assertThat(read).isGreaterThan(50);
    }

    private static Bytes content(Random random) {
        return Bytes.wrap("ab"
                .repeat(random.nextInt(20))
                .concat("\u00e9".repeat(random.nextInt(3)))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static Bytes kafkas(CompressionType type, Bytes compressed) throws IOException {
        try (InputStream stream = KafkaRecords.compression(type)
                .wrapForInput(compressed.asByteBuffer(), (byte) RecordBatch.MAGIC, BufferSupplier.NO_CACHING)) {
            return Bytes.wrap(stream.readAllBytes());
        }
    }
}
