package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG.Bits;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/** The formats that other clients write, which Kafka reads and these codecs must too. */
class CodecTest {
    private static final Bytes CONTENT = content();

    private static Bytes content() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        while (text.length() < 200_000) {
            text.append("word ").append(random.nextInt(1000)).append(' ');
        }
        return Bytes.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Bytes decompressed(Codec codec, Bytes compressed, int magic) throws IOException {
        BoundedOutput output = new BoundedOutput(1 << 20);
        codec.decompress(compressed, magic, output);
        return output.bytes();
    }

    private static Bytes lz4(Bits... flags) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (LZ4FrameOutputStream frame = new LZ4FrameOutputStream(output, BLOCKSIZE.SIZE_1MB, CONTENT.size(), flags)) {
            frame.write(CONTENT.toArray());
        }
        return Bytes.wrap(output.toByteArray());
    }

    @Test
    void aBareSnappyBlockIsRead() throws IOException {
        Bytes block = Bytes.wrap(Snappy.compress(CONTENT.toArray()));

        assertThat(decompressed(new SnappyCodec(), block, 2)).isEqualTo(CONTENT);
    }

    @Test
    void snappyStreamsMayFollowEachOther() throws IOException {
        Bytes stream = new SnappyCodec().compress(CONTENT, 2);

        assertThat(decompressed(new SnappyCodec(), stream.concat(stream), 2)).isEqualTo(CONTENT.concat(CONTENT));
    }

    @Test
    void aCutSnappyStreamIsRefused() throws IOException {
        Bytes stream = new SnappyCodec().compress(CONTENT, 2);

        assertThatThrownBy(() -> decompressed(new SnappyCodec(), stream.slice(0, stream.size() - 1), 2))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("a block of \\d+ bytes, \\d+ remain");
        assertThatThrownBy(() -> decompressed(new SnappyCodec(), stream.slice(0, 12), 2))
                .hasMessage("the stream header needs 16 bytes, 12 remain");
    }

    @Test
    void lz4FramesWithChecksumsAndSizesAreRead() throws IOException {
        assertThat(decompressed(new Lz4Codec(), lz4(Bits.BLOCK_INDEPENDENCE), 2))
                .isEqualTo(CONTENT);
        assertThat(decompressed(
                        new Lz4Codec(),
                        lz4(Bits.BLOCK_INDEPENDENCE, Bits.BLOCK_CHECKSUM, Bits.CONTENT_CHECKSUM, Bits.CONTENT_SIZE),
                        1))
                .isEqualTo(CONTENT);
    }

    @Test
    void wrongLz4ChecksumsAreRefused() throws IOException {
        Bytes frame = lz4(Bits.BLOCK_INDEPENDENCE, Bits.BLOCK_CHECKSUM, Bits.CONTENT_CHECKSUM);
        Bytes wrongContent = ByteBuilder.patched(frame, frame.size() - 1, ~frame.get(frame.size() - 1), 1);
        Bytes wrongBlock = ByteBuilder.patched(frame, frame.size() - 9, ~frame.get(frame.size() - 9), 1);
        Bytes wrongHeader = ByteBuilder.patched(frame, 6, ~frame.get(6), 1);

        assertThatThrownBy(() -> decompressed(new Lz4Codec(), wrongContent, 2))
                .hasMessageStartingWith("content checksum");
        assertThatThrownBy(() -> decompressed(new Lz4Codec(), wrongBlock, 2)).hasMessageStartingWith("block checksum");
        assertThatThrownBy(() -> decompressed(new Lz4Codec(), wrongHeader, 1))
                .hasMessageStartingWith("header checksum");
        assertThat(decompressed(new Lz4Codec(), wrongHeader, 0)).isEqualTo(CONTENT);
    }

    @Test
    void aCutLz4FrameIsRefused() throws IOException {
        Bytes frame = new Lz4Codec().compress(CONTENT, 2);

        assertThatThrownBy(() -> decompressed(new Lz4Codec(), frame.slice(0, frame.size() - 4), 2))
                .hasMessage("a block length needs 4 bytes, 0 remain");
        assertThatThrownBy(() -> decompressed(new Lz4Codec(), frame.concat(frame), 2))
                .hasMessage(frame.size() + " bytes follow the frame");
    }
}
