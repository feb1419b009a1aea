package io.kspec.stage.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A TCP connection. */
final class SocketWire implements Wire {
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    private SocketWire(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.key = channel.register(selector, 0);
    }

    /**
     * Connects to the first of the host's addresses that accepts.
     *
     * @throws SocketTimeoutException if none answered in time
     * @throws IOException the last refusal
     */
    static SocketWire open(Target target, Deadline deadline) throws IOException {
        IOException refusal = null;
        for (InetAddress address : InetAddress.getAllByName(target.host())) {
            try {
                return open(new InetSocketAddress(address, target.port()), deadline);
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                refusal = e;
            }
        }
        throw refusal == null ? new IOException("the name has no address") : refusal;
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static SocketWire open(InetSocketAddress address, Deadline deadline) throws IOException {
        SocketChannel channel = SocketChannel.open();
        Selector selector = null;
        try {
            selector = Selector.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SocketWire wire = new SocketWire(channel, selector);
            if (!channel.connect(address)) {
                do {
                    if (!wire.await(SelectionKey.OP_CONNECT, deadline)) {
                        throw new SocketTimeoutException("no answer from " + address);
                    }
                } while (!channel.finishConnect());
            }
            return wire;
        } catch (IOException | RuntimeException e) {
            channel.close();
            if (selector != null) {
                selector.close();
            }
            throw e;
        }
    }

    @Override
    public boolean write(ByteBuffer bytes, Deadline deadline) throws IOException {
        while (true) {
            channel.write(bytes);
            if (!bytes.hasRemaining()) {
                return true;
            }
            if (!await(SelectionKey.OP_WRITE, deadline)) {
                return false;
            }
        }
    }

    /** Writes what the socket takes now. */
    void writeNow(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        while (true) {
            int count = channel.read(into);
            if (count != 0) {
                return count < 0 ? END : count;
            }
            if (!await(SelectionKey.OP_READ, deadline)) {
                return 0;
            }
        }
    }

    private boolean await(int operation, Deadline deadline) throws IOException {
        key.interestOps(operation);
        while (true) {
            long left = deadline.millisLeft();
            if (left == 0) {
                return false;
            }
            if (selector.select(left) > 0) {
                selector.selectedKeys().clear();
                return true;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
        }
    }

    @Override
    public void close() {
        try (channel) {
            selector.close();
        } catch (IOException e) {
            throw new AssertionError("closing a socket that is no longer read", e);
        }
    }
}
