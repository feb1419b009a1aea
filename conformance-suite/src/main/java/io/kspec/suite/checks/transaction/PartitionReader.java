package io.kspec.suite.checks.transaction;

import static io.kspec.suite.checks.log.PartitionClient.FETCHED;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.EndTransactionMarker;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Await;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.PartitionClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads a partition as consumers do under either isolation level: under {@code read_committed} they leave out what the list
 * of aborted transactions names, up to the marker of the abort.
 */
final class PartitionReader {
    static final int UNCOMMITTED = 0;
    static final int COMMITTED = 1;

    private static final String STABLE = FETCHED + "LastStableOffset";
    private static final String END = FETCHED + "HighWatermark";
    private static final Versions WITH_ISOLATION = new Versions(4, Short.MAX_VALUE);
    private static final Bytes ABORT = new EndTransactionMarker(EndTransactionMarker.Type.ABORT, 0).key();

    /** The pause between two looks at a partition that nothing is expected of for seconds. */
    private static final Duration SELDOM = Duration.ofMillis(250);

    private final Case test;
    private final PartitionClient partition;

    PartitionReader(Case test, PartitionClient partition) {
        this.test = test;
        this.partition = partition;
    }

    /**
     * What a consumer read.
     *
     * @param last the last answer
     */
    private record Seen(List<String> values, Answer last) {}

    /** Fetches from an offset under an isolation level. */
    Answer fetch(int isolation, long offset) {
        test.limit("Fetch", WITH_ISOLATION);
        return test.ask(
                        partition.connection(),
                        partition.fetchRequest(offset).with(body -> body.set("IsolationLevel", isolation)))
                .expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
    }

    /** Expects that consumers soon read these values. */
    void expectSoon(int isolation, String... values) {
        expectWithin(Await.of(awaited(), test.stage().settings().readTimeout()), isolation, values);
    }

    /** Expects that consumers read these values within a time that is longer than the target may take for an answer. */
    void expectWithin(Duration limit, int isolation, String... values) {
        expectWithin(Await.of(awaited(), limit).every(SELDOM), isolation, values);
    }

    private String awaited() {
        return "the values of " + partition.topic();
    }

    private void expectWithin(Await await, int isolation, String... values) {
        Seen seen = await.last(() -> read(isolation), found -> found.values().equals(List.of(values)));
        expect(seen, isolation, values);
    }

    /** Expects that consumers read these values now. */
    void expectNow(int isolation, String... values) {
        expect(read(isolation), isolation, values);
    }

    private static void expect(Seen seen, int isolation, String... values) {
        String reader = isolation == COMMITTED ? "read_committed" : "read_uncommitted";
        seen.last()
                .expect(
                        seen.values().equals(List.of(values)),
                        FETCHED + "Records",
                        "the values " + List.of(values) + " for a consumer with " + reader,
                        seen.values());
    }

    /** Waits until the log ends at an offset, as after a marker, whatever transactions are open. */
    Answer awaitEnd(long offset) {
        return await(offset, answer -> true);
    }

    /** Waits until the log ends at an offset, and all transactions have ended for consumers. */
    Answer awaitStable(long offset) {
        return await(offset, answer -> isUntold(answer) || answer.number(STABLE) >= offset);
    }

    private Answer await(long offset, Predicate<Answer> more) {
        return Await.of("the end of the log", test.stage().settings().readTimeout())
                .last(() -> fetch(COMMITTED, 0), answer -> answer.number(END) >= offset && more.test(answer))
                .expect(END, offset);
    }

    /** Expects a last stable offset where the target tells it. */
    static void expectStable(Answer fetched, long offset) {
        if (!isUntold(fetched)) {
            fetched.expect(STABLE, offset);
        }
    }

    /** -1 is the default in the definition, and clients ignore it. */
    private static boolean isUntold(Answer fetched) {
        return fetched.number(STABLE) == -1;
    }

    /** A target may return fewer batches in one response than it has. */
    private Seen read(int isolation) {
        List<String> values = new ArrayList<>();
        long offset = 0;
        while (true) {
            Answer fetched = fetch(isolation, offset);
            List<Batch> batches = PartitionClient.recordsOf(fetched).batches();
            long from = offset;
            for (Record record : visible(fetched, batches, isolation)) {
                if (record.offset() >= from) {
                    values.add(text(Objects.requireNonNullElse(record.value(), Bytes.EMPTY)));
                }
            }
            long next =
                    batches.isEmpty() ? from : batches.get(batches.size() - 1).lastOffset() + 1;
            if (next <= from) {
                return new Seen(values, fetched);
            }
            offset = next;
        }
    }

    private static String text(Bytes value) {
        return new String(value.toArray(), StandardCharsets.UTF_8);
    }

    private static List<Record> visible(Answer fetched, List<Batch> batches, int isolation) {
        Queue<Message> aborted = new PriorityQueue<>(Comparator.comparingLong(entry -> entry.getLong("FirstOffset")));
        if (isolation == COMMITTED) {
            fetched.list(FETCHED + "AbortedTransactions").forEach(entry -> aborted.add((Message) entry));
        }
        Set<Long> aborting = new HashSet<>();
        List<Record> visible = new ArrayList<>();
        for (Batch batch : batches) {
            while (!aborted.isEmpty() && aborted.element().getLong("FirstOffset") <= batch.lastOffset()) {
                aborting.add(aborted.remove().getLong("ProducerId"));
            }
            if (batch.isControl()) {
                if (isAbort(fetched, batch)) {
                    aborting.remove(((RecordBatch) batch).producerId());
                }
            } else if (!isAborted(batch, aborting)) {
                visible.addAll(records(fetched, batch));
            }
        }
        return visible;
    }

    private static boolean isAborted(Batch batch, Set<Long> aborting) {
        return batch instanceof RecordBatch some && some.isTransactional() && aborting.contains(some.producerId());
    }

    /** Whether a control batch is the marker of an abort. */
    static boolean isAbort(Answer fetched, Batch batch) {
        List<Record> records = records(fetched, batch);
        return !records.isEmpty() && Objects.equals(ABORT, records.get(0).key());
    }

    private static List<Record> records(Answer fetched, Batch batch) {
        try {
            return batch.records();
        } catch (DecodeException e) {
            throw fetched.failure(FETCHED + "Records", "records that decode", String.valueOf(e.getMessage()));
        }
    }
}
