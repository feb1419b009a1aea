package io.kspec.protocol.record;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * RFC 8878, with frames without a content size, like those of Kafka's producer.
 *
 * <p>Decompresses each frame as a whole, into an output that doubles until the content fits. The library's input stream
 * would also allocate buffers and the window that a frame requests: up to 128 MiB for a frame of nine bytes.
 */
final class ZstdCodec implements CompressionCodec {
    private static final int FRAME_MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE_MAGIC = 0x184D2A50;
    private static final int SINGLE_SEGMENT = 0x20;
    /** 128 MiB, the window of the highest level; Kafka's reader rejects larger ones. */
    private static final int MOST_WINDOW_LOG = 27;

    @Override
    public Bytes compress(Bytes content, int magic) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(output)) {
            zstd.write(content.array(), content.arrayOffset(), content.size());
        }
        return Bytes.wrap(output.toByteArray());
    }

    @Override
    public void decompress(Bytes compressed, int magic, BoundedOutput output) throws IOException {
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            int at = 0;
            while (at < compressed.size()) {
                Bytes rest = compressed.slice(at);
                int size = frameSize(rest);
                decompressFrame(rest.slice(0, size), context, output);
                at += size;
            }
        }
    }

    private static int frameSize(Bytes rest) throws IOException {
        if (rest.size() < 6) {
            throw new EOFException("a frame needs 6 bytes or more, " + rest.size() + " remain");
        }
        int magic = Integer.reverseBytes(rest.getInt(0));
        boolean skippable = (magic & 0xfffffff0) == SKIPPABLE_MAGIC;
        if (magic != FRAME_MAGIC && !skippable) {
            throw new IOException(String.format("the frame begins with 0x%08x, not 0x%08x", magic, FRAME_MAGIC));
        }
        if (!skippable && (rest.get(4) & SINGLE_SEGMENT) == 0) {
            demandWindow(rest.get(5) & 0xff);
        }
        try {
            return (int) Zstd.findFrameCompressedSize(rest.array(), rest.arrayOffset(), rest.size());
        } catch (ZstdException e) {
            throw new IOException("a frame that is cut or broken: " + e.getMessage(), e);
        }
    }

    /** The window size: five bits of an exponent above 10, then three bits for eighths of the power to add. */
    private static void demandWindow(int descriptor) throws IOException {
        int log = 10 + (descriptor >> 3);
        if (log > MOST_WINDOW_LOG || (log == MOST_WINDOW_LOG && (descriptor & 7) != 0)) {
            throw new IOException(
                    "a window beyond 2^" + MOST_WINDOW_LOG + " bytes, descriptor 0x" + Integer.toHexString(descriptor));
        }
    }

    private static void decompressFrame(Bytes frame, ZstdDecompressCtx context, BoundedOutput output)
            throws IOException {
        while (true) {
            try {
                output.write((array, offset, length) -> context.decompressByteArray(
                        array, offset, length, frame.array(), frame.arrayOffset(), frame.size()));
                return;
            } catch (ZstdException e) {
                if (e.getErrorCode() != Zstd.errDstSizeTooSmall()) {
                    throw new IOException("a frame that is not zstd: " + e.getMessage(), e);
                }
                output.grow();
            }
        }
    }
}
