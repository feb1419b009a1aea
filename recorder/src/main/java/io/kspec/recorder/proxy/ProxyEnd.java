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
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;

/**
 * One end of a proxied conversation: sends what comes to the other end, and reads no faster than the other end takes it.
 */
final class ProxyEnd extends ChannelInboundHandlerAdapter {
    private final FrameSplitter splitter;
    private final Channel other;
    private final UnaryOperator<Bytes> passing;
    private final Runnable opaque;
    private final Consumer<String> failed;
    private final Runnable closed;
    private boolean toldOpaque;

    /**
     * @param splitter the splitter before it
     * @param other the channel of the other end
     * @param passing takes a frame without its size, and gives what to send instead, or the frame itself
     * @param opaque run once if the connection speaks TLS
     * @param failed is told why the connection fails
     * @param closed run when the connection has ended
     */
    ProxyEnd(
            FrameSplitter splitter,
            Channel other,
            UnaryOperator<Bytes> passing,
            Runnable opaque,
            Consumer<String> failed,
            Runnable closed) {
        this.splitter = splitter;
        this.other = other;
        this.passing = passing;
        this.opaque = opaque;
        this.failed = failed;
        this.closed = closed;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same frame passes in the bytes in which it came
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (splitter.isOpaque()) {
            if (!toldOpaque) {
                toldOpaque = true;
                opaque.run();
            }
            send(context, bytes);
            return;
        }
        byte[] copy = new byte[bytes.readableBytes() - Integer.BYTES];
        bytes.getBytes(bytes.readerIndex() + Integer.BYTES, copy);
        Bytes frame = Bytes.wrap(copy);
        Bytes instead;
        try {
            instead = passing.apply(frame);
        } catch (RuntimeException | Error e) {
            ReferenceCountUtil.release(bytes);
            throw e;
        }
        if (instead == frame) {
            send(context, bytes);
        } else {
            bytes.release();
            ByteBuf changed = context.alloc().buffer(Integer.BYTES + instead.size());
            changed.writeInt(instead.size()).writeBytes(instead.array(), instead.arrayOffset(), instead.size());
            send(context, changed);
        }
    }

    private void send(ChannelHandlerContext context, ByteBuf bytes) {
        ChannelFuture unused = other.write(bytes);
        if (!other.isWritable()) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        other.flush();
    }

    /** This end takes more again, or has enough. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        other.config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closed.run();
        ChannelFuture unused = other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (!(failure instanceof IOException)) {
            failed.accept(reason(failure));
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
