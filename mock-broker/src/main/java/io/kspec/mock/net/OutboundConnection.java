package io.kspec.mock.net;

import io.kspec.protocol.Bytes;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection to another broker, on which one answer is awaited at a time. Belongs to the thread that owns the server. */
public final class OutboundConnection extends SimpleChannelInboundHandler<Bytes> {
    private final String target;
    private final Duration longestAnswer;
    private final Consumer<String> closed;
    private @Nullable ChannelFuture connecting;
    private @Nullable Consumer<Bytes> answer;
    private @Nullable Future<?> timeout;
    private boolean ended;

    OutboundConnection(String target, Duration longestAnswer, Consumer<String> closed) {
        this.target = target;
        this.longestAnswer = longestAnswer;
        this.closed = closed;
    }

    void connecting(ChannelFuture future) {
        connecting = future;
        future.addListener((ChannelFutureListener) done -> {
            if (!done.isSuccess()) {
                end("cannot connect to " + target + ": " + done.cause().getMessage());
            }
        });
    }

    /** Sends a request to which no answer comes. */
    public void send(Bytes frame) {
        ChannelFuture connected = connecting;
        if (ended || connected == null) {
            return;
        }
        if (connected.isSuccess() && !connected.channel().isWritable()) {
            end(target + " does not read what it is sent");
            return;
        }
        byte[] size = ByteBuffer.allocate(Integer.BYTES).putInt(frame.size()).array();
        connected.addListener((ChannelFutureListener) done -> {
            if (done.isSuccess()) {
                ChannelFuture unused = done.channel()
                        .writeAndFlush(Unpooled.wrappedBuffer(
                                Unpooled.wrappedBuffer(size), Unpooled.wrappedBuffer(frame.asByteBuffer())));
            }
        });
    }

    /**
     * Sends a request.
     *
     * @param received takes the answer, without its size, unless the connection ends first
     */
    public void send(Bytes frame, Consumer<Bytes> received) {
        if (ended || connecting == null) {
            return;
        }
        answer = received;
        timeout = connecting
                .channel()
                .eventLoop()
                .schedule(
                        () -> end(target + " has not answered within " + longestAnswer.toSeconds() + " s"),
                        longestAnswer.toMillis(),
                        TimeUnit.MILLISECONDS);
        send(frame);
    }

    /** Closes the connection; nobody is told. */
    public void close() {
        ended = true;
        shut();
    }

    private void end(String why) {
        if (!ended) {
            ended = true;
            shut();
            closed.accept(why);
        }
    }

    private void shut() {
        answer = null;
        stopTimer();
        if (connecting != null) {
            ChannelFuture unused = connecting.channel().close();
        }
    }

    private void stopTimer() {
        if (timeout != null) {
            timeout.cancel(false);
            timeout = null;
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Bytes frame) {
        Consumer<Bytes> awaited = answer;
        if (awaited == null) {
            end(target + " has answered although nothing was asked");
        } else {
            answer = null;
            stopTimer();
            awaited.accept(frame);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(target + " has closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end("the connection to " + target + " has failed: " + cause.getMessage());
    }
}
