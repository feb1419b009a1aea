package io.kspec.mock.dispatch;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.quota.QuotaKey;
import io.kspec.mock.quota.QuotaUsage;
import io.kspec.mock.quota.QuotaWindows;
import io.kspec.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What a request counts against the quotas of its client, and for how long the client is throttled: its response says so, and is
 * sent at once, but the broker does not read from the connection for that time, whatever the version (KIP-219).
 *
 * <p>So measured on Apache Kafka 4.3.1, with a limit of 1,000 bytes per second: 15 kB in a Produce request of version 3, 5 or 8 were
 * answered within 60 ms, with a throttle time of 5,113 ms, and the next request on the connection after 5,110 ms.
 */
public final class RequestThrottle {
    /**
     * The time that a request is taken to cost a thread, in percent of a second: 0.2 ms. The mock does not measure it, so that tests
     * can rely on it.
     */
    private static final double REQUEST_PERCENTAGE = 0.02;

    private static final String THROTTLE_TIME = "ThrottleTimeMs";

    private final Cluster cluster;
    private final int brokerId;
    private final String principal;
    private final String clientId;
    private final int requestBytes;
    private long throttleMs;
    private boolean counted;

    /**
     * A request that has not been counted yet.
     *
     * @param principal who sent it: {@code User:ANONYMOUS}
     * @param requestBytes its size, without the four bytes that tell it
     */
    public RequestThrottle(
            Cluster cluster, int brokerId, String principal, @Nullable String clientId, int requestBytes) {
        this.cluster = cluster;
        this.brokerId = brokerId;
        this.principal = principal;
        this.clientId = clientId == null ? "" : clientId;
        this.requestBytes = requestBytes;
    }

    /** For how long the client is throttled, in milliseconds, as far as it is known. */
    public long ms() {
        return throttleMs;
    }

    private QuotaUsage.Client client() {
        return new QuotaUsage.Client(brokerId, principal.substring(principal.indexOf(':') + 1), clientId);
    }

    private QuotaWindows windows(String prefix) {
        return cluster.configs().quotaWindows(brokerId, prefix);
    }

    private void atLeast(long ms) {
        throttleMs = Math.max(throttleMs, ms);
    }

    /** Counts the time of the request, once: a client is throttled for one window at most. */
    public void count(long nowMs) {
        if (!counted && cluster.hasQuotas()) {
            counted = true;
            QuotaWindows windows = windows("");
            atLeast(Math.min(
                    windows.windowMs(),
                    cluster.quotaUsage()
                            .record(QuotaKey.REQUEST_PERCENTAGE, client(), REQUEST_PERCENTAGE, nowMs, windows)));
        }
    }

    /** Counts the bytes of a Produce request. */
    public void produced(long nowMs) {
        if (cluster.hasQuotas()) {
            atLeast(cluster.quotaUsage()
                    .record(QuotaKey.PRODUCER_BYTE_RATE, client(), requestBytes, nowMs, windows("")));
        }
    }

    /** The most bytes that a Fetch response may have: what the quota allows in all full windows together. */
    public int mostFetched() {
        if (!cluster.hasQuotas()) {
            return Integer.MAX_VALUE;
        }
        QuotaWindows windows = windows("");
        return cluster.quotaUsage()
                .limit(QuotaKey.CONSUMER_BYTE_RATE, client())
                .map(perSecond -> (int) (perSecond * (windows.count() - 1) * windows.windowMs() / 1000))
                .orElse(Integer.MAX_VALUE);
    }

    /** Whether the bytes of Fetch responses count. */
    public boolean countsFetched() {
        return cluster.hasQuotas()
                && cluster.quotaUsage()
                        .limit(QuotaKey.CONSUMER_BYTE_RATE, client())
                        .isPresent();
    }

    /**
     * Counts the bytes of a Fetch response to a consumer. If the consumer is throttled for whatever reason, they do not count, because
     * it is answered without them.
     */
    public void fetched(int bytes, long nowMs) {
        count(nowMs);
        QuotaWindows windows = windows("");
        atLeast(cluster.quotaUsage().record(QuotaKey.CONSUMER_BYTE_RATE, client(), bytes, nowMs, windows));
        if (throttleMs > 0) {
            cluster.quotaUsage().takeBack(QuotaKey.CONSUMER_BYTE_RATE, client(), bytes, nowMs, windows);
        }
    }

    /**
     * Counts partitions that the request creates or deletes.
     *
     * @param strict whether the version is one whose clients know THROTTLING_QUOTA_EXCEEDED (KIP-599)
     * @return whether they are refused with that error
     */
    public boolean refusesMutation(int partitions, boolean strict, long nowMs) {
        if (!cluster.hasQuotas()) {
            return false;
        }
        QuotaUsage.MutationResult result =
                cluster.quotaUsage().mutate(client(), partitions, strict, nowMs, () -> windows("controller."));
        atLeast(result.throttleMs());
        return result.refused();
    }

    /** Tells the client in a response, if its version can, for how long it is throttled. */
    Message applyTo(Message response, long nowMs) {
        count(nowMs);
        return throttleMs > 0 && response.has(THROTTLE_TIME)
                ? response.with(THROTTLE_TIME, (int) Math.min(Integer.MAX_VALUE, throttleMs))
                : response;
    }
}
