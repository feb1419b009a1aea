package io.kspec.recorder.replay;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.recorder.address.AddressException;
import io.kspec.recorder.address.AddressFields;
import io.kspec.stage.net.Target;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** One client's connection to a replay: answers its requests in their order. */
final class ReplayChannel extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);
    /** How many responses may wait for their time before further requests are read. */
    private static final int MOST_WAITING = 100;

    private final Playbook.Page page;
    private final Function<Target, Optional<Target>> addresses;
    private final boolean keepTimes;
    private final Consumer<String> refused;
    /** When the last response is sent; later ones are not sent before. */
    private long busyUntil = System.nanoTime();

    private final Queue<Runnable> waiting = new ArrayDeque<>();

    /**
     * @param addresses the addresses that take the place of brokers
     * @param keepTimes whether responses take as long as when they were recorded
     * @param refused is told what could not be answered
     */
    ReplayChannel(
            Playbook.Page page,
            Function<Target, Optional<Target>> addresses,
            boolean keepTimes,
            Consumer<String> refused) {
        this.page = page;
        this.addresses = addresses;
        this.keepTimes = keepTimes;
        this.refused = refused;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
        byte[] frame = new byte[message.readableBytes()];
        message.readBytes(frame);
        Bytes request = Bytes.wrap(frame);
        Reply reply = page.reply(request);
        if (reply instanceof Reply.Answer answer) {
            after(context, answer.delay(), () -> send(context, answer, request.getInt(4)));
        } else if (reply instanceof Reply.Token token) {
            after(context, token.delay(), () -> send(context, framed(context, token.bytes())));
        } else if (reply instanceof Reply.Disconnect) {
            later(context, busyUntil - System.nanoTime(), () -> close(context));
        } else if (reply instanceof Reply.Refusal refusal) {
            refused.accept(refusal.why());
            later(context, busyUntil - System.nanoTime(), () -> close(context));
        }
    }

    /** Sends something after as long as it took when it was recorded. */
    private void after(ChannelHandlerContext context, Duration recorded, Runnable sending) {
        long now = System.nanoTime();
        long delay = keepTimes ? Math.min(recorded.toNanos(), LONGEST_DELAY.toNanos()) : 0;
        busyUntil = Math.max(now + delay, busyUntil);
        later(context, busyUntil - now, sending);
    }

    private void later(ChannelHandlerContext context, long nanos, Runnable action) {
        if (waiting.isEmpty() && nanos <= 0) {
            action.run();
            return;
        }
        waiting.add(action);
        context.channel().config().setAutoRead(waiting.size() < MOST_WAITING);
        ScheduledFuture<?> unused = context.executor()
                .schedule(
                        () -> {
                            // the first one, whichever timer goes off first
                            Runnable next = waiting.remove();
                            context.channel().config().setAutoRead(waiting.size() < MOST_WAITING);
                            next.run();
                        },
                        Math.max(0, nanos),
                        TimeUnit.NANOSECONDS);
    }

    private void send(ChannelHandlerContext context, Reply.Answer answer, int correlationId) {
        send(context, framed(context, withAddresses(answer)).setInt(Integer.BYTES, correlationId));
    }

    private static void send(ChannelHandlerContext context, ByteBuf bytes) {
        ChannelFuture unused = context.writeAndFlush(bytes);
    }

    private static ByteBuf framed(ChannelHandlerContext context, Bytes frame) {
        ByteBuf bytes = context.alloc().buffer(Integer.BYTES + frame.size());
        return bytes.writeInt(frame.size()).writeBytes(frame.array(), frame.arrayOffset(), frame.size());
    }

    private Bytes withAddresses(Reply.Answer answer) {
        Optional<ApiSpec> api = answer.call().api();
        int version = answer.call().version();
        if (api.isEmpty() || !api.get().versions().contains(version)) {
            return answer.response();
        }
        try {
            return AddressFields.replace(api.get(), version, answer.response(), addresses);
        } catch (DecodeException | AddressException e) {
            return answer.response();
        }
    }

    private static void close(ChannelHandlerContext context) {
        ChannelFuture unused = context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (!(failure instanceof IOException)) {
            refused.accept("a frame that cannot be read: " + failure.getMessage());
        }
        close(context);
    }
}
