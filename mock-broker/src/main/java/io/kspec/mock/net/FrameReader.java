package io.kspec.mock.net;

import io.kspec.protocol.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.function.IntSupplier;

/** Splits the input into requests by the four-byte size before each, and drops the size. */
final class FrameReader extends ByteToMessageDecoder {
    private final int maxSize;
    private final IntSupplier ofClient;
    private final boolean wholeOnly;
    private final InputBudget budget;

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
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (wholeOnly && actualReadableBytes() > 0) {
            ChannelFuture unused = context.close();
        }
        budget.set(context.channel(), actualReadableBytes());
        super.channelReadComplete(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        budget.set(context.channel(), 0);
        super.channelInactive(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        int size = in.getInt(in.readerIndex());
        if (size < 0 || size > Math.min(maxSize, ofClient.getAsInt())) {
            in.skipBytes(in.readableBytes());
            ChannelFuture unused = context.close();
        } else if (in.readableBytes() - Integer.BYTES >= size) {
            byte[] frame = new byte[size];
            in.skipBytes(Integer.BYTES).readBytes(frame);
            out.add(Bytes.wrap(frame));
        }
    }
}
