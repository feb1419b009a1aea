package io.kspec.recorder.proxy;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.stage.security.AuthenticationException;
import io.kspec.stage.security.SaslDialogue;
import io.kspec.stage.security.SaslMechanism;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates a connection to a broker with SaslHandshake v1 and SaslAuthenticate v0 (KIP-152), to which sessions have no
 * lifetime (KIP-368), then leaves the pipeline. Nothing of it is recorded.
 */
final class BrokerLogin extends ChannelInboundHandlerAdapter {
    private static final ApiSpec HANDSHAKE = Catalog.standard().api("SaslHandshake");
    private static final ApiSpec AUTHENTICATE = Catalog.standard().api("SaslAuthenticate");
    private static final int HANDSHAKE_VERSION = 1;
    private static final int AUTHENTICATE_VERSION = 0;
    private static final String CLIENT_ID = "kspec-record";

    private final SaslMechanism mechanism;
    private final Runnable done;
    private final Consumer<String> failed;
    private int correlationId;
    private @Nullable SaslDialogue dialogue;

    /**
     * @param done run when the broker has accepted the credentials
     * @param failed is told why it has not
     */
    BrokerLogin(SaslMechanism mechanism, Runnable done, Consumer<String> failed) {
        this.mechanism = mechanism;
        this.done = done;
        this.failed = failed;
    }

    void begin(ChannelHandlerContext context) {
        Message handshake = Message.builder(HANDSHAKE.request(HANDSHAKE_VERSION))
                .set("Mechanism", mechanism.name())
                .build();
        send(context, HANDSHAKE, HANDSHAKE_VERSION, handshake);
    }

    private void authenticate(ChannelHandlerContext context, Bytes token) {
        Message request = Message.builder(AUTHENTICATE.request(AUTHENTICATE_VERSION))
                .set("AuthBytes", token)
                .build();
        send(context, AUTHENTICATE, AUTHENTICATE_VERSION, request);
    }

    private void send(ChannelHandlerContext context, ApiSpec api, int version, Message body) {
        Bytes frame = Frames.encodeRequest(api, version, ++correlationId, CLIENT_ID, body);
        ByteBuf bytes = context.alloc().buffer(Integer.BYTES + frame.size());
        bytes.writeInt(frame.size()).writeBytes(frame.array(), frame.arrayOffset(), frame.size());
        ChannelFuture unused = context.writeAndFlush(bytes);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        byte[] frame = new byte[bytes.readableBytes() - Integer.BYTES];
        bytes.skipBytes(Integer.BYTES).readBytes(frame).release();
        try {
            take(context, Bytes.wrap(frame));
        } catch (AuthenticationException | DecodeException e) {
            fail(context, String.valueOf(e.getMessage()));
        }
    }

    private void take(ChannelHandlerContext context, Bytes frame) throws AuthenticationException {
        if (frame.size() < Integer.BYTES || frame.getInt(0) != correlationId) {
            fail(context, "expected a response with correlation id " + correlationId + ", found " + frame);
            return;
        }
        if (dialogue == null) {
            Message handshake = Frames.decodeResponse(HANDSHAKE, HANDSHAKE_VERSION, frame);
            if (handshake.getShort("ErrorCode") != 0) {
                fail(
                        context,
                        ErrorCode.describe(handshake.getShort("ErrorCode")) + "; the broker offers "
                                + String.join(", ", handshake.getStrings("Mechanisms")));
                return;
            }
            dialogue = mechanism.begin();
            authenticate(context, dialogue.first());
            return;
        }
        Message answer = Frames.decodeResponse(AUTHENTICATE, AUTHENTICATE_VERSION, frame);
        if (answer.getShort("ErrorCode") != 0) {
            String text = answer.getNullableString("ErrorMessage");
            fail(
                    context,
                    ErrorCode.describe(answer.getShort("ErrorCode"))
                            + (text == null ? "" : " (" + dialogue.hideSecretsIn(text) + ")"));
            return;
        }
        Optional<Bytes> next = dialogue.next(answer.getBytes("AuthBytes"));
        if (next.isPresent()) {
            authenticate(context, next.get());
        } else {
            context.pipeline().remove(this);
            done.run();
        }
    }

    private void fail(ChannelHandlerContext context, String why) {
        failed.accept("expected authentication with " + mechanism.name() + ", found " + why);
        ChannelFuture unused = context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        failed.accept("expected authentication with " + mechanism.name() + ", found the connection closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        fail(context, String.valueOf(failure.getMessage()));
    }
}
