package io.kspec.mock.net;

import io.kspec.mock.limit.Limit;
import io.kspec.mock.limit.LimitListener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.HashMap;
import java.util.Map;

/** The bytes of requests that have arrived in part. When they become too many, the connection with the most is closed. */
final class InputBudget {
    private final long maxBytes;
    private final LimitListener listener;
    private final Map<Channel, Integer> incomplete = new HashMap<>();
    private long bytes;

    InputBudget(long maxBytes, LimitListener listener) {
        this.maxBytes = maxBytes;
        this.listener = listener;
    }

    /** Sets the number of bytes that a connection has sent of its next request; 0 when it is closed. */
    void set(Channel channel, int size) {
        Integer before = size == 0 ? incomplete.remove(channel) : incomplete.put(channel, size);
        bytes += size - (before == null ? 0 : before);
        if (bytes > maxBytes) {
            listener.reached(
                    Limit.INCOMPLETE_REQUESTS,
                    "Incomplete requests have more than " + maxBytes
                            + " bytes: the connection with the most is closed. SocketLimits.maxBufferedBytes is the limit.");
            incomplete.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .ifPresent(largest -> {
                        ChannelFuture unused = largest.close();
                    });
        }
    }
}
