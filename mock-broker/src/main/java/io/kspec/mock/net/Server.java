package io.kspec.mock.net;

import io.kspec.mock.clock.BrokerClock;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.dispatch.Alarm;
import io.kspec.mock.dispatch.Dispatcher;
import io.kspec.mock.dispatch.Entrance;
import io.kspec.mock.limit.Limit;
import io.kspec.mock.limit.LimitListener;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The listening sockets, one per broker and listener. A single thread reads, writes and owns all state. After binding, they accept no
 * connections until {@link #accept}.
 */
public final class Server implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group;
    private final String host;
    private final List<Listener> listeners = new ArrayList<>();
    private final SocketLimits limits;
    private final LimitListener listenerOfLimits;
    private final InputBudget input;
    private final OutputBudget output;
    private @Nullable Dispatcher dispatcher;

    private Server(String host, List<ServerPort> ports, SocketLimits limits, LimitListener listenerOfLimits)
            throws IOException {
        this.host = host;
        this.limits = limits;
        this.listenerOfLimits = listenerOfLimits;
        this.input = new InputBudget(limits.maxBufferedBytes(), listenerOfLimits);
        this.output = new OutputBudget(limits.maxBufferedBytes(), listenerOfLimits, System::nanoTime);
        group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("kspec-mock", true), NioIoHandler.newFactory());
        try {
            for (ServerPort port : ports) {
                ChannelGroup accepted = clientGroup();
                Initializer initializer = new Initializer();
                Listener listener = new Listener(listen(port.port(), initializer), accepted, port.tls());
                initializer.listener = listener;
                listeners.add(listener);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private int connections() {
        return listeners.stream().mapToInt(each -> each.clients().size()).sum();
    }

    private ChannelGroup clientGroup() {
        return new DefaultChannelGroup(group.next(), true);
    }

    private Channel listen(int port, Initializer initializer) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(initializer);
        try {
            return bootstrap.bind(host, port).sync().channel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while binding " + host + ":" + port, e);
        } catch (Exception e) {
            throw new IOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private final class Initializer extends ChannelInitializer<SocketChannel> {
        private @Nullable Listener listener;

        @Override
        protected void initChannel(SocketChannel channel) {
            Entrance entrance = listener == null ? null : listener.entrance();
            if (dispatcher == null
                    || listener == null
                    || entrance == null
                    || connections() >= limits.maxConnections()) {
                channel.pipeline().addLast(new TurnedAway(entrance));
            } else {
                listener.clients().add(channel);
                TlsIdentity tls = listener.tls();
                if (tls != null) {
                    channel.pipeline().addLast(tls.handler(channel.alloc()));
                }
                channel.pipeline().addLast(ClientChannel.handlers(dispatcher, entrance, limits, input, output));
            }
        }
    }

    /** Closes a connection as soon as it is established, and tells why. */
    private final class TurnedAway extends ChannelInboundHandlerAdapter {
        private final @Nullable Entrance entrance;

        TurnedAway(@Nullable Entrance entrance) {
            this.entrance = entrance;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            String why = "there are " + limits.maxConnections() + " connections, the most that SocketLimits allows";
            if (dispatcher != null && entrance != null) {
                dispatcher.turnedAway(entrance, why);
                listenerOfLimits.reached(Limit.CONNECTIONS, "A connection is closed: " + why + ".");
            }
            ChannelFuture unused = context.close();
        }
    }

    /**
     * Binds ports.
     *
     * @param ports a port for each broker and listener
     * @param listener is told when a limit is reached
     * @throws IOException if one cannot be bound
     */
    public static Server bind(String host, List<ServerPort> ports, SocketLimits limits, LimitListener listener)
            throws IOException {
        return new Server(host, ports, limits, listener);
    }

    /** The ports that the server listens on, in the order in which they were requested. */
    public List<Integer> ports() {
        return listeners.stream().map(Listener::port).toList();
    }

    /**
     * Starts to accept connections.
     *
     * @param entrances where the connections of each port enter the cluster, in the order of {@link #ports}
     */
    public void accept(Dispatcher forRequests, List<Entrance> entrances) {
        run(() -> {
            dispatcher = forRequests;
            for (int i = 0; i < listeners.size(); i++) {
                listeners.get(i).accept(entrances.get(i));
            }
        });
    }

    /**
     * Closes the ports and the connections of a broker, and returns when they are closed. Nobody else gets the ports. Must
     * not be called on the owning thread.
     */
    public void closePort(int brokerId) {
        listenersOf(brokerId).forEach(Listener::pause);
    }

    /**
     * Opens the ports of a broker again. Must not be called on the owning thread.
     *
     * @throws IOException if it cannot be bound
     */
    public void openPort(int brokerId) throws IOException {
        for (Listener listener : listenersOf(brokerId)) {
            if (!listener.isOpen()) {
                Initializer initializer = new Initializer();
                initializer.listener = listener;
                listener.reopen(port -> listen(port, initializer), clientGroup());
            }
        }
    }

    private List<Listener> listenersOf(int brokerId) {
        List<Listener> found =
                listeners.stream().filter(listener -> listener.isOf(brokerId)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no broker " + brokerId);
        }
        return found;
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

    /** Connects to other brokers, on the owning thread. */
    public Connector connector() {
        return new Connector(group, input);
    }

    /** Closes the ports and all connections, and returns when they are closed. Closing again has no effect. */
    @Override
    public void close() {
        if (group.isShuttingDown()) {
            return;
        }
        listeners.forEach(Listener::close);
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
