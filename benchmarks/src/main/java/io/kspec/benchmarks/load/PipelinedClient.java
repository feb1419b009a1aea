package io.kspec.benchmarks.load;

import io.kspec.stage.net.Target;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Connections that each send one request again and again, with some on their way at once. One thread serves all of them, and looks
 * at nothing of the responses but their size, so that it costs as little as possible next to the server.
 */
final class PipelinedClient implements Closeable {
    static final int IN_FLIGHT = 16;

    private static final int BUFFER = 512 << 10;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Selector selector;
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);

    /**
     * Opens the connections.
     *
     * @param first what each connection sends before anything else, without an answer; empty for nothing
     * @param requests the request of each connection, with its size
     */
    PipelinedClient(Target target, byte[] first, List<byte[]> requests) throws IOException {
        selector = Selector.open();
        for (byte[] request : requests) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(target.host(), target.port()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ByteBuffer greeting = ByteBuffer.wrap(first);
            while (greeting.hasRemaining()) {
                int unused = channel.write(greeting);
            }
            channel.configureBlocking(false);
            pipelines.add(new Pipeline(channel, request, channel.register(selector, SelectionKey.OP_READ)));
        }
    }

    /** What happened in a turn. */
    record Turn(long responses, long nanos, long allResponses) {
        double perSecond() {
            return responses * 1e9 / nanos;
        }
    }

    /**
     * Sends requests until it is enough, and then waits until all are answered. Only the answers before that count for the speed.
     *
     * @param enough is asked every few milliseconds
     */
    Turn run(BooleanSupplier enough) throws IOException {
        long before = responses();
        long start = System.nanoTime();
        for (Pipeline each : pipelines) {
            each.start();
        }
        while (!enough.getAsBoolean()) {
            long pause = System.nanoTime() + PAUSE_NANOS;
            while (System.nanoTime() < pause) {
                serve(PAUSE_NANOS);
            }
        }
        long counted = responses() - before;
        long nanos = System.nanoTime() - start;
        pipelines.forEach(Pipeline::stop);
        long limit = System.nanoTime() + DRAIN_NANOS;
        while (pipelines.stream().anyMatch(each -> !each.isAnswered())) {
            if (System.nanoTime() > limit) {
                throw new IOException("requests are not answered within a minute");
            }
            serve(DRAIN_NANOS);
        }
        return new Turn(counted, nanos, responses() - before);
    }

    private long responses() {
        return pipelines.stream().mapToLong(each -> each.received).sum();
    }

    private void serve(long nanos) throws IOException {
        int ready = selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        if (ready > 0) {
            for (SelectionKey key : selector.selectedKeys()) {
                Pipeline pipeline = (Pipeline) key.attachment();
                if (key.isReadable()) {
                    pipeline.read(in);
                }
                pipeline.write();
            }
            selector.selectedKeys().clear();
        }
    }

    @Override
    public void close() throws IOException {
        for (Pipeline each : pipelines) {
            each.channel.close();
        }
        selector.close();
    }

    /** One connection. */
    private static final class Pipeline {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final int requestSize;
        /** As many requests as may be on their way, one after the other. */
        private final ByteBuffer requests;

        private long sentBytes;
        private long received;
        private boolean stopped = true;
        private int header;
        private int headerBytes;
        private int left;

        Pipeline(SocketChannel channel, byte[] request, SelectionKey key) {
            this.channel = channel;
            this.key = key;
            this.requestSize = request.length;
            this.requests = ByteBuffer.allocateDirect(IN_FLIGHT * request.length);
            for (int i = 0; i < IN_FLIGHT; i++) {
                requests.put(request);
            }
            Object unused = key.attach(this);
        }

        void start() throws IOException {
            stopped = false;
            write();
        }

        void stop() {
            stopped = true;
        }

        boolean isAnswered() {
            return sentBytes == received * requestSize;
        }

        /** Sends what may be sent; once stopped, only the rest of a request. */
        void write() throws IOException {
            long rest = stopped
                    ? (requestSize - sentBytes % requestSize) % requestSize
                    : (received + IN_FLIGHT) * requestSize - sentBytes;
            while (rest > 0) {
                int from = (int) (sentBytes % requests.capacity());
                requests.limit((int) Math.min(requests.capacity(), from + rest)).position(from);
                int written = channel.write(requests);
                if (written == 0) {
                    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                    return;
                }
                sentBytes += written;
                rest -= written;
            }
            if (key.interestOps() != SelectionKey.OP_READ) {
                key.interestOps(SelectionKey.OP_READ);
            }
        }

        void read(ByteBuffer in) throws IOException {
            in.clear();
            if (channel.read(in) < 0) {
                throw new EOFException("the server has closed the connection");
            }
            in.flip();
            while (in.hasRemaining()) {
                if (headerBytes < Integer.BYTES) {
                    header = header << 8 | in.get() & 0xff;
                    headerBytes++;
                    left = header;
                } else {
                    int skipped = Math.min(left, in.remaining());
                    in.position(in.position() + skipped);
                    left -= skipped;
                }
                if (headerBytes == Integer.BYTES && left == 0) {
                    received++;
                    headerBytes = 0;
                    header = 0;
                }
            }
        }
    }
}
