package io.kspec.suite.checks.log;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.record.RecordHeader;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.record.TimestampType;
import io.kspec.protocol.spec.Versions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Records to produce, in the format of a version of Produce: magic 0 up to v1, 1 at v2, 2 from v3 on. */
public final class Payload {
    private static final long HOUR_MS = 3_600_000;

    /**
     * The default timestamp of records, in milliseconds: one to two hours ago, which cannot be mistaken for the broker's time.
     * Apache Kafka deletes records older than a week soon, whenever they were produced.
     */
    public static final long TIMESTAMP = (System.currentTimeMillis() / HOUR_MS - 1) * HOUR_MS;

    /** The versions of Produce whose records have times (KIP-32). */
    public static final Versions WITH_TIMES = Versions.parse("2+");

    private static final int FIRST_VERSION_OF_MAGIC_1 = 2;
    private static final int FIRST_VERSION_OF_MAGIC_2 = 3;
    private static final int FIRST_FETCH_OF_MAGIC_1 = 2;
    private static final int FIRST_FETCH_OF_MAGIC_2 = 4;

    private Payload() {}

    /** The magic that a version of Produce accepts. */
    public static int magic(int produceVersion) {
        if (produceVersion >= FIRST_VERSION_OF_MAGIC_2) {
            return 2;
        }
        return produceVersion >= FIRST_VERSION_OF_MAGIC_1 ? 1 : 0;
    }

    /** The magic in which a version of Fetch returns records, at most: magic 0 has no times, and magic 1 no headers. */
    static int fetchedMagic(int fetchVersion) {
        if (fetchVersion >= FIRST_FETCH_OF_MAGIC_2) {
            return 2;
        }
        return fetchVersion >= FIRST_FETCH_OF_MAGIC_1 ? 1 : 0;
    }

    /** Records with the keys and values {@code key-0}, {@code value-0} and so on. */
    public static List<Record> numbered(int count) {
        return numbered(0, count);
    }

    /** Some of these records from a number on, as a batch of their own, whose offsets begin at 0. */
    static List<Record> numbered(int first, int count) {
        List<Record> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = first + i;
            records.add(new Record(i, TIMESTAMP + number, text("key-" + number), text("value-" + number)));
        }
        return records;
    }

    /** Records with null, empty and binary keys and values, and with headers if the format supports them. */
    public static List<Record> odd(int magic) {
        List<RecordHeader> headers = magic < 2
                ? List.of()
                : List.of(
                        new RecordHeader("trace", text("a")),
                        new RecordHeader("trace", null),
                        new RecordHeader("", Bytes.EMPTY));
        Bytes binary = Bytes.fromHex("00ff0a0d8000");
        return List.of(
                new Record(0, TIMESTAMP, TimestampType.CREATE_TIME, null, text("no key"), headers),
                new Record(1, TIMESTAMP + 1, TimestampType.CREATE_TIME, Bytes.EMPTY, Bytes.EMPTY, List.of()),
                new Record(2, TIMESTAMP + 2, TimestampType.CREATE_TIME, text("tombstone"), null, List.of()),
                new Record(3, TIMESTAMP + 3, TimestampType.CREATE_TIME, binary, binary, headers));
    }

    /** The bytes of one batch or message set. */
    public static Bytes batch(int produceVersion, CompressionType compression, List<Record> records) {
        int magic = magic(produceVersion);
        if (magic < 2) {
            return Records.messageSet(magic)
                    .compression(compression)
                    .appendAll(records)
                    .build()
                    .bytes();
        }
        return builder(records).compression(compression).build().bytes();
    }

    /** The bytes of one uncompressed batch or message set. */
    public static Bytes batch(int produceVersion, List<Record> records) {
        return batch(produceVersion, CompressionType.NONE, records);
    }

    /** A builder for a batch in magic 2. */
    public static RecordBatchBuilder builder(List<Record> records) {
        return RecordBatch.builder().appendAll(records);
    }

    /** The UTF-8 bytes of a text. */
    public static Bytes text(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
