package io.kspec.mock.net;

import io.kspec.mock.limit.Limit;
import io.kspec.mock.limit.LimitListener;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The bytes of responses that clients have not read yet. When they become too many, the connections are closed whose clients
 * have read nothing for {@value #STALLED_SECONDS} seconds.
 */
final class OutputBudget {
    static final int STALLED_SECONDS = 10;

    private final long maxBytes;
    private final LimitListener listener;
    private final LongSupplier nanoTime;
    private final Set<ResponseQueue> unread = new LinkedHashSet<>();

    /**
     * Creates a budget without connections.
     *
     * @param nanoTime the current time as {@link System#nanoTime()} gives it
     */
    OutputBudget(long maxBytes, LimitListener listener, LongSupplier nanoTime) {
        this.maxBytes = maxBytes;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /** Registers a connection that has more to send than its client has read. */
    void add(ResponseQueue queue) {
        unread.add(queue);
        long bytes = unread.stream().mapToLong(ResponseQueue::unsentBytes).sum();
        if (bytes > maxBytes) {
            long stalledSince = nanoTime() - TimeUnit.SECONDS.toNanos(STALLED_SECONDS);
            List<ResponseQueue> stalled = unread.stream()
                    .filter(each -> each.lastProgressNanos() - stalledSince < 0)
                    .toList();
            if (!stalled.isEmpty()) {
                listener.reached(
                        Limit.UNREAD_RESPONSES,
                        "Responses that clients do not read have more than " + maxBytes
                                + " bytes: connections that have read nothing for " + STALLED_SECONDS
                                + " s are closed. SocketLimits.maxBufferedBytes is the limit.");
                stalled.forEach(ResponseQueue::abort);
            }
        }
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    void remove(ResponseQueue queue) {
        unread.remove(queue);
    }
}
