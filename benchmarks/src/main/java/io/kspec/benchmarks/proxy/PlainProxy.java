package io.kspec.benchmarks.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A TCP proxy that passes bytes, and looks at none of them itself. */
final class PlainProxy implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            2, new DefaultThreadFactory("kspec-plain", true), NioIoHandler.newFactory());
    private final Channel listener;

    /** Is shown what passes before it does. */
    interface Watcher {
        void see(ByteBuf bytes) throws IOException;
    }

    PlainProxy(String host, int port, Watcher watcher) {
        listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        connect(client, host, port, watcher);
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private static void connect(SocketChannel client, String host, int port, Watcher watcher) {
        ChannelFuture unused = new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new Pipe(client, watcher))
                .connect(host, port)
                .addListener((ChannelFutureListener) connected -> {
                    client.pipeline().addLast(new Pipe(connected.channel(), watcher));
                    client.config().setAutoRead(true);
                });
    }

    /** One end: sends what comes to the other, no faster than that takes it. */
    private static final class Pipe extends ChannelInboundHandlerAdapter {
        private final Channel other;
        private final Watcher watcher;

        Pipe(Channel other, Watcher watcher) {
            this.other = other;
            this.watcher = watcher;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
            watcher.see((ByteBuf) message);
            ChannelFuture unused = other.write(message);
            if (!other.isWritable()) {
                context.channel().config().setAutoRead(false);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            other.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            other.config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ChannelFuture unused = other.close();
        }
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        group.shutdownGracefully().syncUninterruptibly();
    }
}
