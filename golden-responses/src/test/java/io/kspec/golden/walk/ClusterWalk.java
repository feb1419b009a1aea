package io.kspec.golden.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.cluster.PartitionRegistration;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ClientRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Topics are created, moved and deleted, leaders elected, brokers stopped and started, and each broker is asked for what is its own and
 * for what is another's, at random, on a cluster of Apache Kafka and on a mock of three brokers.
 *
 * <p>Before the next step, all brokers of Apache Kafka must know what the mock knows at once: who leads, and which replicas are in sync.
 */
final class ClusterWalk {
    /** How long Apache Kafka may take until its brokers know of a change, which includes that a broker has stopped. */
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** How long its brokers may take to act on what they know. */
    private static final Duration SHORT_LIMIT = Duration.ofSeconds(20);
    /** The last versions with names of topics instead of ids. */
    private static final Map<String, Integer> LAST_WITH_NAMES =
            Map.of("Produce", 12, "Fetch", 12, "OffsetCommit", 9, "OffsetFetch", 9);
    /** The first versions that take batches of today's format only, create no topics, find one offset, and keep offsets in Kafka. */
    private static final Map<String, Integer> FIRST =
            Map.of("Produce", 3, "Fetch", 4, "Metadata", 4, "ListOffsets", 1, "OffsetCommit", 2, "OffsetFetch", 2);
    /**
     * Brokers of Apache Kafka name any broker as the controller, because clients cannot reach it; ids of producers are any; and all
     * replicas of the mock have all records, also those that are not in sync.
     */
    private static final Set<String> OF_THE_CLUSTER = Set.of("ControllerId", "ProducerId", "PartitionSize");

    private static final int PARTITIONS = 3;

    private final WalkPlan plan;
    private final Random random;
    private final ClusterMoves moves;
    private final ComparableAnswer form = new ComparableAnswer(Set.of(), OF_THE_CLUSTER);
    private final WalkedCluster kafka;
    private final WalkedCluster mock;
    private final MockBroker mocked;
    private final List<String> walk = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    ClusterWalk(WalkPlan plan, WalkedCluster kafka, WalkedCluster mock, MockBroker mocked) {
        this.plan = plan;
        this.random = plan.random();
        this.moves = new ClusterMoves(random);
        this.kafka = kafka;
        this.mock = mock;
        this.mocked = mocked;
    }

    void walk() {
        for (int step = 0; step < plan.steps(); step++) {
            int kind = random.nextInt(24);
            if (kind == 0) {
                stopOrStart();
            } else if (kind < 12) {
                change(moves.change());
            } else {
                append(moves.append());
            }
            settle();
            List<ClientRequest> questions = moves.questions(epoch());
            questions.removeIf(question -> random.nextInt(3) != 0);
            questions.forEach(question -> difference(anyBroker(), question, SHORT_LIMIT)
                    .ifPresent(difference -> differences.add("step " + walk.size() + ": " + difference)));
        }
        assertThat(differences).as(this::told).isEmpty();
    }

    /** Stops one of the brokers, but not the first, which is the controller of Apache Kafka; or starts the one that has stopped. */
    private void stopOrStart() {
        Optional<Integer> stopped = IntStream.rangeClosed(1, ClusterMoves.BROKERS)
                .boxed()
                .filter(broker -> !mock.live().contains(broker))
                .findFirst();
        int broker = stopped.orElseGet(() -> 2 + random.nextInt(ClusterMoves.BROKERS - 1));
        walk.add((stopped.isPresent() ? "-- start " : "-- stop ") + broker);
        for (WalkedCluster side : List.of(mock, kafka)) {
            if (stopped.isPresent()) {
                side.start(broker);
            } else {
                side.stop(broker);
            }
        }
    }

    private void change(ClientRequest change) {
        int broker = anyBroker();
        int version = version(change);
        String expected = form.of(kafka.ask(broker, change, version));
        walk.add(broker + " " + change.at(version) + " -> " + expected);
        assertThat(form.of(mock.ask(broker, change, version))).as(this::told).isEqualTo(expected);
    }

    /** Apache Kafka may refuse a while what it will accept, because the broker has just become the leader. */
    private void append(ClientRequest append) {
        int broker = anyBroker();
        int version = version(append);
        String found = form.of(mock.ask(broker, append, version));
        walk.add(broker + " " + append.at(version) + " -> mock: " + found);
        Message expected = Await.of("an answer like the mock's", LIMIT)
                .last(
                        () -> kafka.ask(broker, append, version),
                        answer -> !isRefused(answer) || form.of(answer).equals(found));
        assertThat(found).as(this::told).isEqualTo(form.of(expected));
    }

    /** Whether any error code of an answer tells of an error. */
    private static boolean isRefused(Message answer) {
        for (FieldSpec field : answer.spec().fields()) {
            Object value = answer.get(field);
            boolean refused = value instanceof List<?> entries
                    ? entries.stream().anyMatch(entry -> entry instanceof Message struct && isRefused(struct))
                    : value instanceof Short code && field.name().equals("ErrorCode") && code != ErrorCode.NONE.code();
            if (refused) {
                return true;
            }
        }
        return false;
    }

    private void settle() {
        for (int broker : mock.live()) {
            ClusterMoves.knowledge().forEach(question -> compare(broker, question));
        }
        for (String topic : ClusterMoves.TOPICS) {
            for (int i = 0; i < PARTITIONS; i++) {
                int leader = leader(topic, i);
                if (leader > 0) {
                    compare(leader, ClusterMoves.ends(topic, i));
                }
            }
        }
    }

    private int leader(String topic, int partition) {
        return registration(topic, partition)
                .map(PartitionRegistration::leader)
                .orElse(PartitionRegistration.NO_LEADER);
    }

    private Optional<PartitionRegistration> registration(String topic, int partition) {
        try {
            return Optional.of(mocked.cluster().registration(topic, partition));
        } catch (IllegalArgumentException missing) {
            return Optional.empty();
        }
    }

    /** The leader epoch of some partition, or one off, or none. */
    private int epoch() {
        int epoch = registration(ClusterMoves.TOPICS.get(random.nextInt(2)), random.nextInt(PARTITIONS))
                .map(PartitionRegistration::leaderEpoch)
                .orElse(0);
        return Math.max(-1, epoch + List.of(0, 0, 0, 1, -1).get(random.nextInt(5)));
    }

    /** Compares what decides how the walk goes on. */
    private void compare(int broker, ClientRequest question) {
        assertThat(difference(broker, question, LIMIT)).as(this::told).isEmpty();
    }

    private Optional<String> difference(int broker, ClientRequest question, Duration limit) {
        int version = version(question);
        String found = form.of(mock.ask(broker, question, version));
        return Await.of(
                        "broker " + broker + " to answer " + question.at(version) + " like the mock with " + found,
                        limit)
                .failure(() -> {
                    String answer = form.of(kafka.ask(broker, question, version));
                    return answer.equals(found) ? Optional.empty() : Optional.of(answer);
                });
    }

    private int anyBroker() {
        List<Integer> live = mock.live();
        return live.get(random.nextInt(live.size()));
    }

    private int version(ClientRequest request) {
        String api = request.api().name();
        Versions common = kafka.versions(api).intersect(mock.versions(api));
        int lowest = Math.max(FIRST.getOrDefault(api, 0), common.lowest());
        int highest = Math.min(LAST_WITH_NAMES.getOrDefault(api, Integer.MAX_VALUE), common.highest());
        List<Integer> possible = IntStream.rangeClosed(lowest, highest)
                .filter(version -> canExpress(version, request))
                .boxed()
                .toList();
        return possible.get(random.nextInt(possible.size()));
    }

    private static boolean canExpress(int version, ClientRequest request) {
        try {
            return request.at(version) != null;
        } catch (IllegalArgumentException inexpressible) {
            return false;
        }
    }

    private String told() {
        return plan + " after\n" + String.join("\n", walk);
    }
}
