package io.kspec.mock.net;

import org.apiguardian.api.API;

/**
 * Limits on connections and request sizes.
 *
 * @param maxFrameSize the largest size of a request in bytes; a larger one closes the connection, as in Kafka ({@code
 *     socket.request.max.bytes})
 * @param maxConnections the number of connections that may be open at a time; further ones are closed immediately
 * @param wholeRequestsOnly whether a request must arrive in a single read, as with brokers that mistake each read for a
 *     whole request; one that arrives in pieces then closes the connection
 * @param maxBufferedBytes the number of bytes that incomplete requests of all connections together may have; beyond it, the
 *     connection with the most is closed. The same number of bytes of responses may wait for clients that have stopped
 *     reading
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record SocketLimits(int maxFrameSize, int maxConnections, boolean wholeRequestsOnly, long maxBufferedBytes) {
    /** Kafka's limit of 100 MiB per request, 50,000 connections, and 256 MiB of incomplete requests. */
    public static final SocketLimits DEFAULTS = new SocketLimits(100 << 20, 50_000, false);

    public SocketLimits {
        if (maxFrameSize < 8 || maxConnections < 1 || maxBufferedBytes < 0) {
            throw new IllegalArgumentException(
                    "expected requests of at least 8 bytes, at least 1 connection and 0 buffered bytes, found "
                            + maxFrameSize + ", " + maxConnections + " and " + maxBufferedBytes);
        }
    }

    /** Limits with the default number of buffered bytes. */
    public SocketLimits(int maxFrameSize, int maxConnections, boolean wholeRequestsOnly) {
        this(maxFrameSize, maxConnections, wholeRequestsOnly, 256L << 20);
    }
}
