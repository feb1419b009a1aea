package io.kspec.recorder.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Splits what a connection sends into frames, each with the four bytes of its size. A connection that begins with TLS is not
 * split.
 */
final class FrameSplitter extends ByteToMessageDecoder {
    /** The type of a TLS record that begins a handshake, and the major version (RFC 8446, 5.1). */
    private static final int TLS_HANDSHAKE = 0x1603;

    private final ProxySettings.Limits limits;
    private final AtomicLong buffered;
    private final Consumer<String> refused;
    private int ownBuffered;
    private boolean begun;
    private boolean opaque;

    /**
     * @param buffered the bytes of incomplete frames of all connections
     * @param refused is told why the connection is closed
     */
    FrameSplitter(ProxySettings.Limits limits, AtomicLong buffered, Consumer<String> refused) {
        this.limits = limits;
        this.buffered = buffered;
        this.refused = refused;
        // frames pass in the pieces in which they came
        setCumulator(COMPOSITE_CUMULATOR);
    }

    /** Whether the connection speaks TLS, so that its bytes are not split into frames. */
    boolean isOpaque() {
        return opaque;
    }

    /** Stops splitting, because the other side speaks TLS. */
    void setOpaque() {
        opaque = true;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!begun && in.readableBytes() >= Short.BYTES) {
            begun = true;
            opaque |= in.getUnsignedShort(in.readerIndex()) == TLS_HANDSHAKE;
        }
        if (opaque) {
            out.add(in.readRetainedSlice(in.readableBytes()));
            return;
        }
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        int size = in.getInt(in.readerIndex());
        if (size < 0 || size > limits.frame()) {
            close(
                    context,
                    in,
                    "expected a frame of at most " + limits.frame() + " bytes, found a size of "
                            + Integer.toUnsignedString(size));
        } else if (in.readableBytes() - Integer.BYTES >= size) {
            out.add(in.readRetainedSlice(Integer.BYTES + size));
        }
    }

    private void close(ChannelHandlerContext context, ByteBuf in, String why) {
        in.skipBytes(in.readableBytes());
        refused.accept(why);
        ChannelFuture unused = context.close();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        count(actualReadableBytes());
        if (buffered.get() > limits.buffered() && ownBuffered > 0) {
            close(
                    context,
                    internalBuffer(),
                    "expected at most " + limits.buffered()
                            + " bytes of incomplete frames on all connections, found more");
        }
        super.channelReadComplete(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        count(0);
        super.channelInactive(context);
    }

    private void count(int bytes) {
        buffered.addAndGet((long) bytes - ownBuffered);
        ownBuffered = bytes;
    }
}
