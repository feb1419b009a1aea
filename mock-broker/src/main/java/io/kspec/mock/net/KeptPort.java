package io.kspec.mock.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A port that is bound although nobody listens on it: connections are refused, and the operating system gives the port to
 * nobody else, neither to a server nor to a client that connects somewhere.
 */
final class KeptPort implements AutoCloseable {
    private final SocketChannel socket;

    private KeptPort(SocketChannel socket) {
        this.socket = socket;
    }

    /** Keeps a port that has just been closed; null if somebody else has already taken it. */
    static @Nullable KeptPort of(InetSocketAddress address) {
        try {
            SocketChannel socket = SocketChannel.open();
            try {
                socket.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(address);
                return new KeptPort(socket);
            } catch (IOException e) {
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
