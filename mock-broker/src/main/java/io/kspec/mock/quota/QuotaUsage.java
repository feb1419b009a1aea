package io.kspec.mock.quota;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Measures what clients use, and how long those that use more than their quota are throttled. Only what has a limit is measured.
 * Owned by one thread; times are milliseconds since the epoch.
 *
 * <p>Measured on Apache Kafka 4.3.1, with a limit of 1: of 20 and 1 partitions that were created with version 6, the latter was refused
 * with a throttle time of 8,924 ms; of 14 connections, 10 were answered, and the others reset after 1 s each.
 */
public final class QuotaUsage {
    /** How many usages are remembered; those that were measured longest ago are forgotten first. */
    private static final int MOST = 10_000;
    /** Where what all brokers share is measured. */
    private static final int CONTROLLER = -1;

    private final QuotaTable quotas;
    private final Map<Use, WindowedRate> rates = bounded();
    private final Map<Use, TokenBucket> mutations = bounded();

    public QuotaUsage(QuotaTable quotas) {
        this.quotas = quotas;
    }

    /** What is measured on its own: each broker measures what it serves. */
    private record Use(int brokerId, QuotaKey key, QuotaEntity by) {}

    /**
     * A client of a broker.
     *
     * @param brokerId the node id of the broker
     * @param user the name of its principal
     * @param id its client id; empty if it has none
     */
    public record Client(int brokerId, String user, String id) {}

    private static <V> Map<Use, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Use, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /** The limit of a client per second, if it has one. */
    public Optional<Double> limit(QuotaKey key, Client client) {
        return quotas.isEmpty()
                ? Optional.empty()
                : quotas.limit(key, client.user(), client.id()).map(QuotaTable.Limit::perSecond);
    }

    /**
     * Counts an amount that a client uses.
     *
     * @return for how many milliseconds to throttle the client; 0 if it is within its limit
     */
    public long record(QuotaKey key, Client client, double amount, long nowMs, QuotaWindows windows) {
        if (quotas.isEmpty()) {
            return 0;
        }
        return quotas.limit(key, client.user(), client.id())
                .map(limit -> record(new Use(client.brokerId(), key, limit.usedBy()), limit, amount, nowMs, windows))
                .orElse(0L);
    }

    /** Takes back an amount that was counted. */
    public void takeBack(QuotaKey key, Client client, double amount, long nowMs, QuotaWindows windows) {
        long unused = record(key, client, -amount, nowMs, windows);
    }

    private long record(Use use, QuotaTable.Limit limit, double amount, long nowMs, QuotaWindows windows) {
        WindowedRate rate = rates.computeIfAbsent(use, absent -> new WindowedRate());
        rate.record(amount, nowMs, windows);
        return rate.throttleMs(limit.perSecond(), nowMs, windows);
    }

    /**
     * Counts a connection from an address. One that is throttled does not count.
     *
     * @param address the address without a port: {@code 127.0.0.1}
     * @return for how many milliseconds to throttle the address, one window at most; 0 if it is within its limit
     */
    public long connect(int brokerId, String address, long nowMs, QuotaWindows windows) {
        Optional<QuotaTable.Limit> limit = quotas.isEmpty() ? Optional.empty() : quotas.limit(address);
        if (limit.isEmpty()) {
            return 0;
        }
        Use use =
                new Use(brokerId, QuotaKey.CONNECTION_CREATION_RATE, limit.get().usedBy());
        long throttleMs = record(use, limit.get(), 1, nowMs, windows);
        if (throttleMs > 0) {
            long unused = record(use, limit.get(), -1, nowMs, windows);
        }
        return Math.min(throttleMs, windows.windowMs());
    }

    /**
     * Counts partitions that a client creates or deletes.
     *
     * @param strict whether nothing is counted if the client is throttled already
     * @return for how many milliseconds to throttle the client; 0 if it is within its limit
     */
    public MutationResult mutate(
            Client client, double partitions, boolean strict, long nowMs, Supplier<QuotaWindows> windows) {
        Optional<QuotaTable.Limit> limit = quotas.isEmpty()
                ? Optional.empty()
                : quotas.limit(QuotaKey.CONTROLLER_MUTATION_RATE, client.user(), client.id());
        if (limit.isEmpty()) {
            return MutationResult.WITHIN;
        }
        double perSecond = limit.get().perSecond();
        Use use = new Use(
                CONTROLLER, QuotaKey.CONTROLLER_MUTATION_RATE, limit.get().usedBy());
        TokenBucket bucket = mutations.computeIfAbsent(use, absent -> new TokenBucket());
        long beforeMs = bucket.throttleMs(perSecond, nowMs, windows.get());
        if (strict && beforeMs > 0) {
            return new MutationResult(true, beforeMs);
        }
        bucket.spend(partitions, perSecond, nowMs, windows.get());
        return new MutationResult(false, strict ? 0 : bucket.throttleMs(perSecond, nowMs, windows.get()));
    }

    /**
     * What becomes of partitions that are to be created or deleted.
     *
     * @param refused whether they are refused with THROTTLING_QUOTA_EXCEEDED
     * @param throttleMs for how many milliseconds to throttle the client
     */
    public record MutationResult(boolean refused, long throttleMs) {
        static final MutationResult WITHIN = new MutationResult(false, 0);
    }
}
