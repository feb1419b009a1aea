package io.kspec.suite.session;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.play.Role;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorResponses;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.FoundCoordinator;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetResponses;
import io.kspec.stage.requests.ProducerIdRequests;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Asks for a group's coordinator, its offsets and a producer id until none is refused as not ready, as clients do. Apache
 * Kafka creates the topic of committed offsets when it is first asked for a coordinator, and fetches producer ids when it
 * is first asked for one.
 */
final class WarmUp {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Set<Integer> NOT_READY = Set.of(
            (int) ErrorCode.COORDINATOR_LOAD_IN_PROGRESS.code(), (int) ErrorCode.COORDINATOR_NOT_AVAILABLE.code(), (int)
                    ErrorCode.NOT_COORDINATOR.code());
    /** The first version that can ask for all offsets of a group, and has an error for the group. */
    private static final Versions ALL_OFFSETS = new Versions(2, Short.MAX_VALUE);

    private static final int TRANSACTION_TIMEOUT_MS = 60_000;

    private final Stage stage;
    private final Role role;
    private final String group;

    WarmUp(Stage stage, String group) {
        this.stage = stage;
        this.role = stage.role("warm-up");
        this.group = group;
    }

    /** Returns when the target is ready, or the limit passed: what goes wrong then is for the checks to find. */
    void run() {
        try {
            Await.of("a target that is ready for groups and producers", LIMIT)
                    .every(INTERVAL)
                    .failure(this::missing)
                    .ifPresent(missing -> stage.transcript().note("not warmed up: " + missing));
        } catch (StageFailure wrong) {
            stage.transcript().note("not warmed up: " + wrong.getMessage());
        }
    }

    private Optional<String> missing() {
        OptionalInt find = stage.bestCommonVersion("FindCoordinator");
        OptionalInt fetch = stage.bestCommonVersion("OffsetFetch", ALL_OFFSETS);
        Optional<String> missing = find.isEmpty() || fetch.isEmpty()
                ? Optional.empty()
                : missingOfGroup(find.getAsInt(), fetch.getAsInt());
        return missing.isPresent() ? missing : missingOfProducer();
    }

    private Optional<String> missingOfGroup(int find, int fetch) {
        Message found = role.ask(CoordinatorRequests.find(CoordinatorType.GROUP, group), find);
        for (FoundCoordinator coordinator : CoordinatorResponses.coordinators(found)) {
            if (NOT_READY.contains(coordinator.errorCode())) {
                return refusal("FindCoordinator", coordinator.errorCode());
            }
        }
        Message offsets = role.coordinator(CoordinatorType.GROUP, group)
                .ask(OffsetRequests.fetch(GroupPartitions.all(group)), fetch);
        return refusal("OffsetFetch", OffsetResponses.groupError(offsets));
    }

    private Optional<String> missingOfProducer() {
        OptionalInt init = stage.bestCommonVersion("InitProducerId");
        if (init.isEmpty()) {
            return Optional.empty();
        }
        Message producer = role.ask(ProducerIdRequests.init(null, TRANSACTION_TIMEOUT_MS), init.getAsInt());
        return refusal("InitProducerId", producer.getShort("ErrorCode"));
    }

    private static Optional<String> refusal(String api, int error) {
        return NOT_READY.contains(error) ? Optional.of(ErrorCode.describe(error) + " from " + api) : Optional.empty();
    }
}
