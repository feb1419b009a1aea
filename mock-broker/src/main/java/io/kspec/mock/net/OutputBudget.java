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
    private final Set<ResponseQueue> queues = new LinkedHashSet<>();
    private long bytes;

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

    /** Registers a connection. */
    void opened(ResponseQueue queue) {
        queues.add(queue);
    }

    /** Counts bytes that a connection has to send. */
    void added(int size) {
        bytes += size;
    }

    /** Counts bytes that a socket has taken. */
    void sent(int size) {
        bytes -= size;
    }

    /** Closes stalled connections if there are too many bytes. */
    void check() {
        if (bytes > maxBytes) {
            long stalledSince = nanoTime() - TimeUnit.SECONDS.toNanos(STALLED_SECONDS);
            List<ResponseQueue> stalled = queues.stream()
                    .filter(each -> each.unsentBytes() > 0 && each.lastProgressNanos() - stalledSince < 0)
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

    /** Forgets a connection, and what it had to send. */
    void closed(ResponseQueue queue) {
        if (queues.remove(queue)) {
            bytes -= queue.unsentBytes();
        }
    }
}
