package io.kspec.golden.walk.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.walk.WalkPlan;
import io.kspec.mock.MockBroker;
import io.kspec.mock.cluster.ClusterSettings;
import io.kspec.mock.coverage.ApiUse;
import io.kspec.mock.transaction.ProducerIdentity;
import io.kspec.mock.transaction.TransactionSettings;
import io.kspec.mock.walk.SharedKafka;
import io.kspec.reference.ReferenceBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same random requests of transactional producers get the same answers from the mock as from Apache Kafka, and leave the
 * same records, offsets and states behind.
 */
@Tag("broker")
@Execution(ExecutionMode.CONCURRENT)
class TransactionWalkTest {
    /** The level of transaction.version that no release has unless it is asked for. */
    private static final int NOT_THE_DEFAULT = 1;

    private static final Pattern PRODUCER = Pattern.compile("NONE producer (\\d+) epoch (\\d+)");

    private final List<String> history = new ArrayList<>();
    /** The producers that a transactional id has had, the current one at the end. */
    private final Map<String, List<ProducerIdentity>> producers = new HashMap<>();

    private final Map<String, Integer> sequences = new HashMap<>();
    private Random random = new Random();
    private @Nullable TransactionSide limits;
    private int level;

    private interface Request {
        String send(TransactionSide side) throws IOException;
    }

    @ParameterizedTest(name = "{0}, transaction.version {1}")
    @CsvSource({"3.9.2, 0", "4.3.1, 2", "4.3.1, 1"})
    void transactionsAreThoseOfApacheKafka(String release, int level) throws IOException {
        WalkPlan plan = WalkPlan.of("transactions-" + release + "-version-" + level, 400);
        if (level != NOT_THE_DEFAULT) {
            walk(SharedKafka.of(release).port(), level, plan);
            return;
        }
        try (ReferenceBroker kafka = ReferenceBroker.of(release)
                .property("offsets.topic.num.partitions", "50")
                .feature("transaction.version", level)
                .start()) {
            walk(kafka.port(), level, plan);
        }
    }

    void walk(int kafkaPort, int transactionVersion, WalkPlan plan) throws IOException {
        random = plan.random();
        history.add(plan.toString());
        ClusterSettings settings =
                ClusterSettings.DEFAULTS.withTransactions(TransactionSettings.DEFAULTS.withVersion(transactionVersion));
        try (MockBroker mock = MockBroker.builder().settings(settings).start();
                TransactionSide expected = new TransactionSide(kafkaPort, transactionVersion == 0);
                TransactionSide actual = new TransactionSide(mock.port(), transactionVersion == 0)) {
            ApiUse use = ApiUse.of(mock);
            limits = expected;
            level = transactionVersion;
            expected.prepare();
            actual.prepare();
            for (int i = 0; i < plan.steps(); i++) {
                step(expected, actual);
            }
            plan.verify(use);
        } catch (IOException e) {
            throw new IOException(told(), e);
        }
    }

    private void step(TransactionSide expected, TransactionSide actual) throws IOException {
        String id = pick(TransactionSide.IDS);
        ProducerIdentity producer = producer(id);
        int dice = random.nextInt(100);
        if (dice < 14 || !producers.containsKey(id)) {
            init(id, producer, expected, actual);
        } else if (dice < 28) {
            int version = version("AddPartitionsToTxn", 0);
            List<Integer> partitions = pick(List.of(List.of(0), List.of(1), List.of(0, 1), List.of(0, 7)));
            boolean verifyOnly = random.nextInt(3) == 0;
            // While a transaction ends, releases before 4.0 look at the epoch first, and 4.3.1 last.
            ProducerIdentity adding = level == 0 ? current(id) : producer;
            compare(
                    "AddPartitionsToTxn v" + version + " " + id + " " + adding + partitions + verifyOnly,
                    side -> side.add(version, id, adding, partitions, verifyOnly),
                    expected,
                    actual);
        } else if (dice < 34) {
            int version = version("AddOffsetsToTxn", 0);
            String group = pick(TransactionSide.GROUPS);
            compare(
                    "AddOffsetsToTxn v" + version + " " + id + " " + producer + " " + group,
                    side -> side.addOffsets(version, id, producer, group),
                    expected,
                    actual);
        } else if (dice < 56) {
            produce(id, producer, expected, actual);
        } else if (dice < 68) {
            commitInTransaction(id, producer, expected, actual);
        } else if (dice < 86) {
            end(id, producer, expected, actual);
        } else {
            seldom(id, producer, dice, expected, actual);
        }
    }

    private void seldom(
            String id, ProducerIdentity producer, int dice, TransactionSide expected, TransactionSide actual)
            throws IOException {
        String group = pick(TransactionSide.GROUPS);
        int partition = random.nextInt(TransactionSide.PARTITIONS);
        if (dice < 90) {
            long offset = random.nextInt(1000);
            compare(
                    "OffsetCommit " + group + " " + partition + " " + offset,
                    side -> side.commitOffset(group, partition, offset),
                    expected,
                    actual);
        } else if (dice < 92) {
            compare("DeleteGroups " + group, side -> side.deleteGroup(group), expected, actual);
        } else if (dice < 98 && !isAhead(id, producer)) {
            int version = version("WriteTxnMarkers", 1);
            boolean commit = random.nextBoolean();
            int coordinatorEpoch = random.nextInt(10) == 0 ? random.nextInt(3) - 1 : 0;
            int markerVersion = random.nextInt(3);
            compare(
                    "WriteTxnMarkers v" + version + " " + producer + " " + commit + " coordinator " + coordinatorEpoch
                            + " version " + markerVersion + " partition " + partition,
                    side -> side.writeMarkers(version, producer, commit, coordinatorEpoch, markerVersion, partition),
                    expected,
                    actual);
        } else if (dice >= 98) {
            sequences.clear();
            compare(
                    "a new topic in place of the old one",
                    side -> {
                        side.deleteTopic();
                        side.create();
                        return "done";
                    },
                    expected,
                    actual);
        }
    }

    private void init(String id, ProducerIdentity producer, TransactionSide expected, TransactionSide actual)
            throws IOException {
        int version = Math.min(5, version("InitProducerId", 0));
        int timeoutMs = random.nextInt(10) == 0 ? 900_001 : 60_000;
        ProducerIdentity claimed = random.nextBoolean() ? producer : ProducerIdentity.NONE;
        String result = compare(
                "InitProducerId v" + version + " " + id + " " + timeoutMs + " " + claimed,
                side -> side.init(version, id, timeoutMs, claimed),
                expected,
                actual);
        learn(id, result);
    }

    private void produce(String id, ProducerIdentity producer, TransactionSide expected, TransactionSide actual)
            throws IOException {
        int version = Math.min(12, version("Produce", 3));
        int partition = random.nextInt(TransactionSide.PARTITIONS);
        String key = producer + " " + partition;
        int due = sequences.getOrDefault(key, 0);
        int sequence = random.nextInt(8) == 0 ? Math.max(0, due + random.nextInt(3) - 1) : due;
        boolean transactional = random.nextInt(8) > 0;
        String result = compare(
                "Produce v" + version + " " + id + " " + partition + " " + producer + " " + sequence
                        + (transactional ? " transactional" : ""),
                side -> side.produce(version, id, partition, producer, sequence, transactional),
                expected,
                actual);
        if (result.startsWith("NONE")) {
            sequences.put(key, Math.max(due, sequence + 1));
        }
    }

    private void commitInTransaction(
            String id, ProducerIdentity producer, TransactionSide expected, TransactionSide actual) throws IOException {
        int version = Math.min(5, version("TxnOffsetCommit", 0));
        String group = pick(TransactionSide.GROUPS);
        int partition = random.nextInt(12) == 0 ? 7 : random.nextInt(TransactionSide.PARTITIONS);
        long offset = random.nextInt(1000);
        int generation = random.nextInt(6) == 0 ? 3 : -1;
        compare(
                "TxnOffsetCommit v" + version + " " + id + " " + producer + " " + group + "-" + partition + " " + offset
                        + " generation " + generation,
                side -> side.commitInTransaction(version, id, producer, group, partition, offset, generation),
                expected,
                actual);
    }

    private void end(String id, ProducerIdentity producer, TransactionSide expected, TransactionSide actual)
            throws IOException {
        int version = version("EndTxn", 0);
        boolean commit = random.nextBoolean();
        String result = compare(
                "EndTxn v" + version + " " + id + " " + producer + " " + (commit ? "commit" : "abort"),
                side -> side.end(version, id, producer, commit),
                expected,
                actual);
        learn(id, result);
    }

    private void learn(String id, String result) {
        Matcher matcher = PRODUCER.matcher(result);
        if (matcher.find()) {
            producers
                    .computeIfAbsent(id, absent -> new ArrayList<>())
                    .add(new ProducerIdentity(Long.parseLong(matcher.group(1)), Short.parseShort(matcher.group(2))));
        }
    }

    /**
     * Mostly the current producer, sometimes an earlier one, or one epoch off. Releases before 4.0 accept an epoch that is ahead
     * where the log or the group has the transaction open; the mock does as 4.3.1.
     */
    private ProducerIdentity producer(String id) {
        ProducerIdentity current = current(id);
        int dice = random.nextInt(20);
        if (dice == 0 && level > 0) {
            return new ProducerIdentity(current.id(), (short) (current.epoch() + 1));
        }
        if (dice == 1 && current.epoch() > 0) {
            return new ProducerIdentity(current.id(), (short) (current.epoch() - 1));
        }
        return dice == 2 ? pick(known(id)) : current;
    }

    private ProducerIdentity current(String id) {
        List<ProducerIdentity> known = known(id);
        return known.get(known.size() - 1);
    }

    private List<ProducerIdentity> known(String id) {
        return producers.getOrDefault(id, List.of(new ProducerIdentity(4711, (short) 0)));
    }

    /**
     * Whether a marker of this producer would fence the coordinator's own, so that the transaction never ends. A release
     * before 4.0 then answers otherwise.
     */
    private boolean isAhead(String id, ProducerIdentity producer) {
        List<ProducerIdentity> known = producers.getOrDefault(id, List.of());
        return level == 0
                && (known.isEmpty()
                        || producer.epoch() > known.get(known.size() - 1).epoch());
    }

    private int version(String api, int lowest) {
        return lowest + random.nextInt(Objects.requireNonNull(limits).highest(api) - lowest + 1);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String compare(String what, Request request, TransactionSide expected, TransactionSide actual)
            throws IOException {
        history.add(what);
        String answer = request.send(expected);
        history.set(history.size() - 1, what + " -> " + answer);
        assertThat(request.send(actual)).as(this::told).isEqualTo(answer);
        expected.settle(actual);
        int offset = random.nextInt(3) == 0 ? random.nextInt(6) : 0;
        assertThat(actual.observe(offset)).as(this::told).isEqualTo(observed(expected, offset, actual.observe(offset)));
        return answer;
    }

    /** Kafka may answer before everything that it did can be seen, so what differs is looked at again. */
    private static String observed(TransactionSide side, int offset, String hoped) throws IOException {
        String seen = side.observe(offset);
        for (int i = 0; i < 20 && !seen.equals(hoped); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            seen = side.observe(offset);
        }
        return seen;
    }

    private String told() {
        return history.get(0) + "\n"
                + String.join("\n", history.subList(Math.max(1, history.size() - 25), history.size()));
    }
}
