package io.kspec.mock.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.limit.Limit;
import io.kspec.protocol.Bytes;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Responses are passed to the socket as fast as the client reads, and clients that do not read are given up. */
class OutputBudgetTest {
    private static final int MEGABYTE = 1 << 20;

    private final List<Limit> reached = new ArrayList<>();
    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private long nanoTime;
    private final OutputBudget budget =
            new OutputBudget(5 * MEGABYTE, (limit, consequence) -> reached.add(limit), () -> nanoTime);

    /** A socket that takes nothing. */
    private static final class Stuck extends EmbeddedChannel {
        private Stuck() {
            super();
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer in) {}
    }

    @AfterEach
    void close() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private ResponseQueue queue(EmbeddedChannel channel) {
        channels.add(channel);
        return new ResponseQueue(channel, budget);
    }

    private static Bytes megabytes(int count) {
        return Bytes.wrap(new byte[count * MEGABYTE]);
    }

    @Test
    void aLargeResponseIsSentInPiecesAndReportedOnce() {
        EmbeddedChannel channel = new EmbeddedChannel();
        int[] written = {0};
        ResponseQueue queue = queue(channel);
        queue.add(megabytes(3), () -> written[0]++);

        assertThat(written[0]).isEqualTo(1);
        assertThat(queue.unsentBytes()).isZero();
        assertThat(channel.outboundMessages()).hasSizeGreaterThan(1);
    }

    @Test
    void aSocketThatTakesNothingGetsOnePiece() {
        Stuck channel = new Stuck();
        ResponseQueue queue = queue(channel);
        queue.add(megabytes(3), () -> {});

        assertThat(queue.unsentBytes()).isEqualTo(3 * MEGABYTE);
        assertThat(channel.unsafe().outboundBuffer().totalPendingWriteBytes()).isLessThan(MEGABYTE);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void theNextResponseFollowsAsSoonAsTheSocketTakesMore() {
        Stuck channel = new Stuck();
        ResponseQueue queue = queue(channel);
        int[] followed = {0};
        queue.respond(Bytes.wrap(new byte[100]), () -> followed[0]++);
        assertThat(followed[0]).isEqualTo(1);

        queue.respond(megabytes(1), () -> followed[0]++);
        queue.respond(Bytes.wrap(new byte[100]), () -> followed[0]++);

        assertThat(followed[0]).isEqualTo(1);
        assertThat(queue.unsentBytes()).isEqualTo(MEGABYTE + 200);
    }

    @Test
    void whatFollowsAPieceWaitsUntilThePieceIsSent() {
        int[] written = {0};
        queue(new Stuck()).add(Bytes.wrap(new byte[100]), () -> written[0]++);

        assertThat(written[0]).isZero();
    }

    @Test
    void aConnectionThatIsClosedIsNotCounted() {
        ResponseQueue gone = queue(new Stuck());
        gone.add(megabytes(4), () -> {});
        gone.closed();
        Stuck stalled = new Stuck();
        queue(stalled).add(megabytes(4), () -> {});
        nanoTime += TimeUnit.SECONDS.toNanos(OutputBudget.STALLED_SECONDS + 1);
        queue(new Stuck()).add(Bytes.wrap(new byte[100]), () -> {});

        assertThat(stalled.isOpen()).isTrue();
        assertThat(reached).isEmpty();
    }

    @Test
    void whenTooMuchIsUnreadTheStalledClientsAreGivenUp() {
        Stuck stalled = new Stuck();
        queue(stalled).add(megabytes(4), () -> {});
        nanoTime += TimeUnit.SECONDS.toNanos(OutputBudget.STALLED_SECONDS + 1);
        Stuck recent = new Stuck();
        queue(recent).add(megabytes(4), () -> {});

        assertThat(stalled.isOpen()).isFalse();
        assertThat(recent.isOpen()).isTrue();
        assertThat(reached).containsExactly(Limit.UNREAD_RESPONSES);
    }

    @Test
    void clientsThatStillReadAreNotGivenUp() {
        Stuck first = new Stuck();
        queue(first).add(megabytes(4), () -> {});
        nanoTime += TimeUnit.SECONDS.toNanos(OutputBudget.STALLED_SECONDS - 1);
        queue(new Stuck()).add(megabytes(4), () -> {});

        assertThat(first.isOpen()).isTrue();
        assertThat(reached).isEmpty();
    }

    @Test
    void aConnectionIsClosedOnlyAfterItsResponses() {
        Stuck stuck = new Stuck();
        ResponseQueue waiting = queue(stuck);
        waiting.add(megabytes(1), () -> {});
        waiting.closeWhenSent();
        EmbeddedChannel fast = new EmbeddedChannel();
        ResponseQueue sent = queue(fast);
        sent.add(megabytes(1), () -> {});
        sent.closeWhenSent();

        assertThat(stuck.isOpen()).isTrue();
        assertThat(fast.isOpen()).isFalse();
    }
}
