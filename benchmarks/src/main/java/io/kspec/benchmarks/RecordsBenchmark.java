package io.kspec.benchmarks;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Layout;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.record.RecordHeader;
import io.kspec.protocol.record.RecordsLayout;
import io.kspec.protocol.record.RecordsReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * One batch of magic 2, not compressed: its checksum verified and every record read, and the same batch written. A
 * record has a key of 16 bytes, a value of 100 and one header.
 */
public class RecordsBenchmark extends ComparedInOneRun {
    private static final long TIMESTAMP = 1_700_000_000_000L;
    private static final String HEADER_KEY = "trace";

    /** How many records the batch has. */
    @Param({"1", "100"})
    public int records;

    private final byte[] key = bytes(16, 'k');
    private final byte[] value = bytes(100, 'v');
    private final byte[] headerValue = bytes(16, 'h');
    private Bytes batch = Bytes.EMPTY;

    private static byte[] bytes(int size, char content) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) content);
        return bytes;
    }

    /**
     * Makes the batch.
     *
     * @throws IllegalStateException if the two write different bytes, or one reads other than was written
     */
    @Setup
    public void prepare() {
        batch = encode();
        if (!Bytes.copyOf(kafkaEncode()).equals(batch)) {
            throw new IllegalStateException("kspec and kafka-clients write different batches");
        }
        if (decode().size() != records || kafkaDecode().size() != records) {
            throw new IllegalStateException("a record is lost");
        }
    }

    /** The checksum verified, and all records. */
    @Benchmark
    public List<Record> decode() {
        return RecordsReader.STRICT.headersOnly().read(batch).records();
    }

    /** The place of every field. */
    @Benchmark
    public Layout decodeWithLayout() {
        return RecordsLayout.of(batch);
    }

    /** The yardstick. */
    @Benchmark
    public List<org.apache.kafka.common.record.internal.Record> kafkaDecode() {
        List<org.apache.kafka.common.record.internal.Record> read = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(batch.array(), batch.arrayOffset(), batch.size());
        for (var each : MemoryRecords.readableRecords(buffer.slice()).batches()) {
            each.ensureValid();
            each.forEach(read::add);
        }
        return read;
    }

    /** The batch, with its checksum. */
    @Benchmark
    public Bytes encode() {
        RecordBatchBuilder builder = RecordBatch.builder();
        for (int i = 0; i < records; i++) {
            builder.append(
                    TIMESTAMP + i,
                    Bytes.wrap(key),
                    Bytes.wrap(value),
                    new RecordHeader(HEADER_KEY, Bytes.wrap(headerValue)));
        }
        return builder.build().bytes();
    }

    /** The yardstick. */
    @Benchmark
    public ByteBuffer kafkaEncode() {
        MemoryRecordsBuilder builder =
                MemoryRecords.builder(ByteBuffer.allocate(512), Compression.NONE, TimestampType.CREATE_TIME, 0);
        for (int i = 0; i < records; i++) {
            Header[] headers = new RecordHeaders().add(HEADER_KEY, headerValue).toArray();
            builder.append(TIMESTAMP + i, key, value, headers);
        }
        return builder.build().buffer();
    }
}
