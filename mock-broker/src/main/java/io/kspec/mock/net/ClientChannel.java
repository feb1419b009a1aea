package io.kspec.mock.net;

import io.kspec.mock.dispatch.Conversation;
import io.kspec.mock.dispatch.Dispatcher;
import io.kspec.mock.dispatch.Entrance;
import io.kspec.mock.dispatch.ResponseSink;
import io.kspec.protocol.Bytes;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** A client's connection: passes requests to its conversation, and writes the responses. */
final class ClientChannel extends ChannelDuplexHandler {
    private final Dispatcher dispatcher;
    private final Entrance entrance;
    private final OutputBudget output;
    private @Nullable Conversation conversation;
    private @Nullable ResponseQueue responses;

    /** What reads the requests of a connection and writes the responses, those to requests that arrive together at once. */
    static ChannelHandler[] handlers(
            Dispatcher dispatcher, Entrance entrance, SocketLimits limits, InputBudget input, OutputBudget output) {
        ClientChannel client = new ClientChannel(dispatcher, entrance, output);
        FrameReader reader = new FrameReader(limits, client::maxRequestSize, input);
        return new ChannelHandler[] {new FlushConsolidationHandler(), reader, client};
    }

    private ClientChannel(Dispatcher dispatcher, Entrance entrance, OutputBudget output) {
        this.dispatcher = dispatcher;
        this.entrance = entrance;
        this.output = output;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Channel channel = context.channel();
        ResponseQueue queue = new ResponseQueue(channel, output);
        responses = queue;
        conversation = dispatcher.open(entrance, hostOf(channel), new ChannelSink(channel, queue));
    }

    /** Notes who the client is by its certificate, once both sides have finished to greet each other, and when it ends TLS. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        if (event instanceof SslHandshakeCompletionEvent done
                && done.isSuccess()
                && tls != null
                && conversation != null) {
            try {
                String name = tls.engine().getSession().getPeerPrincipal().getName();
                if (!conversation.session().showed(name)) {
                    ChannelFuture unused = context.channel().close();
                }
            } catch (SSLPeerUnverifiedException withoutCertificate) {
                // The client stays anonymous.
            }
        }
        if (event instanceof SslCloseCompletionEvent) {
            // The client has said that it is over, and may wait for the end of the connection: asyncio does for 30 s.
            ChannelFuture unused = context.channel().close();
        }
        super.userEventTriggered(context, event);
    }

    /** The largest request that the client may send now, in bytes. */
    int maxRequestSize() {
        return conversation == null ? Integer.MAX_VALUE : conversation.session().maxRequestSize();
    }

    /** The client's address as Kafka prints it. */
    static String hostOf(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address
                ? "/" + address.getAddress().getHostAddress()
                : "/unknown";
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (responses != null && context.channel().isWritable()) {
            responses.send();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        if (conversation != null && responses != null) {
            responses.readStarted();
            conversation.received((Bytes) frame);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (responses != null) {
            responses.readEnded();
        }
    }

    /** Sends what was answered before, whoever closes the connection. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (responses != null) {
            responses.readEnded();
        }
        ChannelFuture unused = context.close(promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (responses != null) {
            responses.closed();
        }
        if (conversation != null) {
            conversation.closed();
        }
    }

    /** Closes a connection that failed; the journal has the requests that were received on it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ChannelFuture unused = context.channel().close();
    }

    private record ChannelSink(Channel channel, ResponseQueue responses) implements ResponseSink {
        @Override
        public void respond(Bytes response, Runnable next) {
            responses.respond(response, next);
        }

        @Override
        public void write(Bytes bytes, Runnable written) {
            responses.add(bytes, written);
        }

        @Override
        public void close() {
            responses.closeWhenSent();
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
