package io.kspec.recorder.proxy;

import io.kspec.protocol.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One end of a proxied conversation: sends what comes to the other end, and reads no faster than the other end takes it. What
 * comes is passed on at once, except for frames that may change, which wait until they are complete. If the client begins with
 * TLS, nothing is looked at.
 */
final class ProxyEnd extends ChannelInboundHandlerAdapter {
    /** The type of a TLS record that begins a handshake, and the major version (RFC 8446, 5.1). */
    private static final int TLS_HANDSHAKE = 0x1603;

    private final ProxyLink link;
    private final Channel other;
    private final Passage passage;
    /** The size of a frame and its first bytes, as far as they have come. */
    private final ByteBuffer head = ByteBuffer.allocate(2 * Integer.BYTES);

    private @Nullable FrameCollector frame;
    /** Whether the frame is not passed on before it is complete. */
    private boolean held;
    /** What has come of a frame that is held. */
    private final List<ByteBuf> pieces = new ArrayList<>();

    private int ownBuffered;
    private boolean begun;
    private boolean closing;

    /** What is done with frames. */
    interface Passage {
        /**
         * Whether a frame may have to be changed.
         *
         * @param begin its first four bytes
         */
        boolean mayChange(int begin);

        /** What to send instead of a frame that may change; perhaps the frame itself. */
        Bytes changed(Bytes frame);

        /** Takes a complete frame without its size. Nobody else may refer to its bytes any more. */
        void take(Bytes frame);
    }

    /**
     * @param link what both ends have in common
     * @param other the channel of the other end
     */
    ProxyEnd(ProxyLink link, Channel other, Passage passage) {
        this.link = link;
        this.other = other;
        this.passage = passage;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            read(context, in);
        } finally {
            in.release();
        }
    }

    private void read(ChannelHandlerContext context, ByteBuf in) {
        int unsent = in.readerIndex();
        while (in.isReadable() && !closing && !link.isOpaque()) {
            FrameCollector collector = frame;
            if (collector == null) {
                int begin = in.readerIndex();
                int earlier = head.position();
                if (!readHead(context, in)) {
                    if (!link.isOpaque()) {
                        pass(context, in, unsent, begin);
                        unsent = in.writerIndex();
                    } else {
                        passHead(context, earlier);
                        head.clear();
                    }
                    continue;
                }
                collector = begin();
                if (held) {
                    pass(context, in, unsent, begin);
                    unsent = begin;
                }
                passHead(context, earlier);
            }
            collector.take(in);
            if (held) {
                pieces.add(in.retainedSlice(unsent, in.readerIndex() - unsent));
                unsent = in.readerIndex();
            }
            if (collector.isComplete()) {
                complete(context, collector.frame());
            }
        }
        if (!closing) {
            pass(context, in, unsent, in.writerIndex());
        }
    }

    /** Reads the size of a frame and its first bytes; false if they are not there yet, or there is no frame. */
    private boolean readHead(ChannelHandlerContext context, ByteBuf in) {
        if (!fillHead(in, Integer.BYTES)) {
            return false;
        }
        int size = head.getInt(0);
        if (!begun && size >>> Short.SIZE == TLS_HANDSHAKE) {
            link.setOpaque();
            return false;
        }
        begun = true;
        if (size < 0 || size > link.limits().frame()) {
            close(
                    context,
                    "expected a frame of at most " + link.limits().frame() + " bytes, found a size of "
                            + Integer.toUnsignedString(size));
            return false;
        }
        return fillHead(in, Integer.BYTES + Math.min(size, Integer.BYTES));
    }

    private boolean fillHead(ByteBuf in, int size) {
        while (head.position() < size && in.isReadable()) {
            head.put(in.readByte());
        }
        return head.position() >= size;
    }

    private FrameCollector begin() {
        int size = head.getInt(0);
        FrameCollector collector = new FrameCollector(size, link.arrays());
        collector.take(Unpooled.wrappedBuffer(head.array(), Integer.BYTES, head.position() - Integer.BYTES));
        held = size >= Integer.BYTES && passage.mayChange(head.getInt(Integer.BYTES));
        frame = collector;
        return collector;
    }

    @SuppressWarnings("ReferenceEquality") // the same frame passes in the bytes in which it came
    private void complete(ChannelHandlerContext context, Bytes whole) {
        frame = null;
        head.clear();
        if (held) {
            held = false;
            Bytes instead = passage.changed(whole);
            if (instead == whole) {
                pieces.forEach(piece -> send(context, piece));
                pieces.clear();
            } else {
                release();
                ByteBuf bytes = context.alloc().buffer(Integer.BYTES + instead.size());
                bytes.writeInt(instead.size()).writeBytes(instead.array(), instead.arrayOffset(), instead.size());
                send(context, bytes);
            }
        }
        passage.take(whole);
    }

    private void release() {
        pieces.forEach(ByteBuf::release);
        pieces.clear();
    }

    /** Passes the beginning of a frame that came earlier than the rest. */
    private void passHead(ChannelHandlerContext context, int size) {
        if (size > 0) {
            ByteBuf begin = Unpooled.copiedBuffer(head.array(), 0, size);
            if (held) {
                pieces.add(begin);
            } else {
                send(context, begin);
            }
        }
    }

    private void pass(ChannelHandlerContext context, ByteBuf in, int from, int to) {
        if (to > from) {
            send(context, in.retainedSlice(from, to - from));
        }
    }

    private void send(ChannelHandlerContext context, ByteBuf bytes) {
        ChannelFuture unused = other.write(bytes);
        if (!other.isWritable()) {
            context.channel().config().setAutoRead(false);
        }
    }

    private void close(ChannelHandlerContext context, String why) {
        closing = true;
        frame = null;
        link.events().failed(why);
        ChannelFuture unused = context.close();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        FrameCollector collector = frame;
        count(collector == null ? 0 : held ? 2 * collector.room() : collector.room());
        if (ownBuffered > 0 && link.buffered().get() > link.limits().buffered()) {
            close(
                    context,
                    "expected at most " + link.limits().buffered()
                            + " bytes of incomplete frames on all connections, found more");
        }
        other.flush();
    }

    private void count(int bytes) {
        if (bytes != ownBuffered) {
            AtomicLong buffered = link.buffered();
            buffered.addAndGet((long) bytes - ownBuffered);
            ownBuffered = bytes;
        }
    }

    /** This end takes more again, or has enough. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        other.config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        frame = null;
        release();
        count(0);
        link.events().closed();
        ChannelFuture unused = other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (!(failure instanceof IOException)) {
            link.events().failed(reason(failure));
        }
        ChannelFuture unused = context.close();
    }

    /** What Netty found instead of TLS are bytes of the client, perhaps a password. */
    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof DecoderException ? failure.getCause() : null;
        if (cause instanceof NotSslRecordException) {
            return "expected TLS, found bytes that are none";
        }
        return cause instanceof SSLException
                ? "expected a handshake of TLS, found: " + cause.getMessage()
                : String.valueOf(failure.getMessage());
    }
}
