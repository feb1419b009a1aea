package io.kspec.mock.net;

import io.kspec.protocol.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Arrays;
import java.util.function.IntSupplier;

/**
 * Splits the input into requests by the four-byte size before each, and drops the size. It copies each byte once into the request
 * if it arrives in few pieces; a request that only announces its size takes no memory.
 */
final class FrameReader extends ChannelInboundHandlerAdapter {
    private static final byte[] NONE = {};
    /** The room for a request that has not arrived as a whole: at least so many bytes, and a multiple of those that have arrived. */
    private static final int LEAST_ROOM = 1024;

    private static final int GROWTH = 4;

    private final int maxSize;
    private final IntSupplier ofClient;
    private final boolean wholeOnly;
    private final InputBudget budget;
    private int sizeBytes;
    private int size;
    private byte[] frame = NONE;
    private int received;
    private boolean closing;

    /**
     * @param ofClient the largest request that the client may send now, in bytes
     */
    FrameReader(SocketLimits limits, IntSupplier ofClient, InputBudget budget) {
        this.maxSize = limits.maxFrameSize();
        this.ofClient = ofClient;
        this.wholeOnly = limits.wholeRequestsOnly();
        this.budget = budget;
    }

    FrameReader(SocketLimits limits, InputBudget budget) {
        this(limits, limits::maxFrameSize, budget);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            while (in.isReadable() && !closing) {
                if (sizeBytes < Integer.BYTES) {
                    readSize(in);
                    closing = sizeBytes == Integer.BYTES && (size < 0 || size > Math.min(maxSize, ofClient.getAsInt()));
                }
                if (closing) {
                    ChannelFuture unused = context.channel().close();
                } else if (sizeBytes == Integer.BYTES) {
                    readFrame(in);
                    if (received == size) {
                        context.fireChannelRead(takeFrame());
                    }
                }
            }
        } finally {
            in.release();
        }
    }

    private void readSize(ByteBuf in) {
        while (sizeBytes < Integer.BYTES && in.isReadable()) {
            size = size << Byte.SIZE | in.readUnsignedByte();
            sizeBytes++;
        }
    }

    private void readFrame(ByteBuf in) {
        int more = Math.min(size - received, in.readableBytes());
        if (more > frame.length - received) {
            long room = Math.max(LEAST_ROOM, (long) GROWTH * (received + more));
            frame = Arrays.copyOf(frame, received + more == size ? size : (int) Math.min(size, room));
        }
        in.readBytes(frame, received, more);
        received += more;
    }

    private Bytes takeFrame() {
        Bytes taken = Bytes.wrap(frame);
        frame = NONE;
        received = 0;
        size = 0;
        sizeBytes = 0;
        return taken;
    }

    /** The number of bytes that have arrived of a request that is not complete. */
    private int incompleteBytes() {
        return closing ? 0 : sizeBytes + received;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (wholeOnly && incompleteBytes() > 0) {
            ChannelFuture unused = context.channel().close();
        }
        budget.set(context.channel(), incompleteBytes());
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        budget.set(context.channel(), 0);
        frame = NONE;
        context.fireChannelInactive();
    }
}
