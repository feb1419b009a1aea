package io.kspec.recorder.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProxyEndTest {
    private static final ProxySettings.Limits LIMITS = new ProxySettings.Limits(1, 2 << 20, 1 << 20);

    private final List<Bytes> taken = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final AtomicLong buffered = new AtomicLong();
    private final EmbeddedChannel other = new EmbeddedChannel();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ProxyEnd(link(), other, new Passage()));

    /** Frames that begin with 7 may change, and are replaced by their first five bytes if they are longer. */
    private final class Passage implements ProxyEnd.Passage {
        @Override
        public boolean mayChange(int begin) {
            return begin >>> 24 == 7;
        }

        @Override
        public Bytes changed(Bytes frame) {
            return frame.size() > 5 ? frame.slice(0, 5) : frame;
        }

        @Override
        public void take(Bytes frame) {
            taken.add(frame);
        }
    }

    private ProxyLink link() {
        return new ProxyLink(LIMITS, buffered, byte[]::new, new ProxyLink.Events() {
            @Override
            public void opaque() {
                events.add("opaque");
            }

            @Override
            public void failed(String why) {
                events.add(why);
            }

            @Override
            public void closed() {
                events.add("closed");
            }
        });
    }

    private static byte[] sized(String hex) {
        Bytes frame = Bytes.fromHex(hex);
        return Bytes.fromHex(String.format("%08x", frame.size())).concat(frame).toArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private void receive(byte[] bytes, int from, int to) {
        ByteBuf copy = Unpooled.copiedBuffer(bytes, from, to - from);
        boolean unused = channel.writeInbound(copy);
    }

    /** What the other end has got since the last time. */
    private Bytes passed() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuf each = other.readOutbound(); each != null; each = other.readOutbound()) {
            byte[] bytes = new byte[each.readableBytes()];
            each.readBytes(bytes).release();
            all.writeBytes(bytes);
        }
        return Bytes.wrap(all.toByteArray());
    }

    @Test
    void framesPassInOrderWhereverTheyAreCut() {
        byte[] sent = joined(
                sized("010203040506"),
                sized("0701020304050607"),
                sized(""),
                sized("0102"),
                sized("0708090a0b"),
                sized("09"));
        byte[] expected = joined(
                sized("010203040506"), sized("0701020304"), sized(""), sized("0102"), sized("0708090a0b"), sized("09"));
        for (int first = 0; first <= sent.length; first++) {
            for (int second = first; second <= sent.length; second++) {
                taken.clear();
                receive(sent, 0, first);
                receive(sent, first, second);
                receive(sent, second, sent.length);

                assertThat(passed()).as(first + ", " + second).isEqualTo(Bytes.wrap(expected));
                assertThat(taken)
                        .as(first + ", " + second)
                        .containsExactly(
                                Bytes.fromHex("010203040506"),
                                Bytes.fromHex("0701020304050607"),
                                Bytes.EMPTY,
                                Bytes.fromHex("0102"),
                                Bytes.fromHex("0708090a0b"),
                                Bytes.fromHex("09"));
            }
        }
        assertThat(buffered).hasValue(0);
    }

    @Test
    void whatCannotChangePassesBeforeItIsComplete() {
        byte[] sent = sized("0102030405060708");

        receive(sent, 0, 10);

        assertThat(passed()).isEqualTo(Bytes.wrap(sent).slice(0, 10));
        assertThat(taken).isEmpty();
        assertThat(buffered).hasValue(8);
    }

    @Test
    void whatMayChangeWaitsUntilItIsComplete() {
        byte[] sent = joined(sized("01020304"), sized("0702030405060708"));

        receive(sent, 0, 19);

        assertThat(passed()).isEqualTo(Bytes.wrap(sized("01020304")));
        assertThat(taken).containsExactly(Bytes.fromHex("01020304"));
    }

    @Test
    void longFramesTakeMemoryAsTheyCome() {
        byte[] frame = new byte[(1 << 20) + 77];
        frame[frame.length - 1] = 9;
        byte[] sent = joined(Bytes.fromHex("0010004d").toArray(), frame);

        receive(sent, 0, 100);
        assertThat(buffered).hasValue(512 << 10);
        receive(sent, 100, 600_000);
        assertThat(buffered).hasValue(1 << 20);
        receive(sent, 600_000, sent.length);

        assertThat(buffered).hasValue(0);
        assertThat(taken).containsExactly(Bytes.wrap(frame));
        assertThat(passed()).isEqualTo(Bytes.wrap(sent));
    }

    @Test
    void tooManyIncompleteBytesCloseTheConnection() {
        buffered.set(1 << 20);

        receive(sized("010203040506"), 0, 9);

        assertThat(channel.isActive()).isFalse();
        assertThat(events)
                .containsExactly(
                        "expected at most 1048576 bytes of incomplete frames on all connections, found more", "closed");
        assertThat(buffered).hasValue(1 << 20);
    }

    @Test
    void aFrameThatIsTooLongDoesNotPass() {
        byte[] sent = joined(sized("0102"), Bytes.fromHex("00200001 01020304").toArray());

        receive(sent, 0, sent.length);

        assertThat(passed()).isEqualTo(Bytes.wrap(sized("0102")));
        assertThat(events)
                .containsExactly("expected a frame of at most 2097152 bytes, found a size of 2097153", "closed");
    }

    @Test
    void tlsPassesUnread() {
        byte[] hello = Bytes.fromHex("16030100050102030405").toArray();
        for (int cut = 0; cut <= hello.length; cut++) {
            EmbeddedChannel fresh = new EmbeddedChannel(new ProxyEnd(link(), other, new Passage()));
            boolean first = fresh.writeInbound(Unpooled.copiedBuffer(hello, 0, cut));
            boolean second = fresh.writeInbound(Unpooled.copiedBuffer(hello, cut, hello.length - cut));

            assertThat(passed()).as("cut at " + cut).isEqualTo(Bytes.wrap(hello));
            assertThat(first || second).isFalse();
        }
        assertThat(events).hasSize(hello.length + 1).containsOnly("opaque");
        assertThat(taken).isEmpty();
    }
}
