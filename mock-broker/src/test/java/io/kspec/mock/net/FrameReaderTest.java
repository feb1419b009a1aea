package io.kspec.mock.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.limit.Limit;
import io.kspec.protocol.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests are found in the input however it is divided, within limits. */
class FrameReaderTest {
    private static final SocketLimits LIMITS = new SocketLimits(100_000, 10, false);

    private final List<Limit> reached = new ArrayList<>();
    private final InputBudget budget = new InputBudget(1_000, (limit, consequence) -> reached.add(limit));

    private EmbeddedChannel channel(SocketLimits limits) {
        return new EmbeddedChannel(new FrameReader(limits, budget));
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static ByteBuf sized(int... sizes) {
        ByteBuf input = Unpooled.buffer();
        for (int size : sizes) {
            input.writeInt(size).writeBytes(bytes(size));
        }
        return input;
    }

    private static List<Object> read(EmbeddedChannel channel) {
        List<Object> frames = new ArrayList<>();
        Object next = channel.readInbound();
        while (next != null) {
            frames.add(next);
            next = channel.readInbound();
        }
        return frames;
    }

    @Test
    void theSameRequestsAreFoundHoweverTheInputIsDivided() {
        int[] sizes = {12, 0, 1, 5_000, 3, 70_000, 8};
        for (int piece : new int[] {1, 2, 3, 5, 7, 1_000, 65_536, 200_000}) {
            EmbeddedChannel channel = channel(LIMITS);
            ByteBuf input = sized(sizes);
            while (input.isReadable()) {
                ChannelFuture unused = channel.writeOneInbound(input.readBytes(Math.min(piece, input.readableBytes())));
            }
            input.release();

            List<Object> expected = new ArrayList<>();
            for (int size : sizes) {
                expected.add(Bytes.wrap(bytes(size)));
            }
            assertThat(read(channel)).as("pieces of " + piece).isEqualTo(expected);
            channel.finish();
        }
    }

    @Test
    void aRequestThatIsTooLargeClosesTheConnectionAfterThoseBeforeIt() {
        for (int size : new int[] {100_001, -1, Integer.MAX_VALUE}) {
            EmbeddedChannel channel = channel(LIMITS);
            channel.writeInbound(sized(4).writeInt(size).writeBytes(sized(5)));

            assertThat(read(channel)).containsExactly(Bytes.wrap(bytes(4)));
            assertThat(channel.isOpen()).isFalse();
        }
    }

    @Test
    void whereOnlyWholeRequestsAreReadAPieceClosesTheConnection() {
        EmbeddedChannel channel = channel(new SocketLimits(100, 10, true));
        channel.writeInbound(sized(4));
        assertThat(channel.isOpen()).isTrue();

        channel.writeInbound(sized(4).slice(0, 6).retain());

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void theLargestOfTooManyIncompleteRequestsClosesItsConnection() {
        EmbeddedChannel large = channel(LIMITS);
        EmbeddedChannel small = channel(LIMITS);
        large.writeInbound(sized(2_000).slice(0, 900).retain());
        small.writeInbound(sized(2_000).slice(0, 50).retain());
        assertThat(reached).isEmpty();

        small.writeInbound(Unpooled.wrappedBuffer(bytes(100)));

        assertThat(large.isOpen()).isFalse();
        assertThat(small.isOpen()).isTrue();
        assertThat(reached).containsExactly(Limit.INCOMPLETE_REQUESTS);
    }
}
