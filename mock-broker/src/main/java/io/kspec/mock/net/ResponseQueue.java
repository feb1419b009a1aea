package io.kspec.mock.net;

import io.kspec.protocol.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The responses of one connection that are still to be sent. They are passed to the socket in pieces, only as fast as the
 * client reads.
 */
final class ResponseQueue {
    private static final int PIECE = 256 << 10;
    /** A response of at most so many bytes goes out in one buffer with the others to requests that have arrived together. */
    private static final int SMALL = 8 << 10;

    private static final int MOST_TOGETHER = 32 << 10;
    private static final int LEAST_ROOM = 512;

    private final Channel channel;
    private final OutputBudget budget;
    private final Queue<Outgoing> waiting = new ArrayDeque<>();
    private @Nullable ByteBuf together;
    private int room = LEAST_ROOM;
    private long unsentBytes;
    private long lastProgressNanos;
    private boolean reading;
    private boolean sending;
    private boolean closing;
    private boolean closed;

    /** Bytes to send. */
    private static final class Outgoing {
        private final Bytes bytes;
        private final Runnable written;
        private final boolean overlapping;
        private int passed;

        /**
         * @param written what to run when the bytes are sent
         * @param overlapping whether to run that as soon as the socket has been passed the bytes and takes more
         */
        Outgoing(Bytes bytes, Runnable written, boolean overlapping) {
            this.bytes = bytes;
            this.written = written;
            this.overlapping = overlapping;
        }

        boolean isPassed() {
            return passed == bytes.size();
        }

        Bytes nextPiece() {
            Bytes piece = bytes.slice(passed, passed + Math.min(PIECE, bytes.size() - passed));
            passed += piece.size();
            return piece;
        }
    }

    ResponseQueue(Channel channel, OutputBudget budget) {
        this.channel = channel;
        this.budget = budget;
        budget.opened(this);
    }

    /** The number of bytes that the socket has not taken yet. */
    long unsentBytes() {
        return unsentBytes;
    }

    /** When the socket last took bytes, by the budget's clock. */
    long lastProgressNanos() {
        return lastProgressNanos;
    }

    /** Sends a response; the next one may follow as soon as the socket takes more. */
    void respond(Bytes response, Runnable next) {
        boolean direct = waiting.isEmpty() && !sending && !closed && channel.isWritable();
        if (reading && direct && response.size() <= SMALL) {
            gather(response);
            next.run();
        } else {
            add(new Outgoing(response, next, true));
        }
    }

    /** Small responses are kept back from now on, until all requests that have arrived are served. */
    void readStarted() {
        reading = true;
    }

    /** Sends what was kept back. */
    void readEnded() {
        reading = false;
        sendGathered();
    }

    private void gather(Bytes response) {
        ByteBuf all = together;
        if (all == null) {
            all = channel.alloc().directBuffer(room);
            together = all;
        }
        for (Bytes piece : response.pieces()) {
            all.writeBytes(piece.array(), piece.arrayOffset(), piece.size());
        }
        if (all.readableBytes() > MOST_TOGETHER) {
            sendGathered();
        }
    }

    private void sendGathered() {
        ByteBuf all = together;
        if (all != null) {
            together = null;
            int size = all.readableBytes();
            room = Math.max(LEAST_ROOM, size);
            count(size);
            notifyOf(channel.writeAndFlush(all), size, null);
            budget.check();
        }
    }

    /** Sends bytes, and then runs something. */
    void add(Bytes bytes, Runnable written) {
        add(new Outgoing(bytes, written, false));
    }

    private void add(Outgoing outgoing) {
        if (closed) {
            return;
        }
        sendGathered();
        waiting.add(outgoing);
        count(outgoing.bytes.size());
        send();
        budget.check();
    }

    private void count(int size) {
        if (unsentBytes == 0) {
            lastProgressNanos = budget.nanoTime();
        }
        unsentBytes += size;
        budget.added(size);
    }

    /** Passes on as much as the socket takes. Called again when it takes more; a nested call leaves it to the outer one. */
    void send() {
        if (sending) {
            return;
        }
        sending = true;
        Outgoing next = waiting.peek();
        while (next != null && channel.isWritable()) {
            Bytes piece = next.nextPiece();
            if (next.isPassed()) {
                waiting.remove();
            }
            pass(piece, next);
            next = waiting.peek();
        }
        sending = false;
        if (closing && waiting.isEmpty()) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void pass(Bytes piece, Outgoing outgoing) {
        boolean last = outgoing.isPassed();
        ChannelFuture passed = channel.writeAndFlush(buffer(piece));
        boolean overlaps = last && outgoing.overlapping && channel.isWritable();
        notifyOf(passed, piece.size(), last && !overlaps ? outgoing.written : null);
        if (overlaps) {
            outgoing.written.run();
        }
    }

    private void notifyOf(ChannelFuture passed, int size, @Nullable Runnable afterwards) {
        passed.addListener(future -> {
            if (future.isSuccess()) {
                sent(size, afterwards);
            }
        });
    }

    private static ByteBuf buffer(Bytes bytes) {
        List<Bytes> pieces = bytes.pieces();
        return pieces.size() == 1
                ? wrapped(bytes)
                : Unpooled.wrappedBuffer(
                        pieces.stream().map(ResponseQueue::wrapped).toArray(ByteBuf[]::new));
    }

    private static ByteBuf wrapped(Bytes piece) {
        return Unpooled.wrappedBuffer(piece.array(), piece.arrayOffset(), piece.size());
    }

    private void sent(int size, @Nullable Runnable last) {
        if (closed) {
            return;
        }
        unsentBytes -= size;
        budget.sent(size);
        lastProgressNanos = budget.nanoTime();
        if (last != null) {
            last.run();
        }
    }

    /** Closes the connection when everything is sent. */
    void closeWhenSent() {
        closing = true;
        sendGathered();
        send();
    }

    /** Closes the connection now. */
    void abort() {
        ChannelFuture unused = channel.close();
    }

    /** Drops what is not sent, because the connection is closed. */
    void closed() {
        closed = true;
        ByteBuf unsent = together;
        if (unsent != null) {
            unsent.release();
            together = null;
        }
        waiting.clear();
        budget.closed(this);
    }
}
