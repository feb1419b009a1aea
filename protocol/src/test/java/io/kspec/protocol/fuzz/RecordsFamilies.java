package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.LegacyMessage;
import io.kspec.protocol.record.LegacyMessageField;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.protocol.record.RecordHeader;
import io.kspec.protocol.record.RecordLimits;
import io.kspec.protocol.record.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import net.jpountz.xxhash.XXHashFactory;
import org.jspecify.annotations.Nullable;

/** Records fields that repeat one minimal element very often. */
final class RecordsFamilies {
    private static final Bytes LZ4_HEADER = lz4Header();
    /** An empty stored block. */
    private static final Bytes LZ4_BLOCK = Bytes.fromHex("00000080");

    private static final Bytes LZ4_END = Bytes.fromHex("00000000");
    private static final Bytes LZ4_FRAME = LZ4_HEADER.concat(LZ4_END);
    /** A frame of unknown size with a window of 128 MiB and one empty block. */
    private static final Bytes ZSTD_FRAME = Bytes.fromHex("28b52ffd 00 88 010000");

    private static final Bytes ZSTD_SKIPPED = Bytes.fromHex("502a4d18 00000000");
    private static final Bytes SNAPPY_HEADER = Bytes.fromHex("82534e4150505900 00000001 00000001");
    private static final Bytes SNAPPY_BLOCK = Bytes.fromHex("00000001 00");

    /** Limits for input that decompresses to nothing; other input gets sufficient limits. */
    private static final FuzzSubject<?> FRUGAL = new RecordsSubject(new RecordLimits(1 << 10, 1 << 10, 1 << 20));

    private static final FuzzSubject<?> GENEROUS = new RecordsSubject(new RecordLimits(1 << 20, 1 << 20, 1 << 20));

    private RecordsFamilies() {}

    static List<Family> all() {
        return List.of(
                new Family("batches without records", FRUGAL, size -> repeated(batch(0), size)),
                new Family("messages", FRUGAL, size -> repeated(message(null), size)),
                new Family("records", FRUGAL, size -> batch(size / 7).bytes()),
                new Family("headers", FRUGAL, size -> headers(size / 2)),
                new Family("batches of gzip", FRUGAL, tinyBatches(CompressionType.GZIP, gzip(Bytes.EMPTY))),
                new Family("batches of snappy", FRUGAL, tinyBatches(CompressionType.SNAPPY, Bytes.fromHex("00"))),
                new Family("batches of lz4", FRUGAL, tinyBatches(CompressionType.LZ4, LZ4_FRAME)),
                new Family("batches of zstd", FRUGAL, tinyBatches(CompressionType.ZSTD, ZSTD_FRAME)),
                new Family("gzip members", FRUGAL, oneBatch(CompressionType.GZIP, Bytes.EMPTY, gzip(Bytes.EMPTY))),
                new Family("snappy streams", FRUGAL, oneBatch(CompressionType.SNAPPY, Bytes.EMPTY, SNAPPY_HEADER)),
                new Family("snappy blocks", FRUGAL, oneBatch(CompressionType.SNAPPY, SNAPPY_HEADER, SNAPPY_BLOCK)),
                new Family("lz4 blocks", FRUGAL, oneBatch(CompressionType.LZ4, LZ4_HEADER, LZ4_BLOCK)),
                new Family("zstd frames", FRUGAL, oneBatch(CompressionType.ZSTD, Bytes.EMPTY, ZSTD_FRAME)),
                new Family("zstd frames to skip", FRUGAL, oneBatch(CompressionType.ZSTD, Bytes.EMPTY, ZSTD_SKIPPED)),
                new Family("messages in a wrapper", GENEROUS, RecordsFamilies::wrapper),
                new Family("records in gzip", GENEROUS, size -> compressed(batch(size / 7))));
    }

    private static RecordBatch batch(int records) {
        RecordBatchBuilder batch = RecordBatch.builder();
        for (int i = 0; i < records; i++) {
            batch.append(0, null, null);
        }
        return batch.build();
    }

    private static Bytes headers(int count) {
        RecordHeader[] headers = new RecordHeader[count];
        Arrays.fill(headers, new RecordHeader("", null));
        return RecordBatch.builder().append(0, null, null, headers).build().bytes();
    }

    private static LegacyMessage message(@Nullable Bytes value) {
        return (LegacyMessage)
                Records.messageSet(0).append(0, null, value).build().batches().get(0);
    }

    private static Bytes wrapper(int size) {
        Bytes messages = repeated(message(null), size);
        return message(gzip(messages))
                .with(LegacyMessageField.ATTRIBUTES, CompressionType.GZIP.id())
                .withCorrectCrc()
                .bytes();
    }

    private static Bytes compressed(RecordBatch batch) {
        return batch.with(RecordBatchField.ATTRIBUTES, CompressionType.GZIP.id())
                .withRecordBytes(gzip(batch.recordBytes()))
                .bytes();
    }

    private static RecordBatch compressed(CompressionType type, Bytes content) {
        return batch(0).with(RecordBatchField.ATTRIBUTES, type.id()).withRecordBytes(content);
    }

    private static IntFunction<Bytes> tinyBatches(CompressionType type, Bytes content) {
        return size -> repeated(compressed(type, content), size);
    }

    private static IntFunction<Bytes> oneBatch(CompressionType type, Bytes header, Bytes part) {
        Bytes end = type == CompressionType.LZ4 ? LZ4_END : Bytes.EMPTY;
        return size -> compressed(type, header.concat(repeated(part, size)).concat(end))
                .bytes();
    }

    private static Bytes repeated(Batch batch, int size) {
        return repeated(batch.bytes(), size);
    }

    private static Bytes repeated(Bytes part, int size) {
        int count = Math.max(1, size / part.size());
        byte[] array = new byte[count * part.size()];
        for (int i = 0; i < count; i++) {
            part.copyTo(array, i * part.size());
        }
        return Bytes.wrap(array);
    }

    private static Bytes gzip(Bytes content) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(output)) {
            gzip.write(content.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(output.toByteArray());
    }

    /** A header that allows blocks of 4 MiB. */
    private static Bytes lz4Header() {
        byte[] header = Bytes.fromHex("04224d18 60 70 00").toArray();
        header[6] = (byte) (XXHashFactory.safeInstance().hash32().hash(header, 4, 2, 0) >> 8);
        return Bytes.wrap(header);
    }
}
