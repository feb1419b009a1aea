package io.kspec.recorder.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells why a client that speaks TLS to the proxy leaves before its first request. Some that do not trust the certificate say so
 * with an alert, others only close the connection.
 */
final class ClientTlsWatch extends ChannelDuplexHandler {
    /** The alerts that a client may end a handshake with, by their codes (RFC 8446, 6). */
    private static final Map<Integer, String> ALERTS = Map.ofEntries(
            Map.entry(10, "unexpected_message"),
            Map.entry(40, "handshake_failure"),
            Map.entry(42, "bad_certificate"),
            Map.entry(43, "unsupported_certificate"),
            Map.entry(44, "certificate_revoked"),
            Map.entry(45, "certificate_expired"),
            Map.entry(46, "certificate_unknown"),
            Map.entry(47, "illegal_parameter"),
            Map.entry(48, "unknown_ca"),
            Map.entry(49, "access_denied"),
            Map.entry(50, "decode_error"),
            Map.entry(51, "decrypt_error"),
            Map.entry(70, "protocol_version"),
            Map.entry(71, "insufficient_security"),
            Map.entry(80, "internal_error"),
            Map.entry(109, "missing_extension"),
            Map.entry(112, "unrecognized_name"));
    /** The alerts that are about a certificate. */
    private static final Set<String> REFUSALS = Set.of(
            "bad_certificate",
            "unsupported_certificate",
            "certificate_revoked",
            "certificate_expired",
            "certificate_unknown",
            "unknown_ca");

    private static final Pattern RECEIVED = Pattern.compile("Received fatal alert: (\\w+)");
    private static final int ALERT_RECORD = 7;

    private final Consumer<String> told;
    private boolean begun;
    private boolean shaken;
    private boolean asked;
    private boolean failed;
    /** Whether the proxy closes the connection. */
    private boolean closed;

    private @Nullable String alert;

    /**
     * @param told takes the reason, for humans
     */
    ClientTlsWatch(Consumer<String> told) {
        this.told = told;
    }

    /**
     * The handler to add before that of TLS. OpenSSL sends alerts within a handshake of TLS 1.3 without encryption, which the
     * JDK does not read.
     */
    ChannelInboundHandler beforeTls() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                begun = true;
                if (!shaken) {
                    alert = plainAlert((ByteBuf) message);
                }
                context.fireChannelRead(message);
            }
        };
    }

    /** The alert that ends the bytes of a client; null if they end with none that can be read. */
    private static @Nullable String plainAlert(ByteBuf bytes) {
        int at = bytes.writerIndex() - ALERT_RECORD;
        boolean found = at >= bytes.readerIndex()
                && bytes.getUnsignedShort(at) == 0x1503
                && bytes.getUnsignedShort(at + 3) == Short.BYTES;
        int code = found ? bytes.getUnsignedByte(at + ALERT_RECORD - 1) : 0;
        return code == 0 ? null : ALERTS.getOrDefault(code, "alert " + code);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        asked = true;
        context.fireChannelRead(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent completion) {
            shaken = completion.isSuccess();
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        String name = alert == null ? alertIn(failure) : alert;
        boolean first = !failed;
        failed = true;
        if (name == null) {
            context.fireExceptionCaught(failure);
            return;
        }
        if (first) {
            told.accept(
                    REFUSALS.contains(name)
                            ? "the client refused the certificate of the proxy, with the TLS alert " + name
                            : "the client ended the handshake of TLS, with the alert " + name);
        }
        ChannelFuture unused = context.close();
    }

    private static @Nullable String alertIn(Throwable failure) {
        Matcher received = RECEIVED.matcher(String.valueOf(failure.getMessage()));
        return received.find() ? received.group(1) : null;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        closed = true;
        ChannelFuture unused = context.close(promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (begun && !asked && !failed && !closed) {
            told.accept("the client left "
                    + (shaken ? "after the handshake of TLS without a request" : "during the handshake of TLS")
                    + ": it may not trust the certificate of the proxy");
        }
        context.fireChannelInactive();
    }
}
