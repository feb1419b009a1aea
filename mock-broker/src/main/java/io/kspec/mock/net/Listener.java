package io.kspec.mock.net;

import io.kspec.mock.dispatch.Entrance;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The port of one broker, and the connections that it has accepted. */
final class Listener {
    private ChannelGroup clients;
    private Channel socket;
    private final int port;
    private @Nullable Entrance entrance;

    Listener(Channel socket, ChannelGroup clients) {
        this.socket = socket;
        this.clients = clients;
        this.port = ((InetSocketAddress) socket.localAddress()).getPort();
    }

    int port() {
        return port;
    }

    ChannelGroup clients() {
        return clients;
    }

    /** Where connections enter the cluster; null before the server accepts any. */
    @Nullable Entrance entrance() {
        return entrance;
    }

    boolean isOf(int brokerId) {
        return entrance != null && entrance.brokerId() == brokerId;
    }

    void accept(Entrance at) {
        entrance = at;
        socket.config().setAutoRead(true);
    }

    boolean isOpen() {
        return socket.isOpen();
    }

    /** Replaces the socket by one that was bound to the same port after a {@link #close}. */
    void reopened(Channel newSocket, ChannelGroup newClients) {
        socket = newSocket;
        clients = newClients;
        socket.config().setAutoRead(true);
    }

    /** Closes the port and its connections, and returns when they are closed. */
    void close() {
        socket.close().syncUninterruptibly();
        clients.close().syncUninterruptibly();
    }
}
