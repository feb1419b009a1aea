package io.kspec.mock.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A port that is bound although nobody listens on it: connections are refused, and the operating system gives the port to
 * nobody else, neither to a server nor to a client that connects somewhere.
 */
final class KeptPort implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofMillis(1);

    private final SocketChannel socket;

    private KeptPort(SocketChannel socket) {
        this.socket = socket;
    }

    /**
     * Keeps a port whose listening socket was closed, as soon as it is free: a selector closes its sockets a moment later
     * than their channels. When this returns, connections are refused.
     *
     * @return null if the port is not free within a second, because somebody else has taken it
     */
    static @Nullable KeptPort of(InetSocketAddress address) {
        long start = System.nanoTime();
        KeptPort kept = tryOf(address);
        while (kept == null && System.nanoTime() - start < PATIENCE.toNanos()) {
            LockSupport.parkNanos(INTERVAL.toNanos());
            kept = tryOf(address);
        }
        return kept;
    }

    private static @Nullable KeptPort tryOf(InetSocketAddress address) {
        try {
            SocketChannel socket = SocketChannel.open();
            try {
                socket.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(address);
                return new KeptPort(socket);
            } catch (IOException notFree) {
                socket.close();
                return null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
