package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyOutputStream;

/**
 * The stream format of snappy-java: a header of 16 bytes, then blocks, each after its length. Streams may be
 * concatenated. Without the header, the input is one bare snappy block.
 *
 * <p>The library's input stream would allocate any size that a block announces, so this class iterates over the blocks.
 */
final class SnappyCodec implements CompressionCodec {
    private static final Bytes STREAM_MAGIC = Bytes.fromHex("82534e4150505900");
    /** The size of the magic, the version and the lowest compatible version. */
    private static final int STREAM_HEADER_SIZE = 16;

    private static final int READABLE_VERSION = 1;
    /**
     * The maximum compression ratio: a copy element of three bytes yields up to 64, and no element has a higher ratio.
     */
    private static final long MAX_EXPANSION = 22;

    @Override
    public Bytes compress(Bytes content, int magic) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (SnappyOutputStream snappy = new SnappyOutputStream(output)) {
            snappy.write(content.array(), content.arrayOffset(), content.size());
        }
        return Bytes.wrap(output.toByteArray());
    }

    @Override
    public void decompress(Bytes compressed, int magic, BoundedOutput output) throws IOException {
        if (!startsStream(compressed, 0)) {
            decompressBlock(compressed, output);
            return;
        }
        int at = 0;
        while (at < compressed.size()) {
            if (startsStream(compressed, at)) {
                at = skipHeader(compressed, at);
            } else {
                at = decompressNextBlock(compressed, at, output);
            }
        }
    }

    private static boolean startsStream(Bytes compressed, int at) {
        return compressed.size() - at >= STREAM_MAGIC.size()
                && compressed.slice(at, at + STREAM_MAGIC.size()).equals(STREAM_MAGIC);
    }

    private static int skipHeader(Bytes compressed, int at) throws IOException {
        if (compressed.size() - at < STREAM_HEADER_SIZE) {
            throw new EOFException("the stream header needs 16 bytes, " + (compressed.size() - at) + " remain");
        }
        int version = compressed.getInt(at + 8);
        int lowestVersion = compressed.getInt(at + 12);
        if (version < READABLE_VERSION) {
            throw new IOException("the stream is of version " + version);
        }
        if (lowestVersion > READABLE_VERSION) {
            throw new IOException("the stream needs a reader of version " + lowestVersion);
        }
        return at + STREAM_HEADER_SIZE;
    }

    private static int decompressNextBlock(Bytes compressed, int at, BoundedOutput output) throws IOException {
        int remaining = compressed.size() - at;
        if (remaining < 4) {
            throw new EOFException("a block length needs 4 bytes, " + remaining + " remain");
        }
        int length = compressed.getInt(at);
        if (length < 0 || length > remaining - 4) {
            throw new EOFException("a block of " + length + " bytes, " + (remaining - 4) + " remain");
        }
        decompressBlock(compressed.slice(at + 4, at + 4 + length), output);
        return at + 4 + length;
    }

    private static void decompressBlock(Bytes block, BoundedOutput output) throws IOException {
        int announced = Snappy.uncompressedLength(block.array(), block.arrayOffset(), block.size());
        if (announced < 0 || announced > MAX_EXPANSION * block.size()) {
            throw new IOException("a block of " + block.size() + " bytes announces " + announced);
        }
        output.write(
                announced,
                (array, offset, length) ->
                        Snappy.uncompress(block.array(), block.arrayOffset(), block.size(), array, offset));
    }
}
