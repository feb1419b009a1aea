package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG.Bits;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/** Formats that other clients write and Kafka reads. */
class CompressionCodecTest {
    private static final Bytes CONTENT = content();

    private static Bytes content() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        while (text.length() < 200_000) {
            text.append("word ").append(random.nextInt(1000)).append(' ');
        }
        return Bytes.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Bytes decompressed(CompressionCodec codec, Bytes compressed, int magic) throws IOException {
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
    void snappyStreamsMayBeConcatenated() throws IOException {
        Bytes stream = new SnappyCodec().compress(CONTENT, 2);

        assertThat(decompressed(new SnappyCodec(), stream.concat(stream), 2)).isEqualTo(CONTENT.concat(CONTENT));
    }

    @Test
    void aTruncatedSnappyStreamIsRejected() throws IOException {
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
    void wrongLz4ChecksumsAreRejected() throws IOException {
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
    void aTruncatedLz4FrameIsRejected() throws IOException {
        Bytes frame = new Lz4Codec().compress(CONTENT, 2);

        assertThatThrownBy(() -> decompressed(new Lz4Codec(), frame.slice(0, frame.size() - 4), 2))
                .hasMessage("a block length needs 4 bytes, 0 remain");
        assertThatThrownBy(() -> decompressed(new Lz4Codec(), frame.concat(frame), 2))
                .hasMessage(frame.size() + " bytes follow the frame");
    }

    /** A member with every optional header field, including the checksum. */
    @Test
    void gzipHeadersMayHaveOptionalFields() throws IOException {
        Bytes plain = new GzipCodec().compress(CONTENT, 2);
        Bytes header = Bytes.fromHex("1f8b 08 1e 00000000 00 03  0200 abcd  6e616d6500  7465787400");
        CRC32 crc = new CRC32();
        crc.update(header.toArray());
        Bytes checksum = Bytes.copyOf((byte) crc.getValue(), (byte) (crc.getValue() >> 8));
        Bytes member = header.concat(checksum).concat(plain.slice(10));

        assertThat(decompressed(new GzipCodec(), member, 2)).isEqualTo(CONTENT);
        assertThatThrownBy(() -> decompressed(
                        new GzipCodec(), header.concat(Bytes.fromHex("0000")).concat(plain.slice(10)), 2))
                .hasMessageStartingWith("header checksum 0x0000, computed");
    }

    @Test
    void gzipMembersMayBeConcatenatedAndFollowedByAnything() throws IOException {
        Bytes member = new GzipCodec().compress(CONTENT, 2);

        assertThat(decompressed(new GzipCodec(), member.concat(member), 2)).isEqualTo(CONTENT.concat(CONTENT));
        assertThat(decompressed(new GzipCodec(), member.concat(Bytes.wrap(new byte[40])), 2))
                .isEqualTo(CONTENT);
    }

    @Test
    void aBrokenGzipMemberIsRejected() throws IOException {
        Bytes member = new GzipCodec().compress(CONTENT, 2);
        int size = member.size();

        assertThatThrownBy(() -> decompressed(new GzipCodec(), member.slice(0, size - 9), 2))
                .hasMessage("the data of a member needs more bytes than there are");
        assertThatThrownBy(() -> decompressed(new GzipCodec(), member.slice(0, size - 1), 2))
                .hasMessage("the trailer of a member needs 8 bytes, 7 remain");
        assertThatThrownBy(() -> decompressed(new GzipCodec(), ByteBuilder.patched(member, size - 8, 0, 4), 2))
                .hasMessageStartingWith("the trailer says checksum 0x00000000");
        assertThatThrownBy(() -> decompressed(new GzipCodec(), member.slice(1), 2))
                .hasMessageStartingWith("expected a member that begins with 0x1f8b08");
    }

    @Test
    void zstdFramesMayBeConcatenatedWithSkippableOnes() throws IOException {
        Bytes frame = new ZstdCodec().compress(CONTENT, 2);
        Bytes skipped = Bytes.fromHex("502a4d18 03000000 aabbcc");

        assertThat(decompressed(new ZstdCodec(), frame.concat(skipped).concat(frame), 2))
                .isEqualTo(CONTENT.concat(CONTENT));
        assertThatThrownBy(() -> decompressed(new ZstdCodec(), frame.slice(0, frame.size() - 1), 2))
                .hasMessageStartingWith("a frame that is cut or broken: ");
    }

    /** The limit of Kafka's reader is the window of the highest level. */
    @Test
    void theWindowOfAZstdFrameIsAtMost128MiB() throws IOException {
        assertThat(decompressed(new ZstdCodec(), Bytes.fromHex("28b52ffd 00 88 010000"), 2))
                .isEqualTo(Bytes.EMPTY);
        assertThatThrownBy(() -> decompressed(new ZstdCodec(), Bytes.fromHex("28b52ffd 00 89 010000"), 2))
                .hasMessage("a window beyond 2^27 bytes, descriptor 0x89");
    }
}
