package io.kspec.mock.net;

import io.kspec.mock.dispatch.Entrance;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The port of one broker, and the connections that it has accepted. While the broker is stopped, the port is kept. */
final class Listener {
    private ChannelGroup clients;
    private Channel socket;
    private final InetSocketAddress address;
    private @Nullable KeptPort kept;
    private @Nullable Entrance entrance;
    private final @Nullable TlsIdentity tls;

    Listener(Channel socket, ChannelGroup clients, @Nullable TlsIdentity tls) {
        this.tls = tls;
        this.socket = socket;
        this.clients = clients;
        this.address = (InetSocketAddress) socket.localAddress();
    }

    int port() {
        return address.getPort();
    }

    ChannelGroup clients() {
        return clients;
    }

    /** The certificate to show; null for plaintext. */
    @Nullable TlsIdentity tls() {
        return tls;
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

    /** Closes the port and its connections, returns when they are closed, and keeps the port for {@link #reopen}. */
    void pause() {
        if (isOpen()) {
            close();
            kept = KeptPort.of(address);
        }
    }

    /** Opens the port again after {@link #pause}. If that fails, the port is kept as before. */
    void reopen(Opening opening, ChannelGroup newClients) throws IOException {
        release();
        try {
            socket = opening.listen(port());
        } catch (IOException e) {
            kept = KeptPort.of(address);
            throw e;
        }
        clients = newClients;
        socket.config().setAutoRead(true);
    }

    /** Closes the port and its connections for good, and returns when they are closed. */
    void close() {
        release();
        socket.close().syncUninterruptibly();
        clients.close().syncUninterruptibly();
    }

    private void release() {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }

    /** How a port is listened on. */
    interface Opening {
        Channel listen(int port) throws IOException;
    }
}
