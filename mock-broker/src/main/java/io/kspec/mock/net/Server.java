package io.kspec.mock.net;

import io.kspec.mock.clock.BrokerClock;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.dispatch.Alarm;
import io.kspec.mock.dispatch.Dispatcher;
import io.kspec.mock.dispatch.Entrance;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
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
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The listening socket. A single thread reads, writes and owns all state. After binding, it accepts no connections
 * until {@link #accept}.
 */
public final class Server implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group;
    private final Channel listener;
    private final ChannelGroup clients;
    private final SocketLimits limits;
    private final int port;
    private @Nullable Dispatcher dispatcher;
    private @Nullable Entrance entrance;

    private Server(String host, int wantedPort, SocketLimits limits) throws IOException {
        this.limits = limits;
        group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("kspec-mock", true), NioIoHandler.newFactory());
        clients = new DefaultChannelGroup(group.next(), true);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Initializer());
        try {
            listener = bootstrap.bind(host, wantedPort).sync().channel();
            port = ((InetSocketAddress) listener.localAddress()).getPort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close(group);
            throw new IOException("interrupted while binding " + host + ":" + wantedPort, e);
        } catch (Exception e) {
            close(group);
            throw new IOException("cannot listen on " + host + ":" + wantedPort + ": " + e.getMessage(), e);
        }
    }

    private final class Initializer extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            if (dispatcher == null || entrance == null || clients.size() >= limits.maxConnections()) {
                channel.pipeline().addLast(new TurnedAway());
            } else {
                clients.add(channel);
                channel.pipeline().addLast(new FrameReader(limits), new ClientChannel(dispatcher, entrance));
            }
        }
    }

    /** Closes a connection as soon as it is established. */
    private static final class TurnedAway extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            ChannelFuture unused = context.close();
        }
    }

    /**
     * Binds a port.
     *
     * @param port 0 picks a free one
     * @throws IOException if it cannot be bound
     */
    public static Server bind(String host, int port, SocketLimits limits) throws IOException {
        return new Server(host, port, limits);
    }

    /** The port that the server listens on. */
    public int port() {
        return port;
    }

    /** Starts to accept connections, which enter the cluster at a broker's listener. */
    public void accept(Dispatcher forRequests, Entrance at) {
        run(() -> {
            dispatcher = forRequests;
            entrance = at;
            listener.config().setAutoRead(true);
        });
    }

    /** Runs a task on the owning thread, and returns when it has finished. */
    public void run(Runnable task) {
        if (group.next().inEventLoop()) {
            task.run();
        } else if (!group.isShuttingDown()) {
            group.next().submit(task).syncUninterruptibly();
        }
    }

    /**
     * An alarm on the owning thread. For a manual clock it does nothing, since such a clock triggers the work itself.
     */
    public Alarm alarm(BrokerClock clock) {
        return clock instanceof ManualClock ? (timeMs, wake) -> {} : new LoopAlarm(group.next(), clock);
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
