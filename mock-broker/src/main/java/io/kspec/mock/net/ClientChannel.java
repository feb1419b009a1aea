package io.kspec.mock.net;

import io.kspec.mock.dispatch.Conversation;
import io.kspec.mock.dispatch.Dispatcher;
import io.kspec.mock.dispatch.Entrance;
import io.kspec.mock.dispatch.ResponseSink;
import io.kspec.protocol.Bytes;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A client's connection: passes requests to its conversation, and writes the responses. */
final class ClientChannel extends SimpleChannelInboundHandler<Bytes> {
    private final Dispatcher dispatcher;
    private final Entrance entrance;
    private @Nullable Conversation conversation;

    ClientChannel(Dispatcher dispatcher, Entrance entrance) {
        this.dispatcher = dispatcher;
        this.entrance = entrance;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Channel channel = context.channel();
        String host = channel.remoteAddress() instanceof InetSocketAddress address
                ? "/" + address.getAddress().getHostAddress()
                : "/unknown";
        conversation = dispatcher.open(entrance, host, new ChannelSink(channel));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Bytes frame) {
        if (conversation != null) {
            conversation.received(frame);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (conversation != null) {
            conversation.closed();
        }
    }

    /** Closes a connection that failed; the journal has the requests that were received on it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ChannelFuture unused = context.close();
    }

    private record ChannelSink(Channel channel) implements ResponseSink {
        @Override
        public void write(Bytes bytes, Runnable written) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(bytes.array(), bytes.arrayOffset(), bytes.size()))
                    .addListener(future -> {
                        if (future.isSuccess()) {
                            written.run();
                        }
                    });
        }

        @Override
        public void close() {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }

        @Override
        public void reset() {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            close();
        }

        @Override
        public void pauseReading() {
            channel.config().setAutoRead(false);
        }

        @Override
        public void resumeReading() {
            channel.config().setAutoRead(true);
        }
    }
}
