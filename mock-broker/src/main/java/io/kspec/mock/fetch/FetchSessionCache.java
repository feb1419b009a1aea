package io.kspec.mock.fetch;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The fetch sessions of a broker. When all slots are taken, a new session replaces the least recently used one if that was
 * idle for more than {@value #EVICTION_MS} ms, otherwise the smallest one that is older than that and not larger than the
 * new one; if there is none, the client gets no session. A follower's session counts as larger than any consumer's, and may
 * replace a younger one of a consumer.
 *
 * <p>Kafka divides its slots among eight shards and fills them in turn (3.9.2, 4.3.1); here all slots are one.
 */
final class FetchSessionCache {
    /** {@code max.incremental.fetch.session.cache.slots}. */
    static final int SLOTS = 1_000;
    /** The number of partitions that all sessions together may follow: a limit of the mock's, not of Kafka's. */
    static final int MAX_PARTITIONS = 1_000_000;

    static final long EVICTION_MS = 120_000;

    private static final Comparator<FetchSession> BY_VALUE = Comparator.comparing(FetchSession::privileged)
            .thenComparingInt(FetchSession::sizeWhenUsed)
            .thenComparingInt(FetchSession::id);

    private final int slots;
    private final IntSupplier ids;
    private final Map<Integer, FetchSession> sessions = new HashMap<>();
    private final TreeSet<FetchSession> byLastUse =
            new TreeSet<>(Comparator.comparingLong(FetchSession::lastUsedMs).thenComparingInt(FetchSession::id));
    private final TreeSet<FetchSession> evictable = new TreeSet<>(BY_VALUE);
    private final TreeSet<FetchSession> evictableByFollowers = new TreeSet<>(BY_VALUE);
    private int partitions;

    /**
     * Creates an empty cache.
     *
     * @param slots the number of sessions, 0 or more
     * @param ids draws session ids; what is not positive or in use is drawn again
     */
    FetchSessionCache(int slots, IntSupplier ids) {
        this.slots = slots;
        this.ids = ids;
    }

    int size() {
        return sessions.size();
    }

    Optional<FetchSession> find(int id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** Creates a session for a client that has just got these results; empty if there is no room for it. */
    Optional<FetchSession> create(FetchParameters parameters, List<PartitionResult> results, long nowMs) {
        boolean fits = partitions + results.size() <= MAX_PARTITIONS;
        if (!fits || (sessions.size() >= slots && !evict(parameters.isFromFollower(), results.size(), nowMs))) {
            return Optional.empty();
        }
        FetchSession session = new FetchSession(drawId(), parameters, results, nowMs);
        sessions.put(session.id(), session);
        use(session, nowMs);
        return Optional.of(session);
    }

    /** Records that a session is used. */
    void touch(FetchSession session, long nowMs) {
        unlist(session);
        use(session, nowMs);
    }

    void remove(FetchSession session) {
        unlist(session);
        sessions.remove(session.id());
    }

    private void use(FetchSession session, long nowMs) {
        session.touch(nowMs);
        partitions += session.sizeWhenUsed();
        byLastUse.add(session);
        boolean settled = nowMs - session.createdMs() > EVICTION_MS;
        if (settled) {
            evictable.add(session);
        }
        if (settled || !session.privileged()) {
            evictableByFollowers.add(session);
        }
        if (partitions > MAX_PARTITIONS) {
            remove(session);
        }
    }

    private void unlist(FetchSession session) {
        if (byLastUse.remove(session)) {
            partitions -= session.sizeWhenUsed();
            evictable.remove(session);
            evictableByFollowers.remove(session);
        }
    }

    private boolean evict(boolean follower, int size, long nowMs) {
        FetchSession victim = victim(follower, size, nowMs);
        if (victim != null) {
            remove(victim);
        }
        return victim != null;
    }

    private @Nullable FetchSession victim(boolean follower, int size, long nowMs) {
        if (byLastUse.isEmpty()) {
            return null;
        }
        FetchSession oldest = byLastUse.first();
        if (nowMs - oldest.lastUsedMs() > EVICTION_MS) {
            return oldest;
        }
        TreeSet<FetchSession> candidates = follower ? evictableByFollowers : evictable;
        if (candidates.isEmpty()) {
            return null;
        }
        FetchSession least = candidates.first();
        if (least.privileged() != follower) {
            return least.privileged() ? null : least;
        }
        // Kafka compares the new session as if its id were 0, so one of the same size is not replaced.
        return size > least.sizeWhenUsed() ? least : null;
    }

    private int drawId() {
        int id = ids.getAsInt();
        while (id <= FetchSession.NO_ID || sessions.containsKey(id)) {
            id = ids.getAsInt();
        }
        return id;
    }
}
