package io.kspec.mock.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class KeptPortTest {
    /** Repeated, because a selector closes sockets at its own pace. */
    @RepeatedTest(20)
    void aStoppedBrokerRefusesConnectionsAndKeepsItsPort() throws IOException {
        try (MockBroker mock = MockBroker.start();
                WireClient connected = new WireClient(mock);
                Socket other = new Socket()) {
            InetSocketAddress port = new InetSocketAddress(InetAddress.getLoopbackAddress(), mock.port());

            assertThat(errorOf(connected)).isZero();
            mock.cluster().stop(1);

            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> new Socket(port.getAddress(), port.getPort()).close());
            assertThatExceptionOfType(BindException.class).isThrownBy(() -> other.bind(port));

            mock.cluster().start(1);
            try (WireClient again = new WireClient(mock)) {
                assertThat(errorOf(again)).isZero();
            }
        }
    }

    @Test
    void aBrokerStoppedTwiceStartsAgain() throws IOException {
        try (MockBroker mock = MockBroker.start()) {
            mock.cluster().stop(1);
            mock.cluster().stop(1);
            mock.cluster().start(1);
            mock.cluster().start(1);

            try (WireClient client = new WireClient(mock)) {
                assertThat(errorOf(client)).isZero();
            }
        }
    }

    @Test
    void aPortThatCannotBeListenedOnIsStillKept() throws Exception {
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (Socket other = new Socket()) {
            Channel socket = new ServerBootstrap()
                    .group(group)
                    .channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInboundHandlerAdapter())
                    .bind(InetAddress.getLoopbackAddress(), 0)
                    .sync()
                    .channel();
            Listener listener = new Listener(socket, new DefaultChannelGroup(group.next(), true), null);
            listener.pause();

            assertThatIOException().isThrownBy(() -> listener.reopen(KeptPortTest::refuse, listener.clients()));

            assertThatExceptionOfType(BindException.class)
                    .isThrownBy(
                            () -> other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port())));
            listener.close();
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    private static Channel refuse(int port) throws IOException {
        throw new IOException("cannot listen on " + port);
    }

    private static int errorOf(WireClient client) throws IOException {
        return client.ask("ApiVersions", 0, request -> {}).getInt("ErrorCode");
    }
}
