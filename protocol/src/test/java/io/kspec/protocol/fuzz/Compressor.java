package io.kspec.protocol.fuzz;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.CompressionType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG.Bits;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyOutputStream;

/** Compresses by the libraries themselves, with more options than Kafka uses. */
final class Compressor {
    private final SplittableRandom random;

    Compressor(SplittableRandom random) {
        this.random = random;
    }

    Bytes compress(CompressionType type, Bytes content) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            if (type == CompressionType.NONE) {
                return content;
            }
            if (type == CompressionType.SNAPPY && random.nextInt(3) == 0) {
                return Bytes.wrap(Snappy.compress(content.toArray()));
            }
            if (type == CompressionType.ZSTD && random.nextInt(4) > 0) {
                return Bytes.wrap(Zstd.compress(content.toArray(), random.nextInt(1, 6)));
            }
            int streams = random.nextInt(8) == 0 ? 2 : 1;
            for (int i = 0; i < streams; i++) {
                try (OutputStream stream = stream(type, output)) {
                    stream.write(content.array(), content.arrayOffset(), content.size());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(output.toByteArray());
    }

    private OutputStream stream(CompressionType type, OutputStream output) throws IOException {
        return switch (type) {
            case GZIP -> new GZIPOutputStream(output);
            case SNAPPY -> new SnappyOutputStream(output, 1 << random.nextInt(10, 16));
            case LZ4 -> lz4(output);
            case ZSTD ->
                new ZstdOutputStreamNoFinalizer(output, random.nextInt(1, 6)).setChecksum(random.nextBoolean());
            case NONE -> output;
        };
    }

    private OutputStream lz4(OutputStream output) throws IOException {
        BLOCKSIZE size = random.nextInt(64) == 0 ? BLOCKSIZE.SIZE_4MB : BLOCKSIZE.SIZE_64KB;
        return switch (random.nextInt(4)) {
            case 0 -> new LZ4FrameOutputStream(output, size, Bits.BLOCK_INDEPENDENCE, Bits.CONTENT_CHECKSUM);
            case 1 -> new LZ4FrameOutputStream(output, size, Bits.BLOCK_INDEPENDENCE, Bits.BLOCK_CHECKSUM);
            default -> new LZ4FrameOutputStream(output, size, Bits.BLOCK_INDEPENDENCE);
        };
    }
}
