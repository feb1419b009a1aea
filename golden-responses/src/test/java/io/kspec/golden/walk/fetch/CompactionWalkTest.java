package io.kspec.golden.walk.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.walk.WalkPlan;
import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.coverage.ApiUse;
import io.kspec.mock.walk.SharedKafka;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of the same random records, compaction leaves the same in the mock as in Apache Kafka: at the same offsets, in batches with the
 * same bounds. Each round appends batches and then one that begins a segment, with a key of its own, since Kafka's log cleaner leaves the
 * active one alone.
 */
@Tag("broker")
@Execution(ExecutionMode.CONCURRENT)
class CompactionWalkTest {
    private static final String TOPIC = "compacted";
    private static final long SEGMENT_MS = 5_000;
    private static final long CLEANED_WITHIN_SECONDS = 30;
    /** Kafka deletes a tombstone when the segment that has it is cleaned for the second time. */
    private static final Map<String, String> CONFIGS = Map.of(
            "cleanup.policy", "compact",
            "delete.retention.ms", "0",
            "min.cleanable.dirty.ratio", "0",
            "segment.ms", Long.toString(SEGMENT_MS));

    private final List<String> history = new ArrayList<>();
    private Random random = new Random();
    private long timestampMs;
    private int values;

    @ParameterizedTest
    @ValueSource(strings = {"3.9.2", "4.3.1"})
    void whatRemainsIsWhatApacheKafkaKeeps(String release) throws IOException {
        walk(SharedKafka.of(release).port(), WalkPlan.of("compaction-" + release, 25));
    }

    void walk(int kafkaPort, WalkPlan plan) throws IOException {
        random = plan.random();
        timestampMs = System.currentTimeMillis() - TimeUnit.HOURS.toMillis(1);
        history.add(plan.toString());
        try (MockBroker mock = MockBroker.start();
                WalkedBroker kafka = new WalkedBroker(kafkaPort);
                WalkedBroker mocked = new WalkedBroker(mock.port())) {
            ApiUse use = ApiUse.of(mock);
            for (WalkedBroker broker : List.of(kafka, mocked)) {
                broker.create(TOPIC, 1, TOPIC + "#1", CONFIGS);
            }
            for (int i = 0; i < plan.steps(); i++) {
                for (int batches = random.nextInt(6); batches >= 0; batches--) {
                    append(batch(), kafka, mocked);
                }
                timestampMs += 2 * SEGMENT_MS;
                append(batchOf("segment " + i), kafka, mocked);
                awaitCleaned(kafka, mocked.content(TOPIC));
            }
            plan.verify(use);
        }
    }

    private RecordBatch batch() {
        List<CompressionType> codecs = List.of(CompressionType.values());
        RecordBatchBuilder batch = RecordBatch.builder().compression(codecs.get(random.nextInt(codecs.size())));
        for (int i = random.nextInt(4); i >= 0; i--) {
            String key = "k" + random.nextInt(8);
            boolean tombstone = random.nextInt(4) == 0;
            batch.append(++timestampMs, Requests.utf8(key), tombstone ? null : Requests.utf8("v" + ++values));
        }
        return batch.build();
    }

    private RecordBatch batchOf(String key) {
        return RecordBatch.builder()
                .append(++timestampMs, Requests.utf8(key), Requests.utf8("v" + ++values))
                .build();
    }

    private void append(RecordBatch batch, WalkedBroker kafka, WalkedBroker mocked) throws IOException {
        history.add("produce " + batch);
        assertThat(mocked.produce(7, TOPIC, 0, batch.bytes()))
                .as(this::told)
                .isEqualTo(kafka.produce(7, TOPIC, 0, batch.bytes()));
    }

    /** Waits until Kafka's log cleaner has come by. */
    private void awaitCleaned(WalkedBroker kafka, String expected) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLEANED_WITHIN_SECONDS);
        String found = kafka.content(TOPIC);
        while (!found.equals(expected) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            found = kafka.content(TOPIC);
        }
        history.add(found);
        assertThat(expected).as(this::told).isEqualTo(found);
    }

    private String told() {
        return history.get(0) + "\n"
                + String.join("\n", history.subList(Math.max(1, history.size() - 20), history.size()));
    }
}
