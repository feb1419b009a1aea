package io.kspec.mock.transaction;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.transaction.TransactionState.Dead;
import io.kspec.mock.transaction.TransactionState.Live;
import io.kspec.mock.transaction.TransactionState.Ongoing;
import io.kspec.mock.transaction.TransactionState.Prepared;
import io.kspec.mock.transaction.TransactionState.Settled;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The transactional ids that producers hold, and which of them has the next deadline. */
final class TransactionTable {
    /** Beyond this number, the id that has been without a transaction for longest is dropped: a limit of the mock's. */
    private static final int MAX_IDS = 10_000;
    /** The maximum number of partitions of all open transactions together: a limit of the mock's. */
    private static final int MAX_PARTITIONS = 1_000_000;

    private final long idExpirationMs;
    /** The states by transactional id, the one that changed last at the end. */
    private final Map<String, Live> states = new LinkedHashMap<>();

    private final Deadlines<String> deadlines = new Deadlines<>(Comparator.naturalOrder());
    private int partitions;

    TransactionTable(long idExpirationMs) {
        this.idExpirationMs = idExpirationMs;
    }

    TransactionState state(String transactionalId) {
        Live state = states.get(transactionalId);
        return state == null ? new Dead() : state;
    }

    /** A view of all states by transactional id. */
    Map<String, Live> all() {
        return Collections.unmodifiableMap(states);
    }

    /** Whether there is room for another transactional id, if necessary in place of one without a transaction. */
    boolean hasRoom() {
        return states.size() < MAX_IDS || states.values().stream().anyMatch(Settled.class::isInstance);
    }

    boolean hasRoomForPartitions(int count) {
        return count <= MAX_PARTITIONS - partitions;
    }

    void put(String transactionalId, TransactionState state) {
        remove(transactionalId);
        if (state instanceof Live live) {
            if (states.size() == MAX_IDS) {
                states.entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof Settled)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .ifPresent(this::remove);
            }
            states.put(transactionalId, live);
            partitions += live.partitions().size();
            deadlines.set(transactionalId, deadlineMs(live));
        }
    }

    private void remove(String transactionalId) {
        Live before = states.remove(transactionalId);
        if (before != null) {
            partitions -= before.partitions().size();
            deadlines.set(transactionalId, Deadlines.NEVER);
        }
    }

    private long deadlineMs(Live state) {
        if (state instanceof Ongoing ongoing) {
            return ongoing.startMs() + ongoing.producer().timeoutMs();
        }
        return state instanceof Prepared prepared
                ? prepared.ending().dueMs()
                : ((Settled) state).sinceMs() + idExpirationMs;
    }

    Deadlines<String> deadlines() {
        return deadlines;
    }
}
