package io.kspec.golden.walk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.OffsetQuery;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetToCommit;
import io.kspec.stage.requests.PartitionRecords;
import io.kspec.stage.requests.ProduceRequests;
import io.kspec.stage.requests.ProducerIdRequests;
import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.ReplicaRequests;
import io.kspec.stage.requests.TopicIdentity;
import io.kspec.stage.requests.TopicRequests;
import io.kspec.stage.requests.TransactionRequests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws what clients and administrators ask the brokers of a cluster, whether it is the right broker or not. */
final class ClusterMoves {
    static final List<String> TOPICS = List.of("walk-a", "walk-b");
    static final int BROKERS = 3;

    private static final int TIMEOUT_MS = 10_000;
    private static final int UNKNOWN_PRODUCER = 4_711;

    private final Random random;

    ClusterMoves(Random random) {
        this.random = random;
    }

    /** A request that changes topics, replicas or leaders, whichever broker gets it. */
    ClientRequest change() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> create();
            case 3 -> random.nextInt(3) == 0 ? TopicRequests.delete(TIMEOUT_MS, List.of(topic())) : create();
            case 4 -> LogRequests.createPartitions(topic(), 1 + random.nextInt(4), assignment());
            case 5, 6 -> ReplicaRequests.elect(random.nextInt(2), topic(), random.nextInt(3), random.nextInt(3));
            case 7 -> ReplicaRequests.electAll(ReplicaRequests.PREFERRED);
            default -> ReplicaRequests.reassign(topic(), random.nextInt(3), random.nextInt(6) == 0 ? null : replicas());
        };
    }

    private ClientRequest create() {
        Map<Integer, List<Integer>> assigned = new TreeMap<>();
        int factor = 1 + random.nextInt(BROKERS);
        for (int i = random.nextInt(3); i >= 0; i--) {
            assigned.put(i, shuffled().subList(0, factor));
        }
        return TopicRequests.create(TIMEOUT_MS, NewTopic.withDefaults(topic()).assigned(assigned));
    }

    private @Nullable List<List<Integer>> assignment() {
        return List.of(replicas());
    }

    /** Some of the brokers, the preferred one first. */
    private List<Integer> replicas() {
        return List.copyOf(shuffled().subList(0, 1 + random.nextInt(BROKERS)));
    }

    private List<Integer> shuffled() {
        List<Integer> all = IntStream.rangeClosed(1, BROKERS).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(all, random);
        return all;
    }

    /** A request that has an effect once, at the broker whose it is. */
    ClientRequest append() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> produce();
            case 3 -> LogRequests.deleteRecords(topic(), random.nextInt(3), random.nextInt(4) - 1);
            case 4, 5 ->
                OffsetRequests.commit(
                        group(),
                        List.of(new OffsetToCommit(
                                TopicIdentity.named(topic()), random.nextInt(3), random.nextInt(9), 0, "")));
            case 6 ->
                random.nextBoolean()
                        ? GroupRequests.delete(List.of(group()))
                        : LogRequests.deleteOffsets(group(), topic(), 0, random.nextInt(3));
            default -> ProducerIdRequests.init(transactionalId(), TIMEOUT_MS);
        };
    }

    private ClientRequest produce() {
        Bytes value = Bytes.wrap("v".repeat(1 + random.nextInt(20)).getBytes(UTF_8));
        Bytes batch = RecordBatch.builder()
                .append(System.currentTimeMillis(), null, value)
                .build()
                .bytes();
        return ProduceRequests.produce(
                random.nextBoolean() ? -1 : 1,
                TIMEOUT_MS,
                new PartitionRecords(TopicIdentity.named(topic()), random.nextInt(3), batch));
    }

    /**
     * Questions, each to one broker.
     *
     * @param epoch a leader epoch that a client may know
     */
    List<ClientRequest> questions(int epoch) {
        String topic = topic();
        int partition = random.nextInt(3);
        String group = group();
        ProducerSession producer = new ProducerSession(transactionalId(), UNKNOWN_PRODUCER, (short) 0);
        List<ClientRequest> questions = new ArrayList<>(List.of(
                fetch(topic, partition, epoch),
                fetch(topic(), random.nextInt(3), -1),
                ListOffsetsRequests.list(
                        OffsetQuery.of(topic, partition, OffsetQuery.LATEST).leaderEpoch(epoch)),
                ListOffsetsRequests.list(OffsetQuery.of(topic, partition, OffsetQuery.EARLIEST)),
                ReplicaRequests.epochEnd(topic, partition, Math.max(0, epoch), random.nextBoolean() ? -1 : epoch),
                LogRequests.describeDirs(topic, 0, 1, 2),
                TransactionRequests.describeProducers(topic, List.of(partition)),
                ClusterRequests.describe(),
                ReplicaRequests.listReassignments(topic, partition),
                CoordinatorRequests.find(CoordinatorType.GROUP, group),
                CoordinatorRequests.find(CoordinatorType.TRANSACTION, producer.transactionalId())));
        Membership member = Membership.of(group, "nobody", 3);
        questions.addAll(List.of(
                OffsetRequests.fetch(GroupPartitions.all(group)),
                GroupRequests.describe(group),
                GroupRequests.list(),
                MembershipRequests.heartbeat(member),
                MembershipRequests.sync(member, "consumer", "range", Map.of()),
                MembershipRequests.leave(group, Leaver.member("nobody")),
                TransactionRequests.describe(List.of(producer.transactionalId())),
                TransactionRequests.list(),
                TransactionRequests.end(producer, true),
                TransactionRequests.addPartitions(producer, topic, List.of(partition)),
                TransactionRequests.addOffsets(producer, group)));
        return questions;
    }

    private ClientRequest fetch(String topic, int partition, int epoch) {
        return FetchRequests.fetch(FetchPosition.of(TopicIdentity.named(topic), partition, random.nextInt(3))
                .leaderEpoch(epoch));
    }

    /** What each broker must say before the walk goes on: what it knows of topics, partitions and reassignments. */
    static List<ClientRequest> knowledge() {
        return List.of(
                MetadataRequests.topics(TOPICS),
                ReplicaRequests.describeTopics(TOPICS.toArray(String[]::new)),
                ReplicaRequests.listReassignments());
    }

    /** Asks the leader of each partition where its log ends, so that all replicas have the records. */
    static ClientRequest ends(String topic, int partition) {
        return ListOffsetsRequests.list(OffsetQuery.of(topic, partition, OffsetQuery.LATEST));
    }

    /** The topics whose leaders coordinate, with the same leaders in every cluster. */
    static ClientRequest internalTopics(int partitions) {
        Map<Integer, List<Integer>> assigned = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(index -> index, index -> IntStream.range(0, BROKERS)
                        .mapToObj(replica -> 1 + (index + replica) % BROKERS)
                        .toList()));
        return TopicRequests.create(
                3 * TIMEOUT_MS,
                Stream.of("__consumer_offsets", "__transaction_state")
                        .map(name -> NewTopic.withDefaults(name)
                                .config("cleanup.policy", "compact")
                                .assigned(assigned))
                        .toList());
    }

    private String topic() {
        return TOPICS.get(random.nextInt(TOPICS.size()));
    }

    private String group() {
        return "group-" + random.nextInt(5);
    }

    private String transactionalId() {
        return "producer-" + random.nextInt(4);
    }
}
