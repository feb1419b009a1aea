package io.kspec.recorder.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** Without the handler of TLS: what passes it passes at once. */
class ClientTlsWatchTest {
    private final List<String> told = new ArrayList<>();
    private final ClientTlsWatch watch = new ClientTlsWatch(told::add);

    private void fail(EmbeddedChannel channel, String message) {
        channel.pipeline().fireExceptionCaught(new DecoderException(new SSLException(message)));
    }

    @Test
    void anAlertWithoutEncryptionIsRead() {
        EmbeddedChannel channel = new EmbeddedChannel(watch.beforeTls(), watch);
        boolean passed = channel.writeInbound(Unpooled.wrappedBuffer(
                Bytes.fromHex("14030300 0101 1503 0300 0202 30").toArray()));

        fail(
                channel,
                "Insufficient buffer remaining for AEAD cipher fragment (2). Needs to be more than tag size (16)");
        fail(channel, "engine is closed");

        assertThat(passed).isTrue();
        assertThat(told)
                .containsExactly("the client refused the certificate of the proxy, with the TLS alert unknown_ca");
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void anAlertThatTheJdkReadsIsToldByItsName() {
        EmbeddedChannel channel = new EmbeddedChannel(watch.beforeTls(), watch);

        fail(channel, "Received fatal alert: protocol_version");

        assertThat(told).containsExactly("the client ended the handshake of TLS, with the alert protocol_version");
    }

    @Test
    void aClientThatLeavesWithinTheHandshakeIsTold() {
        EmbeddedChannel channel = new EmbeddedChannel(watch.beforeTls());
        boolean passed = channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {0x16, 3, 1}));
        channel.pipeline().addLast(watch);

        channel.pipeline().fireChannelInactive();

        assertThat(passed).isTrue();
        assertThat(told)
                .containsExactly(
                        "the client left during the handshake of TLS: it may not trust the certificate of the proxy");
    }

    @Test
    void aConnectionThatTheProxyClosesIsNotToldAsLeft() {
        EmbeddedChannel channel = new EmbeddedChannel(watch.beforeTls());
        boolean passed = channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {0x16, 3, 1}));
        channel.pipeline().addLast(watch);

        assertThat(channel.close().isSuccess()).isTrue();

        assertThat(passed).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void clientsThatSendNothingOrAskAreNotTold() {
        new EmbeddedChannel(watch.beforeTls(), watch).pipeline().fireChannelInactive();

        ClientTlsWatch another = new ClientTlsWatch(told::add);
        EmbeddedChannel asking = new EmbeddedChannel(another.beforeTls(), another);
        asking.pipeline().fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
        boolean passed = asking.writeInbound(Unpooled.wrappedBuffer(new byte[] {0, 0, 0, 0}));
        asking.pipeline().fireChannelInactive();

        assertThat(passed).isTrue();
        assertThat(told).isEmpty();
    }
}
