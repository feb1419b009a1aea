package io.kspec.suite.checks.log;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchField;
import java.util.LinkedHashMap;
import java.util.Map;

/** Record batches with a correct checksum in which a length or count claims far more than there is. */
final class HostileBatches {
    /** 2^31-1 as records write it: zigzag-coded, in up to seven bits a byte. */
    private static final Bytes HUGE = Bytes.fromHex("feffffff0f");
    /** The same for -1, which stands for null. */
    private static final String NULL = "01";

    private static final String ATTRIBUTES_AND_DELTAS = "000000";
    private static final Bytes PADDING = Bytes.copyOf(new byte[8]);

    private HostileBatches() {}

    /** Batches of a record each, by what is wrong with them. */
    static Map<String, Bytes> all() {
        RecordBatch good = Payload.builder(Payload.numbered(1)).build();
        RecordBatch compressed = Payload.builder(Payload.numbered(1))
                .compression(CompressionType.GZIP)
                .build();
        Map<String, Bytes> batches = new LinkedHashMap<>();
        batches.put("a count of 2^31-1 records", counting(good, Integer.MAX_VALUE));
        batches.put("a count of 2^31-1 compressed records", counting(compressed, Integer.MAX_VALUE));
        batches.put("a count of -1 records", counting(good, -1));
        batches.put(
                "a batch of 2^31-1 bytes",
                good.with(RecordBatchField.BATCH_LENGTH, Integer.MAX_VALUE).bytes());
        batches.put("a record of 2^31-1 bytes", holding(good, HUGE.concat(PADDING)));
        batches.put("a key of 2^31-1 bytes", holding(good, record(ATTRIBUTES_AND_DELTAS, HUGE.concat(PADDING))));
        batches.put(
                "a value of 2^31-1 bytes", holding(good, record(ATTRIBUTES_AND_DELTAS + NULL, HUGE.concat(PADDING))));
        batches.put("2^31-1 headers", holding(good, record(ATTRIBUTES_AND_DELTAS + NULL + NULL, HUGE)));
        return batches;
    }

    private static Bytes counting(RecordBatch batch, int records) {
        return batch.with(RecordBatchField.RECORDS_COUNT, records)
                .withCorrectCrc()
                .bytes();
    }

    private static Bytes holding(RecordBatch batch, Bytes records) {
        return batch.withRecordBytes(records).bytes();
    }

    /** A record whose own length is right. */
    private static Bytes record(String start, Bytes rest) {
        Bytes content = Bytes.fromHex(start).concat(rest);
        return Bytes.copyOf((byte) (content.size() * 2)).concat(content);
    }
}
