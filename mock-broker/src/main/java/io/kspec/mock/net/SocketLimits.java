package io.kspec.mock.net;

/**
 * What clients may take.
 *
 * @param maxFrameSize the most bytes of one request, without its size; a larger one closes the connection, as in Kafka
 *     ({@code socket.request.max.bytes})
 * @param maxConnections how many may be open at a time; more are closed at once
 * @param wholeRequestsOnly whether a request must arrive at once, as brokers have it that take what one read gives for a
 *     request; one that arrives in pieces closes the connection then
 */
public record SocketLimits(int maxFrameSize, int maxConnections, boolean wholeRequestsOnly) {
    /** Kafka's bound of 100 MiB on a request, and a thousand connections. */
    public static final SocketLimits DEFAULTS = new SocketLimits(100 << 20, 1000, false);

    public SocketLimits {
        if (maxFrameSize < 8 || maxConnections < 1) {
            throw new IllegalArgumentException("expected requests of at least 8 bytes and at least 1 connection, found "
                    + maxFrameSize + " and " + maxConnections);
        }
    }
}
