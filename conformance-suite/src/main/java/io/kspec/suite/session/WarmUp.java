package io.kspec.suite.session;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.play.Stage;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for a group's coordinator, its offsets and a producer id until none is refused as not ready, as clients do. Apache
 * Kafka makes the topic of committed offsets when it is first asked for a coordinator, and fetches producer ids when it is
 * first asked for one.
 */
final class WarmUp {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Set<Short> NOT_READY = Set.of(
            ErrorCode.COORDINATOR_LOAD_IN_PROGRESS.code(),
            ErrorCode.COORDINATOR_NOT_AVAILABLE.code(),
            ErrorCode.NOT_COORDINATOR.code());
    /** The versions that answer for one key, and for one group. */
    private static final Versions ONE_KEY = new Versions(0, 3);

    private static final Versions ONE_GROUP = new Versions(2, 7);
    private static final Versions ANY = new Versions(0, Short.MAX_VALUE);
    private static final int TRANSACTION_TIMEOUT_MS = 60_000;

    private final Stage stage;
    private final String group;

    WarmUp(Stage stage, String group) {
        this.stage = stage;
        this.group = group;
    }

    /** Returns when the target is ready, or its limit has passed: what then goes wrong is for the checks to find. */
    void run() {
        long end = System.nanoTime() + LIMIT.toNanos();
        try {
            while (!ready() && System.nanoTime() < end) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (StageFailure wrong) {
            stage.transcript().note("not warmed up: " + wrong.getMessage());
        }
    }

    private boolean ready() {
        int find = highest("FindCoordinator", ONE_KEY);
        int fetch = highest("OffsetFetch", ONE_GROUP);
        if (find < 0 || fetch < 0) {
            return producerIdsAreReady();
        }
        Message coordinator = stage.role("warm-up").ask("FindCoordinator", find, body -> body.set("Key", group));
        if (NOT_READY.contains(coordinator.getShort("ErrorCode"))) {
            return false;
        }
        Message offsets = stage.role("warm-up")
                .coordinator(group)
                .ask("OffsetFetch", fetch, body -> body.set("GroupId", group).set("Topics", null));
        return !NOT_READY.contains(offsets.getShort("ErrorCode")) && producerIdsAreReady();
    }

    private boolean producerIdsAreReady() {
        int init = highest("InitProducerId", ANY);
        return init < 0
                || !NOT_READY.contains(stage.role("warm-up")
                        .ask("InitProducerId", init, body -> body.set("TransactionalId", null)
                                .set("TransactionTimeoutMs", TRANSACTION_TIMEOUT_MS))
                        .getShort("ErrorCode"));
    }

    private int highest(String api, Versions within) {
        Versions common = stage.advertised().common(Catalog.standard().api(api)).intersect(within);
        return common.isEmpty() ? -1 : common.highest();
    }
}
