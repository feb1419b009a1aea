package io.kspec.suite.checks.registry;

import static io.kspec.suite.checks.log.PartitionClient.FETCHED;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.Record;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.OffsetQuery;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.checks.log.PartitionClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a registry's topic as its reader thread does: from the beginning up to the offset of a record that the registry has
 * written. What it says about a failure is meant for those who have only seen that no schema is found.
 */
final class StoreReader {
    private static final int SHOWN = 60;

    private final Case test;
    private final PartitionClient partition;
    private final NavigableMap<Long, Record> written;
    private final NavigableMap<Long, Found> found = new TreeMap<>();
    private long start;
    private long position;

    StoreReader(Case test, PartitionClient partition, NavigableMap<Long, Record> written) {
        this.test = test;
        this.partition = partition;
        this.written = written;
    }

    /**
     * A record that was read.
     *
     * @param in the answer that brought it
     */
    private record Found(Record record, Answer in) {}

    /** The end of the topic, as the target tells it. */
    Answer askEnd() {
        Answer listed = partition.listOffsets(OffsetQuery.LATEST);
        return listed.expectError(PartitionClient.LISTED + "ErrorCode", ErrorCode.NONE);
    }

    /** Reads from the beginning, and expects all that was written; compaction may have removed what has a later record. */
    void expectAll() {
        Answer earliest = partition.listOffsets(OffsetQuery.EARLIEST);
        start = earliest.number(PartitionClient.offsetPath(earliest));
        position = start;
        Answer last = follow(written.lastKey());
        for (Map.Entry<Long, Record> one : written.entrySet()) {
            Found read = found.get(one.getKey());
            if (read == null && isLatest(one.getKey(), one.getValue())) {
                throw failure(last, absence(one.getKey(), last));
            }
            if (read == null) {
                continue;
            }
            expectSame(one.getKey(), "key", one.getValue().key(), read.record().key(), read.in());
            expectSame(
                    one.getKey(), "value", one.getValue().value(), read.record().value(), read.in());
        }
    }

    /** Fetches until a record is read, or no more come within the read timeout; returns the last answer. */
    private Answer follow(long target) {
        while (true) {
            long from = position;
            Answer last = Await.of("a record", test.stage().settings().readTimeout())
                    .last(this::step, answer -> position > from);
            if (position == from || position > target) {
                return last;
            }
        }
    }

    private boolean isLatest(long offset, Record record) {
        return written.tailMap(offset, false).values().stream()
                .noneMatch(later -> Objects.equals(later.key(), record.key()));
    }

    /** Fetches once, and moves on as consumers do: behind the last batch, whatever is in it. */
    private Answer step() {
        Answer fetched = partition.fetch(position).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        List<Record> records = PartitionClient.recordsIn(fetched);
        long from = position;
        for (Record record : records) {
            if (record.offset() >= position) {
                found.put(record.offset(), new Found(record, fetched));
                position = record.offset() + 1;
            }
        }
        for (Batch batch : PartitionClient.recordsOf(fetched).batches()) {
            position = Math.max(position, batch.lastOffset() + 1);
        }
        if (!records.isEmpty() && position == from) {
            throw failure(
                    fetched,
                    "the fetch from offset " + from + " is answered with records below it again, offset "
                            + records.get(0).offset() + " to "
                            + records.get(records.size() - 1).offset()
                            + ", so that the reader never gets beyond offset " + (from - 1)
                            + ": the answer must begin with the batch that contains the offset in the request");
        }
        return fetched;
    }

    private String absence(long offset, Answer last) {
        if (position <= offset) {
            long end = last.number(FETCHED + "HighWatermark");
            return "the fetch from offset " + position + " brings no records, and says that the log ends at " + end
                    + " (HighWatermark)" + (end <= offset ? ", below what was acknowledged" : "");
        }
        return "no record has offset " + offset + ", which Produce gave to one";
    }

    private void expectSame(
            long offset, String part, @Nullable Bytes expected, @Nullable Bytes actual, Answer fetched) {
        if (!Objects.equals(expected, actual)) {
            throw failure(
                    fetched,
                    "the record at offset " + offset + " has another " + part + " than was produced: "
                            + difference(expected, actual));
        }
    }

    private static String difference(@Nullable Bytes expected, @Nullable Bytes actual) {
        if (expected == null || actual == null || expected.isEmpty() || actual.isEmpty()) {
            return shown(actual) + " instead of " + shown(expected);
        }
        int at = 0;
        while (at < Math.min(expected.size(), actual.size()) && expected.get(at) == actual.get(at)) {
            at++;
        }
        return "from byte " + at + " on, " + shown(actual.slice(at, actual.size())) + " instead of "
                + shown(expected.slice(at, expected.size())) + " (" + actual.size() + " bytes instead of "
                + expected.size() + ")";
    }

    private static String shown(@Nullable Bytes bytes) {
        if (bytes == null) {
            return "null";
        }
        if (bytes.isEmpty()) {
            return "nothing";
        }
        String text = new String(bytes.toArray(), StandardCharsets.UTF_8);
        String printable = text.chars().allMatch(c -> c >= ' ' && c < 0x7f) ? text : "0x" + bytes.toHex();
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "…";
    }

    /** A failure that begins with what the user of a registry sees. */
    private CheckFailure failure(Answer fetched, String reason) {
        long schemas = schemas(written);
        long same = written.entrySet().stream()
                .filter(one -> !RegistryRecords.isNoop(one.getValue()))
                .filter(one -> isFound(one.getKey(), one.getValue()))
                .count();
        return fetched.failure(
                FETCHED + "Records",
                schemas + " of " + schemas + " schemas found, which Produce acknowledged with acks=all (offsets "
                        + written.firstKey() + " to " + written.lastKey() + "), by reading on from offset " + start,
                same + " of " + schemas + ": " + reason);
    }

    private boolean isFound(long offset, Record record) {
        Found read = found.get(offset);
        return read != null
                && Objects.equals(read.record().key(), record.key())
                && Objects.equals(read.record().value(), record.value());
    }

    private static long schemas(Map<Long, Record> records) {
        return records.values().stream()
                .filter(record -> !RegistryRecords.isNoop(record))
                .count();
    }
}
