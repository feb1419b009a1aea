package io.kspec.suite.checks.log;

import static io.kspec.suite.checks.log.PartitionClient.FETCHED;
import static io.kspec.suite.checks.log.PartitionClient.PRODUCED;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.runlog.Harm;
import io.kspec.stage.net.Await;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Checks of topics that are compacted. */
class CompactionChecks {
    private static final int SEGMENT_MS = 1_000;

    /** A topic whose records are compacted as soon as the broker looks, except for those in its newest segment. */
    private static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "segment.ms", "" + SEGMENT_MS, "min.cleanable.dirty.ratio", "0.01");

    /** Apache Kafka looks every 15 s, by default: its log.cleaner.backoff.ms. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final Duration SELDOM = Duration.ofMillis(250);

    /** The keys of the records, in their order; the last one is in the newest segment. */
    private static final List<String> KEYS = List.of("a", "b", "a", "c", "a", "b", "d");

    @ConformanceTest(
            id = "compaction.last-record-stays",
            profile = "consumer",
            needs = {"CreateTopics", "Metadata", "Produce", "Fetch", "ListOffsets"},
            requirement = "Compaction keeps the last record of each key, every record that it keeps has the offset that"
                    + " it always had, and the log ends where it ended.",
            source = "Kafka's documentation of log compaction; measured on Apache Kafka",
            why =
                    "Schema Registry, Connect and Kafka Streams read their state from compacted topics: what is lost here is"
                            + " lost forever, and committed offsets point at other records.",
            harm = Harm.DATA_LOST)
    void compactionKeepsTheLastRecordOfEachKey(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test, COMPACTED);
        List<Record> written = written();
        for (Record record : written) {
            client.produce(Payload.batch(test.version("Produce"), List.of(at(0, record))))
                    .expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
        }
        List<String> all = described(written);
        List<String> last = described(lastOfEachKey(written));
        List<String> found = Await.of("compaction", LIMIT)
                .every(SELDOM)
                .last(() -> described(read(client)), records -> !records.equals(all));
        if (found.equals(all)) {
            throw new TestAbortedException("the target compacted nothing within " + LIMIT.toSeconds() + " s");
        }
        boolean kept = found.containsAll(last) && all.containsAll(found);
        if (!kept) {
            throw client.fetch(0).failure(FETCHED + "Records", "the last record of each key, " + last, "" + found);
        }
        client.expectEnd(written.size());
    }

    /** The records, with the offsets that they get: their timestamps are so far apart that each begins a segment. */
    static List<Record> written() {
        return IntStream.range(0, KEYS.size())
                .mapToObj(i -> new Record(
                        i,
                        Payload.TIMESTAMP + 2L * SEGMENT_MS * i,
                        Payload.text(KEYS.get(i)),
                        Payload.text("value-" + i)))
                .toList();
    }

    /** A record, at another offset. */
    static Record at(long offset, Record record) {
        return new Record(offset, record.timestamp(), record.key(), record.value());
    }

    static List<Record> lastOfEachKey(List<Record> records) {
        Map<@Nullable Bytes, Record> last = new LinkedHashMap<>();
        for (Record record : records) {
            last.remove(record.key());
            last.put(record.key(), record);
        }
        return List.copyOf(last.values());
    }

    private static List<Record> read(PartitionClient client) {
        List<Record> records = new ArrayList<>();
        Answer unused = client.fetchAll(KEYS.size(), records);
        return records;
    }

    private static List<String> described(List<Record> records) {
        return records.stream()
                .map(record -> text(record.key()) + "=" + text(record.value()) + " at offset " + record.offset())
                .toList();
    }

    private static String text(@Nullable Bytes bytes) {
        return bytes == null ? "null" : new String(bytes.toArray(), StandardCharsets.UTF_8);
    }
}
