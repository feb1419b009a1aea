package io.kspec.golden.recording;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConsumerOffer;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorResponses;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.OffsetQuery;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.ProducerIdRequests;
import io.kspec.stage.requests.TopicRequests;
import io.kspec.stage.requests.TransactionRequests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The broker as scripts find it: ready, and without leftovers of earlier scripts. Its requests are not recorded. */
public final class BrokerFixture {
    /** The prefix of all topics, groups and transactional ids of captures. */
    static final String PREFIX = "kspec-capture";

    private static final Set<ErrorCode> NOT_READY = Set.of(
            ErrorCode.COORDINATOR_LOAD_IN_PROGRESS,
            ErrorCode.COORDINATOR_NOT_AVAILABLE,
            ErrorCode.NOT_COORDINATOR,
            ErrorCode.CONCURRENT_TRANSACTIONS);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int NO_BROKER = 99;
    private static final int FIRST_WITH_STABLE_OFFSETS = 7;
    private static final int TRANSACTION_TIMEOUT_MS = 60_000;
    /** The first version of ListGroups that says which protocol a group uses (KIP-848). */
    private static final int FIRST_WITH_TYPES = 5;

    private static final String CLASSIC = "classic";

    /** APIs whose answers show topics and groups that were not asked for. */
    private static final Set<String> SHOWING_ALL = Set.of("ListGroups", "DescribeLogDirs");

    private final Stage stage;
    /** The listener with logins; null if there is none, or it is not known. */
    private final @Nullable Target logins;
    /** Whether the group without an id, in which some scripts commit offsets, existed before. */
    private @Nullable Boolean namelessGroupIsOthers;
    /** The API whose captures the topics and groups of now belong to. */
    private @Nullable ApiSpec cleared;

    /** A broker of which only one listener is known. */
    public BrokerFixture(Stage stage) {
        this(stage, null);
    }

    /**
     * A broker that may have a listener with logins.
     *
     * @param logins the listener that {@link CaptureSetup} describes; null if there is none
     */
    public BrokerFixture(Stage stage, @Nullable Target logins) {
        this.stage = stage;
        this.logins = logins;
    }

    /** The listener with logins, if there is one. */
    Optional<Target> logins() {
        return Optional.ofNullable(logins);
    }

    /** Whether the broker speaks an API at all. */
    boolean speaks(String api) {
        return !stage.versions(api).isEmpty();
    }

    /** The version for a request whose version does not matter: the wanted one, or the nearest that the broker speaks. */
    int near(String api, int wanted) {
        Versions versions = stage.versions(api);
        return Math.max(versions.lowest(), Math.min(versions.highest(), wanted));
    }

    /** The id of a registered broker. */
    int broker() {
        return brokerIds().findFirst().orElseThrow(() -> new CaptureFailure("Metadata names no broker."));
    }

    /** An id that no registered broker has. */
    int noBroker() {
        return brokerIds().reduce(NO_BROKER, (unused, id) -> Math.max(unused, id + 1));
    }

    private Stream<Integer> brokerIds() {
        return ask(MetadataRequests.noTopics(), 1).getStructs("Brokers").stream()
                .map(broker -> broker.getInt("NodeId"));
    }

    /** Waits until the broker is ready for groups and transactions, if it speaks their APIs. */
    public void awaitCoordinators() {
        if (speaks("JoinGroup") && speaks("SyncGroup") && speaks("LeaveGroup")) {
            awaitGroupCoordinator();
        }
        if (speaks("InitProducerId")) {
            awaitTransactionCoordinator();
        }
    }

    /**
     * A coordinator that answers may not be able to store a group yet, and then refuses the first SyncGroup of its leader;
     * so a member joins, assigns and leaves until nothing is refused.
     */
    private void awaitGroupCoordinator() {
        await("a group coordinator", () -> refusal(CoordinatorType.GROUP).or(this::refusalOfAGroup));
    }

    private Optional<String> refusalOfAGroup() {
        String group = PREFIX + "-ready";
        Message joined = ask(PreparedMember.joining(group, ""), 3);
        return refusal("JoinGroup", joined.getShort("ErrorCode")).or(() -> {
            PreparedMember member =
                    new PreparedMember(group, joined.getString("MemberId"), joined.getInt("GenerationId"));
            Optional<String> refused = refusal(member.syncing(), 2);
            ask(member.leaving(), 1);
            return refused;
        });
    }

    private void awaitTransactionCoordinator() {
        await("a transaction coordinator", () -> refusal(CoordinatorType.TRANSACTION)
                .or(() -> refusal(ProducerIdRequests.init(PREFIX, TRANSACTION_TIMEOUT_MS), 1)));
    }

    private Optional<String> refusal(CoordinatorType type) {
        Message answer = ask(CoordinatorRequests.find(type, PREFIX), 1);
        int error = CoordinatorResponses.coordinators(answer).get(0).errorCode();
        return error == 0 ? Optional.empty() : Optional.of(ErrorCode.describe(error) + " from FindCoordinator");
    }

    private Optional<String> refusal(ClientRequest request, int wantedVersion) {
        return refusal(request.api().name(), ask(request, wantedVersion).getShort("ErrorCode"));
    }

    private static Optional<String> refusal(String api, int error) {
        return NOT_READY.stream().anyMatch(notReady -> notReady.code() == error)
                ? Optional.of(ErrorCode.describe(error) + " from " + api)
                : Optional.empty();
    }

    /** Waits until every partition of a topic can be read: its leader learns that it leads after the topic is created. */
    public void awaitLeaders(String topic, int partitions) {
        List<OffsetQuery> queries = IntStream.range(0, partitions)
                .mapToObj(partition -> OffsetQuery.of(topic, partition, OffsetQuery.EARLIEST))
                .toList();
        await("leaders of " + topic, () -> ask(ListOffsetsRequests.list(queries), 1).getStructs("Topics").stream()
                .flatMap(answered -> answered.getStructs("Partitions").stream())
                .map(partition -> partition.getShort("ErrorCode"))
                .filter(error -> error != 0)
                .map(ErrorCode::describe)
                .findFirst());
    }

    /**
     * Waits until the coordinator of groups knows a topic, which a member of a consumer group finds out, if the broker has such
     * groups (KIP-848).
     */
    public void awaitTopicOfGroups(String topic) {
        if (!speaks("ConsumerGroupHeartbeat")) {
            return;
        }
        PreparedConsumer probe = PreparedConsumer.newcomer(PREFIX + "-probe", "probe");
        ClientRequest joining = probe.joining(ConsumerOffer.of(topic));
        if (ask(joining, 1).getShort("ErrorCode") == ErrorCode.UNSUPPORTED_VERSION.code()) {
            return;
        }
        await("assignment of " + topic, () -> {
            Message answer = ask(joining, 1);
            return answer.isNull("Assignment")
                            || answer.getStruct("Assignment")
                                    .getStructs("TopicPartitions")
                                    .isEmpty()
                    ? Optional.of("no partitions")
                    : Optional.empty();
        });
        ask(probe.leaving(), 1);
    }

    /** Waits until a group is in a state, by Kafka's name for it: {@code PreparingRebalance}. */
    public void awaitState(String group, String state) {
        await(group + " in state " + state, () -> Optional.of(describe(group).getString("GroupState"))
                .filter(found -> !found.equals(state)));
    }

    /** Waits until no transaction of a transactional id is being completed, if the broker can be asked. */
    public void awaitTransaction(String transactionalId) {
        if (!speaks("DescribeTransactions")) {
            return;
        }
        await("the end of the transaction of " + transactionalId, () -> Optional.of(
                        ask(TransactionRequests.describe(List.of(transactionalId)), 0)
                                .getStructs("TransactionStates")
                                .get(0)
                                .getString("TransactionState"))
                .filter(state -> state.startsWith("Prepare")));
    }

    /**
     * Waits until a group has no offsets of a transaction that is being completed, if the broker can be asked (KIP-447).
     * Apache Kafka 3 makes them visible a moment after the transaction has ended.
     */
    public void awaitStableOffsets(String group) {
        if (!speaks("OffsetFetch") || near("OffsetFetch", FIRST_WITH_STABLE_OFFSETS) != FIRST_WITH_STABLE_OFFSETS) {
            return;
        }
        ClientRequest request =
                OffsetRequests.fetch(GroupPartitions.all(group)).with(body -> body.set("RequireStable", true));
        await("stable offsets of " + group, () -> ask(request, FIRST_WITH_STABLE_OFFSETS).getStructs("Topics").stream()
                .flatMap(topic -> topic.getStructs("Partitions").stream())
                .map(partition -> partition.getShort("ErrorCode"))
                .filter(error -> error == ErrorCode.UNSTABLE_OFFSET_COMMIT.code())
                .map(ErrorCode::describe)
                .findFirst());
    }

    /**
     * Removes what captures of other APIs have left behind, and also what those of the same API have, where an answer would show
     * it: the topics and groups of each capture have names of their own.
     */
    public void clearFor(ApiSpec api) {
        if (!api.equals(cleared) || SHOWING_ALL.contains(api.name())) {
            clear();
        }
        cleared = api;
    }

    /** Removes all topics and groups of captures; members leave first. */
    public void clear() {
        // Share groups first: their coordinator deletes what it knows about the topics.
        if (speaks("ListGroups")) {
            clearGroups();
        }
        clearTopics();
    }

    private void clearTopics() {
        Set<String> topics = topics();
        if (!topics.isEmpty()) {
            ask(TopicRequests.delete((int) LIMIT.toMillis(), topics), 1);
            await(
                    "the end of " + topics,
                    () -> topics().stream().filter(topics::contains).findFirst());
        }
    }

    private Set<String> topics() {
        return ask(MetadataRequests.allTopics(), 1).getStructs("Topics").stream()
                .map(topic -> Objects.requireNonNullElse(topic.getNullableString("Name"), ""))
                .filter(BrokerFixture::isOurs)
                .collect(Collectors.toSet());
    }

    private void clearGroups() {
        Map<String, String> groups = new TreeMap<>();
        for (Message group : ask(GroupRequests.list(), FIRST_WITH_TYPES).getStructs("Groups")) {
            groups.put(group.getString("GroupId"), group.has("GroupType") ? group.getString("GroupType") : CLASSIC);
        }
        if (namelessGroupIsOthers == null) {
            namelessGroupIsOthers = groups.containsKey("");
        }
        boolean othersAreNameless = namelessGroupIsOthers;
        groups.keySet().removeIf(group -> group.isEmpty() ? othersAreNameless : !isOurs(group));
        groups.forEach((group, type) -> GroupMembers.leaving(this, group, type).forEach(leaving -> ask(leaving, 1)));
        if (!groups.isEmpty()) {
            ask(GroupRequests.delete(groups.keySet()), 0);
        }
    }

    /** A group of the classic protocol, as DescribeGroups describes it. */
    Message describe(String group) {
        return ask(GroupRequests.describe(group), 0).getStructs("Groups").get(0);
    }

    private static boolean isOurs(String name) {
        return name.startsWith(PREFIX + "-");
    }

    /** Asks at a version that does not matter. */
    Message ask(ClientRequest request, int wantedVersion) {
        return stage.role("ground").ask(request, near(request.api().name(), wantedVersion));
    }

    /** Waits until nothing is missing. */
    static void await(String what, Supplier<Optional<String>> missing) {
        Await.of(what, LIMIT).failure(missing).ifPresent(failure -> {
            throw new CaptureFailure(failure);
        });
    }
}
