package io.kspec.recorder.replay;

import io.kspec.recorder.RecordedSession;
import io.kspec.recorder.address.BrokerPorts;
import io.kspec.recorder.address.PortSettings;
import io.kspec.stage.net.Target;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Serves a recorded session as its brokers, on a port for each. Responses are as recorded, but with the correlation ids of the
 * requests and with the addresses of these ports.
 */
public final class ReplayServer implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int LONGEST_FRAME = 100 << 20;
    /** How many different refusals are kept. */
    private static final int MOST_REFUSALS = 1_000;

    private final Consumer<String> told;
    private final Playbook playbook;
    private final RecordedSession session;
    private final boolean keepTimes;
    private final BrokerPorts ports;
    private final MultiThreadIoEventLoopGroup group;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Target address;

    /**
     * How a session is served.
     *
     * @param host the address to listen on
     * @param advertisedHost the host that clients are told to connect to
     * @param port the first port, or 0 for a free one
     * @param strict whether the requests of each connection must be those of a recorded one; otherwise each request gets the
     *     response to the nearest recorded one
     * @param keepTimes whether each response takes as long as when it was recorded, though no longer than 10 s
     */
    public record Settings(String host, String advertisedHost, int port, boolean strict, boolean keepTimes) {}

    private ReplayServer(RecordedSession session, Settings settings, Consumer<String> told) throws IOException {
        this.told = told;
        this.playbook = settings.strict() ? new StrictPlaybook(session) : new LenientPlaybook(session);
        this.session = session;
        this.keepTimes = settings.keepTimes();
        this.group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("kspec-replay", true), NioIoHandler.newFactory());
        this.ports = new BrokerPorts(
                new PortSettings(target(session), settings.host(), settings.advertisedHost(), settings.port()),
                this::listen,
                told);
        try {
            this.address = ports.openFirst();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts to serve.
     *
     * @param told takes lines for humans, on any thread: what could not be answered, the first time
     * @throws IOException if the first port cannot be bound
     * @throws IllegalArgumentException if the session has nothing to replay
     */
    public static ReplayServer start(RecordedSession session, Settings settings, Consumer<String> told)
            throws IOException {
        if (session.calls().isEmpty()) {
            throw new IllegalArgumentException("expected a recording with at least one request, found none");
        }
        return new ReplayServer(session, settings, told);
    }

    private static Target target(RecordedSession session) {
        String first = session.header().target();
        return Target.parse(first.isEmpty() ? session.calls().get(0).broker() : first);
    }

    /** Where clients connect to first. */
    public Target address() {
        return address;
    }

    /** What could not be answered, and how often. */
    public Map<String, Integer> refusals() {
        synchronized (refusals) {
            return new TreeMap<>(refusals);
        }
    }

    private void refused(String why) {
        boolean first;
        synchronized (refusals) {
            first = refusals.size() < MOST_REFUSALS && refusals.merge(why, 1, Integer::sum) == 1;
        }
        if (first) {
            told.accept("Not answered: " + why);
        }
    }

    private void listen(ServerSocketChannel socket, Target broker) {
        open.add(new ServerBootstrap()
                .group(group)
                .channelFactory(() -> new NioServerSocketChannel(socket))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        if (open.size() >= MOST_CONNECTIONS) {
                            refused("a connection, since there are " + MOST_CONNECTIONS + " of clients and brokers");
                            ChannelFuture unused = client.close();
                            return;
                        }
                        open.add(client);
                        client.pipeline()
                                .addLast(new LengthFieldBasedFrameDecoder(
                                        LONGEST_FRAME, 0, Integer.BYTES, 0, Integer.BYTES))
                                .addLast(new ReplayChannel(
                                        new TokenPage(playbook.open(broker.toString()), session),
                                        ports::of,
                                        keepTimes,
                                        ReplayServer.this::refused));
                    }
                })
                .register()
                .channel());
    }

    /** Closes all ports and connections. */
    @Override
    public void close() {
        open.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
