package io.kspec.recorder.proxy;

import io.kspec.recorder.CallEnding;
import io.kspec.recorder.address.BrokerPorts;
import io.kspec.recorder.tap.Tap;
import io.kspec.recorder.tap.TappedConnection;
import io.kspec.stage.net.Target;
import io.kspec.stage.security.SaslMechanism;
import io.kspec.stage.security.TlsSettings;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A proxy between clients and the brokers of a cluster, which tells a tap what passes. Requests pass byte for byte, and so do
 * responses, except that the addresses of brokers become those of the proxy. Each client connection has one to its broker.
 */
public final class RecordingProxy implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int THREADS = 2;
    private static final int LONGEST_OF_LOGIN = 1 << 20;

    private final ProxySettings settings;
    private final ProxySession session;
    private final BrokerPorts ports;
    private final MultiThreadIoEventLoopGroup group;
    private final ChannelGroup listeners = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Map<Channel, ProxiedConversation> conversations = new ConcurrentHashMap<>();
    private final AtomicInteger clients = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong buffered = new AtomicLong();
    private final Target address;

    private RecordingProxy(ProxySettings settings, Tap tap, Consumer<String> told) throws IOException {
        this.settings = settings;
        this.group = new MultiThreadIoEventLoopGroup(
                THREADS, new DefaultThreadFactory("kspec-proxy", true), NioIoHandler.newFactory());
        this.ports = new BrokerPorts(settings.ports(), this::listen, told);
        long started = System.nanoTime();
        this.session = new ProxySession(
                tap, told, () -> (System.nanoTime() - started) / 1_000, settings.keepSecrets(), ports::of);
        try {
            this.address = ports.openFirst();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a proxy.
     *
     * @param told takes lines for humans, on any thread
     * @throws IOException if the first port cannot be bound
     */
    public static RecordingProxy start(ProxySettings settings, Tap tap, Consumer<String> told) throws IOException {
        return new RecordingProxy(settings, tap, told);
    }

    /** Where clients connect to first. */
    public Target address() {
        return address;
    }

    /** How many client connections there were so far. */
    public int connections() {
        return connections.get();
    }

    private void listen(ServerSocketChannel socket, Target broker) {
        ChannelFuture registered = new ServerBootstrap()
                .group(group)
                .channelFactory(() -> new NioServerSocketChannel(socket))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        accepted(client, broker);
                    }
                })
                .register();
        listeners.add(registered.channel());
    }

    private void accepted(SocketChannel client, Target broker) {
        if (clients.incrementAndGet() > settings.limits().connections()) {
            clients.decrementAndGet();
            session.remark("A connection is closed: there are "
                    + settings.limits().connections() + " connections, the most that the proxy takes.");
            ChannelFuture unused = client.close();
            return;
        }
        open.add(client);
        int number = connections.incrementAndGet();
        TlsSettings ofClient = settings.clientTls();
        if (ofClient != null) {
            ClientTlsWatch watch = new ClientTlsWatch(why -> session.closed(number, why));
            client.pipeline().addLast(watch.beforeTls(), new SslHandler(ofClient.serverEngine()), watch);
        }
        client.closeFuture().addListener(closed -> clients.decrementAndGet());
        ChannelFuture unused = new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        TlsSettings tls = settings.security().tls();
                        if (tls != null) {
                            channel.pipeline().addLast(new SslHandler(tls.engine(broker.host(), broker.port())));
                        }
                    }
                })
                .connect(broker.host(), broker.port())
                .addListener((ChannelFutureListener) connected -> {
                    if (connected.isSuccess()) {
                        connected(client, connected.channel(), number, broker);
                    } else {
                        failed(
                                client,
                                "no connection to " + broker + ": "
                                        + connected.cause().getMessage());
                    }
                });
    }

    private void failed(Channel client, String why) {
        session.remark("A client's connection is closed: " + why);
        ChannelFuture unused = client.close();
    }

    private void connected(SocketChannel client, Channel server, int number, Target broker) {
        open.add(server);
        SslHandler tls = server.pipeline().get(SslHandler.class);
        if (tls == null) {
            secured(client, server, number, broker);
            return;
        }
        tls.handshakeFuture().addListener(shaken -> {
            if (shaken.isSuccess()) {
                secured(client, server, number, broker);
            } else {
                failed(client, "no TLS with " + broker + ": " + shaken.cause().getMessage());
            }
        });
    }

    private void secured(SocketChannel client, Channel server, int number, Target broker) {
        SaslMechanism sasl = settings.security().sasl();
        if (sasl == null) {
            join(client, server, number, broker);
            return;
        }
        ChannelHandler frames = new LengthFieldBasedFrameDecoder(LONGEST_OF_LOGIN, 0, Integer.BYTES);
        BrokerLogin login = new BrokerLogin(
                sasl,
                () -> {
                    server.pipeline().remove(frames);
                    join(client, server, number, broker);
                },
                why -> failed(client, broker + ": " + why));
        server.pipeline().addLast(frames, login);
        login.begin(server.pipeline().context(login));
    }

    /** Lets a client and its broker talk. */
    private void join(SocketChannel client, Channel server, int number, Target broker) {
        InetSocketAddress from = client.remoteAddress();
        InetSocketAddress to = (InetSocketAddress) server.remoteAddress();
        if (from == null || !client.isActive()) {
            ChannelFuture unused = server.close();
            return;
        }
        if (to == null || !server.isActive()) {
            failed(client, broker + " closed the connection");
            return;
        }
        ProxiedConversation conversation =
                new ProxiedConversation(session, new TappedConnection(number, from, to), broker.toString());
        conversations.put(client, conversation);
        ProxyLink link = new ProxyLink(settings.limits(), buffered, session.tap()::array, new ProxyLink.Events() {
            @Override
            public void opaque() {
                session.remark(
                        "A client speaks TLS: its bytes pass, but are neither recorded nor led to the proxy again."
                                + " To record it, give a certificate for clients in --listener-config, and the broker's TLS in --command-config.");
            }

            @Override
            public void failed(String why) {
                session.closed(number, why);
            }

            @Override
            public void closed() {
                if (conversations.remove(client) != null) {
                    conversation.closed(CallEnding.CLOSED);
                }
            }
        });
        server.pipeline().addLast(new ProxyEnd(link, client, conversation.responses()));
        client.pipeline().addLast(new ProxyEnd(link, server, conversation.requests()));
        client.config().setAutoRead(true);
    }

    /** Closes all ports and connections, and returns when the tap has been told everything. */
    @Override
    public void close() {
        listeners.close().awaitUninterruptibly(CONNECT_TIMEOUT.toMillis());
        conversations.forEach((client, conversation) -> {
            if (client.eventLoop().isShuttingDown()) {
                return;
            }
            client.eventLoop()
                    .submit(() -> {
                        if (conversations.remove(client) != null) {
                            conversation.closed(CallEnding.STOPPED);
                        }
                    })
                    .awaitUninterruptibly(CONNECT_TIMEOUT.toMillis());
        });
        open.close().awaitUninterruptibly(CONNECT_TIMEOUT.toMillis());
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(CONNECT_TIMEOUT.toMillis());
    }
}
