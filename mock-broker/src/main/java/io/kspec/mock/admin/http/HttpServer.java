package io.kspec.mock.admin.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Listens for HTTP/1.1 on a thread of its own, so that no call holds up the broker's thread. */
public final class HttpServer implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group;
    private final ChannelGroup clients;
    private final Channel listener;
    private final HttpLimits limits;
    private final BrowserGuard guard;
    private final HttpResponder responder;

    private HttpServer(String host, int port, HttpLimits limits, Set<String> allowedHosts, HttpResponder responder)
            throws IOException {
        this.limits = limits;
        this.guard = new BrowserGuard(allowedHosts);
        this.responder = responder;
        group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("kspec-admin", true), NioIoHandler.newFactory());
        clients = new DefaultChannelGroup(group.next(), true);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Initializer());
        try {
            listener = bootstrap.bind(host, port).sync().channel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close(group);
            throw new IOException("interrupted while binding " + host + ":" + port, e);
        } catch (Exception e) {
            close(group);
            throw new IOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private final class Initializer extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline().addLast(new HttpServerCodec(limits.maxLine(), limits.maxHeaders(), 8 << 10));
            if (clients.size() >= limits.maxConnections()) {
                channel.pipeline().addLast(new TurnedAway(limits));
                return;
            }
            clients.add(channel);
            channel.pipeline()
                    .addLast(
                            new IdleStateHandler(0, 0, limits.idleSeconds()),
                            new CallAggregator(limits.maxBody()),
                            new CallHandler(responder, guard));
        }
    }

    /** Tells a client that the limit of connections is reached, and closes its connection. */
    private static final class TurnedAway extends ChannelInboundHandlerAdapter {
        private final HttpLimits limits;

        TurnedAway(HttpLimits limits) {
            this.limits = limits;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            HttpReply reply = HttpReply.faults(
                    503,
                    List.of(HttpFault.mismatch(
                            "connection", "at most " + limits.maxConnections() + " open connections", "more")));
            context.writeAndFlush(CallHandler.response(reply, false, false)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /**
     * Binds a port, and answers calls from now on.
     *
     * @param port 0 picks a free one
     * @param allowedHosts host names that clients may use, apart from IP addresses, {@code localhost} and names without a dot
     * @throws IOException if it cannot be bound
     */
    public static HttpServer start(
            String host, int port, HttpLimits limits, Set<String> allowedHosts, HttpResponder responder)
            throws IOException {
        return new HttpServer(host, port, limits, allowedHosts, responder);
    }

    /** The port that the server listens on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Closes the port and all connections, and returns when they are closed. */
    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        clients.close().syncUninterruptibly();
        close(group);
    }

    private static void close(MultiThreadIoEventLoopGroup group) {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
