package io.kspec.mock.net;

/**
 * Limits on connections and request sizes.
 *
 * @param maxFrameSize the largest size of a request in bytes; a larger one closes the connection, as in Kafka ({@code
 *     socket.request.max.bytes})
 * @param maxConnections the number of connections that may be open at a time; further ones are closed immediately
 * @param wholeRequestsOnly whether a request must arrive in a single read, as with brokers that mistake each read for a
 *     whole request; one that arrives in pieces then closes the connection
 */
public record SocketLimits(int maxFrameSize, int maxConnections, boolean wholeRequestsOnly) {
    /** Kafka's limit of 100 MiB per request, and 1,000 connections. */
    public static final SocketLimits DEFAULTS = new SocketLimits(100 << 20, 1000, false);

    public SocketLimits {
        if (maxFrameSize < 8 || maxConnections < 1) {
            throw new IllegalArgumentException("expected requests of at least 8 bytes and at least 1 connection, found "
                    + maxFrameSize + " and " + maxConnections);
        }
    }
}
