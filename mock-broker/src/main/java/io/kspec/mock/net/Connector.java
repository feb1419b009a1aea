package io.kspec.mock.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** Connects to other brokers. Everything happens on the thread that owns the server. */
public final class Connector {
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int MOST_UNSENT_BYTES = 8 << 20;

    private final EventLoopGroup group;
    private final InputBudget input;

    Connector(EventLoopGroup group, InputBudget input) {
        this.group = group;
        this.input = input;
    }

    /**
     * Starts to connect, and returns immediately: what is sent before the connection is established follows once it is.
     *
     * @param target the broker's address, which must have been resolved: looking it up would block the thread
     * @param longestAnswer how long an answer may take before the connection is closed
     * @param closed is told once why the connection has ended, unless it was closed from this side
     */
    public OutboundConnection connect(InetSocketAddress target, Duration longestAnswer, Consumer<String> closed) {
        OutboundConnection connection =
                new OutboundConnection(target.getHostString() + ":" + target.getPort(), longestAnswer, closed);
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(0, MOST_UNSENT_BYTES))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new FrameReader(SocketLimits.DEFAULTS, input), connection);
                    }
                });
        ChannelFuture connecting = bootstrap.connect(target);
        connection.connecting(connecting);
        return connection;
    }
}
