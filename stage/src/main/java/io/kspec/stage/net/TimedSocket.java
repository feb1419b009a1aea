package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
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
import java.time.Duration;

/** A TCP connection whose operations all end by a deadline, with a buffer of received bytes that were not taken yet. */
final class TimedSocket implements AutoCloseable {
    /** How an attempt to read more bytes ended. */
    enum Arrival {
        BYTES,
        END,
        TIMEOUT
    }

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer chunk = ByteBuffer.allocate(64 * 1024);
    private byte[] pending = new byte[1024];
    private int size;

    private TimedSocket(SocketChannel channel, Selector selector) throws IOException {
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
    static TimedSocket open(Target target, Duration timeout) throws IOException {
        Deadline deadline = Deadline.in(timeout);
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
    private static TimedSocket open(InetSocketAddress address, Deadline deadline) throws IOException {
        SocketChannel channel = SocketChannel.open();
        Selector selector = null;
        try {
            selector = Selector.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            TimedSocket socket = new TimedSocket(channel, selector);
            if (!channel.connect(address)) {
                do {
                    if (!socket.await(SelectionKey.OP_CONNECT, deadline)) {
                        throw new SocketTimeoutException("no answer from " + address);
                    }
                } while (!channel.finishConnect());
            }
            return socket;
        } catch (IOException | RuntimeException e) {
            channel.close();
            if (selector != null) {
                selector.close();
            }
            throw e;
        }
    }

    /** Writes all of the bytes; returns false if the deadline passed before. */
    boolean write(Bytes bytes, Deadline deadline) throws IOException {
        ByteBuffer buffer = bytes.asByteBuffer();
        while (true) {
            channel.write(buffer);
            if (!buffer.hasRemaining()) {
                return true;
            }
            if (!await(SelectionKey.OP_WRITE, deadline)) {
                return false;
            }
        }
    }

    /** Waits for at least one more byte, the end of the stream, or the deadline. */
    Arrival read(Deadline deadline) throws IOException {
        while (true) {
            chunk.clear();
            int count = channel.read(chunk);
            if (count < 0) {
                return Arrival.END;
            }
            if (count > 0) {
                append(count);
                return Arrival.BYTES;
            }
            if (!await(SelectionKey.OP_READ, deadline)) {
                return Arrival.TIMEOUT;
            }
        }
    }

    private void append(int count) {
        if (pending.length - size < count) {
            byte[] larger = new byte[Math.max(size + count, pending.length * 2)];
            System.arraycopy(pending, 0, larger, 0, size);
            pending = larger;
        }
        chunk.flip().get(pending, size, count);
        size += count;
    }

    /** The number of bytes in the buffer. */
    int available() {
        return size;
    }

    /** A copy of the first bytes, at most {@code count} of them; the buffer keeps them. */
    Bytes peek(int count) {
        return Bytes.copyOf(ByteBuffer.wrap(pending, 0, Math.min(count, size)));
    }

    /** Removes and returns the first bytes; the buffer must have at least {@code count}. */
    Bytes take(int count) {
        Bytes taken = peek(count);
        size -= count;
        System.arraycopy(pending, count, pending, 0, size);
        return taken;
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

    boolean isOpen() {
        return channel.isOpen();
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
