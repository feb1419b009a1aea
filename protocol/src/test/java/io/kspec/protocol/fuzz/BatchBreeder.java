package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Layout;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.LegacyMessage;
import io.kspec.protocol.record.LegacyMessageField;
import io.kspec.protocol.record.MessageSetBuilder;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.protocol.record.RecordHeader;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.record.RecordsLayout;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Creates batches that are damaged before compression, after it, or in the header. Lengths and checksums are mostly
 * corrected, because readers stop at a wrong one before they see other damage.
 */
final class BatchBreeder {
    private static final CompressionType[] TYPES = CompressionType.values();
    private static final long[] BOUNDARIES = {
        0, 1, -1, 2, 7, 8, 127, 128, 255, 32767, 65536, 1 << 24, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE
    };

    private final SplittableRandom random;
    private final Mutator mutator;
    private final Compressor compressor;

    BatchBreeder(SplittableRandom random, Mutator mutator) {
        this.random = random;
        this.mutator = mutator;
        this.compressor = new Compressor(random);
    }

    Bytes next() {
        CompressionType type = TYPES[random.nextInt(TYPES.length)];
        int magic = random.nextInt(5);
        return magic < 2 ? messageSet(magic, type) : recordBatch(type);
    }

    private Bytes recordBatch(CompressionType type) {
        RecordBatch plain = plainBatch();
        Bytes records = plain.recordBytes();
        if (random.nextBoolean()) {
            records = mutator.mutate(inside(plain), inside(plain));
        }
        Bytes compressed = damagedSometimes(compressor.compress(type, records));
        RecordBatch batch = plain.with(RecordBatchField.ATTRIBUTES, plain.attributes() | type.id())
                .withRecordBytes(compressed);
        if (random.nextInt(4) == 0) {
            RecordBatchField[] fields = RecordBatchField.values();
            RecordBatchField field = fields[random.nextInt(fields.length)];
            batch = batch.with(field, number(batch.get(field)));
            batch = random.nextInt(4) == 0 ? batch : batch.withCorrectCrc();
        }
        return batch.bytes();
    }

    private RecordBatch plainBatch() {
        RecordBatchBuilder batch =
                RecordBatch.builder().baseOffset(random.nextInt(4) == 0 ? random.nextLong() >>> 2 : 0);
        if (random.nextInt(8) == 0) {
            batch.logAppendTime(random.nextLong());
        }
        for (int i = random.nextInt(random.nextInt(8) == 0 ? 60 : 6); i > 0; i--) {
            RecordHeader[] headers = new RecordHeader[random.nextInt(4) == 0 ? random.nextInt(5) : 0];
            for (int h = 0; h < headers.length; h++) {
                headers[h] = new RecordHeader("h\u00e9".repeat(random.nextInt(4)), content());
            }
            batch.append(random.nextInt(8) == 0 ? random.nextLong() : 1_000 + i, content(), content(), headers);
        }
        return batch.build();
    }

    /** The segments of a batch's records, without its header. */
    private static FuzzSpecimen inside(RecordBatch plain) {
        List<LayoutEntry> entries = RecordsLayout.of(plain.bytes()).entries().stream()
                .filter(each -> each.start() >= RecordBatch.HEADER_SIZE)
                .map(BatchBreeder::shifted)
                .toList();
        return FuzzSpecimen.of(plain.recordBytes(), new Layout(entries));
    }

    private static LayoutEntry shifted(LayoutEntry entry) {
        int start = entry.start() - RecordBatch.HEADER_SIZE;
        int end = entry.end() - RecordBatch.HEADER_SIZE;
        return new LayoutEntry(entry.message(), entry.path(), entry.field(), entry.role(), start, end, entry.value());
    }

    private Bytes messageSet(int magic, CompressionType type) {
        MessageSetBuilder messages = Records.messageSet(magic);
        for (int i = random.nextInt(5); i >= 0; i--) {
            messages.append(1_000 + i, content(), content());
        }
        Bytes plain = messages.build().bytes();
        if (random.nextBoolean()) {
            FuzzSpecimen specimen = FuzzSpecimen.of(plain, RecordsLayout.of(plain));
            plain = mutator.mutate(specimen, specimen);
            plain = random.nextInt(4) == 0 ? plain : withCorrectCrcs(plain);
        }
        if (type == CompressionType.NONE) {
            return plain;
        }
        Bytes wrapped = wrapped(magic, type, plain);
        return random.nextInt(16) == 0 ? wrapped(magic, type, wrapped) : wrapped;
    }

    private Bytes wrapped(int magic, CompressionType type, Bytes messages) {
        Bytes compressed = damagedSometimes(compressor.compress(type, messages));
        Records alone =
                Records.messageSet(magic).append(1_000, null, compressed).build();
        LegacyMessage wrapper = ((LegacyMessage) alone.batches().get(0)).with(LegacyMessageField.ATTRIBUTES, type.id());
        wrapper = wrapper.withOffset(random.nextInt(20)).withCorrectCrc();
        if (random.nextInt(4) == 0) {
            LegacyMessageField[] fields = LegacyMessageField.values();
            LegacyMessageField field = fields[random.nextInt(fields.length)];
            wrapper = wrapper.with(field, number(random.nextInt()));
            return random.nextInt(4) == 0 ? wrapper.bytes() : withCorrectCrcs(wrapper.bytes());
        }
        return wrapper.bytes();
    }

    private Bytes damagedSometimes(Bytes compressed) {
        return random.nextInt(4) == 0 ? mutator.mutate(compressed) : compressed;
    }

    private long number(long value) {
        return switch (random.nextInt(4)) {
            case 0 -> value + 1;
            case 1 -> value - 1;
            case 2 -> value ^ (1L << random.nextInt(32));
            default -> BOUNDARIES[random.nextInt(BOUNDARIES.length)];
        };
    }

    /** Null or a few bytes; sometimes many that compress well. */
    private @Nullable Bytes content() {
        int kind = random.nextInt(240);
        if (kind < 40) {
            return null;
        }
        byte[] content = new byte[kind == 40 ? 1 << random.nextInt(8, 17) : random.nextInt(24)];
        if (kind > 40) {
            random.nextBytes(content);
        }
        return Bytes.wrap(content);
    }

    /** Corrects the checksum of each message, as far as messages can be found. */
    private static Bytes withCorrectCrcs(Bytes messages) {
        byte[] array = messages.toArray();
        int at = 0;
        while (array.length - at >= 26) {
            int size = messages.getInt(at + LegacyMessageField.MESSAGE_SIZE.start());
            if (size < 14 || size > array.length - at - 12) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(array, at + 16, size - 4);
            FuzzNumber.fixed(crc.getValue(), 4).copyTo(array, at + LegacyMessageField.CRC.start());
            at += 12 + size;
        }
        return Bytes.wrap(array);
    }
}
