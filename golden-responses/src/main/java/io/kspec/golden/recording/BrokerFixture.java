package io.kspec.golden.recording;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.play.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The broker as stories find it: ready, and without what earlier stories left. What is asked here is not recorded. */
public final class BrokerFixture {
    /** All topics, groups and transactional ids of captures begin with it. */
    static final String PREFIX = "kspec-capture";

    private static final Set<ErrorCode> NOT_READY = Set.of(
            ErrorCode.COORDINATOR_LOAD_IN_PROGRESS,
            ErrorCode.COORDINATOR_NOT_AVAILABLE,
            ErrorCode.NOT_COORDINATOR,
            ErrorCode.CONCURRENT_TRANSACTIONS);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int EARLIEST = -2;

    private final Stage stage;
    /** Whether somebody else commits offsets without a group id, as some stories do. */
    private @Nullable Boolean namelessGroupIsOthers;

    public BrokerFixture(Stage stage) {
        this.stage = stage;
    }

    /** Whether the broker speaks an API at all. */
    boolean speaks(String api) {
        return !stage.versions(api).isEmpty();
    }

    /** The version for a request whose version does not matter: a wanted one, or the nearest that the broker speaks. */
    int near(String api, int wanted) {
        Versions versions = stage.versions(api);
        return Math.max(versions.lowest(), Math.min(versions.highest(), wanted));
    }

    /** Waits until groups and transactions can be asked for, as far as the broker knows of them. */
    public void awaitCoordinators() {
        if (speaks("Heartbeat")) {
            awaitGroupCoordinator();
        }
        if (speaks("InitProducerId")) {
            awaitTransactionCoordinator();
        }
    }

    private void awaitGroupCoordinator() {
        await(
                "a group coordinator",
                () -> findsCoordinator(0)
                        && isReady(ask("Heartbeat", 0, body -> body.set("GroupId", PREFIX)
                                .set("GenerationId", 1)
                                .set("MemberId", "nobody"))));
    }

    private void awaitTransactionCoordinator() {
        await(
                "a transaction coordinator",
                () -> findsCoordinator(1)
                        && isReady(ask("InitProducerId", 1, body -> body.set("TransactionalId", PREFIX)
                                .set("TransactionTimeoutMs", 60_000))));
    }

    private boolean findsCoordinator(int kind) {
        Message answer =
                ask("FindCoordinator", 1, body -> body.set("Key", PREFIX).setIfPresent("KeyType", kind));
        return answer.getShort("ErrorCode") == 0;
    }

    private static boolean isReady(Message answer) {
        return NOT_READY.stream().noneMatch(error -> error.code() == answer.getShort("ErrorCode"));
    }

    /** Waits until every partition of a topic can be read: the broker that leads it hears of it after the topic is made. */
    public void awaitLeaders(String topic, int partitions) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            indexes.add(i);
        }
        await("leaders of " + topic, () -> ask("ListOffsets", 1, body -> body.set("ReplicaId", -1)
                        .add("Topics", entry -> entry.set("Name", topic)
                                .setEach("Partitions", indexes, (partition, index) -> partition
                                        .set("PartitionIndex", index)
                                        .set("Timestamp", EARLIEST))))
                .getStructs("Topics")
                .stream()
                .flatMap(answered -> answered.getStructs("Partitions").stream())
                .allMatch(partition -> partition.getShort("ErrorCode") == 0));
    }

    /** Waits until a group is in a state, by Kafka's name for it: {@code PreparingRebalance}. */
    public void awaitState(String group, String state) {
        await(
                group + " in state " + state,
                () -> describe(group).getString("GroupState").equals(state));
    }

    /** Removes all topics and groups of captures; members leave first. */
    public void clear() {
        clearTopics();
        if (speaks("ListGroups")) {
            clearGroups();
        }
    }

    private void clearTopics() {
        List<String> topics = ask("Metadata", 1, body -> body.set("Topics", null)).getStructs("Topics").stream()
                .map(topic -> Objects.requireNonNullElse(topic.getNullableString("Name"), ""))
                .filter(BrokerFixture::isOurs)
                .toList();
        if (!topics.isEmpty()) {
            ask("DeleteTopics", 1, body -> body.set("TopicNames", topics).set("TimeoutMs", (int) LIMIT.toMillis()));
            await(
                    "the end of " + topics,
                    () -> ask("Metadata", 1, body -> body.set("Topics", null)).getStructs("Topics").stream()
                            .noneMatch(topic -> topics.contains(topic.getNullableString("Name"))));
        }
    }

    private void clearGroups() {
        Set<String> groups = new HashSet<>();
        for (Message group : ask("ListGroups", 0, body -> {}).getStructs("Groups")) {
            groups.add(group.getString("GroupId"));
        }
        if (namelessGroupIsOthers == null) {
            namelessGroupIsOthers = groups.contains("");
        }
        boolean othersAreNameless = namelessGroupIsOthers;
        groups.removeIf(group -> group.isEmpty() ? othersAreNameless : !isOurs(group));
        for (String group : groups) {
            for (Message member : describe(group).getStructs("Members")) {
                ask("LeaveGroup", 1, body -> body.set("GroupId", group).set("MemberId", member.getString("MemberId")));
            }
        }
        if (!groups.isEmpty()) {
            ask("DeleteGroups", 0, body -> body.set("GroupsNames", List.copyOf(groups)));
        }
    }

    private Message describe(String group) {
        return ask("DescribeGroups", 0, body -> body.set("Groups", List.of(group)))
                .getStructs("Groups")
                .get(0);
    }

    private static boolean isOurs(String name) {
        return name.startsWith(PREFIX + "-");
    }

    /** Asks at a version that does not matter. */
    Message ask(String api, int wantedVersion, Consumer<MessageBuilder> fill) {
        return stage.role("ground").ask(Catalog.standard().api(api).name(), near(api, wantedVersion), fill);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new CaptureFailure("expected " + what + " within " + LIMIT.toSeconds() + " s, found none");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
