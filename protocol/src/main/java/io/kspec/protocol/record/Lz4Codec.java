package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The LZ4 frame format as Kafka uses it: one frame of independent blocks, which have at most 64 KiB when written.
 *
 * <p>In magic 0 the header checksum is wrong for compatibility: it also covers the frame's magic number. Kafka still
 * writes it, and does not check it when it reads magic 0 (KIP-57).
 *
 * @see <a href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md">LZ4 frame format</a>
 */
final class Lz4Codec implements CompressionCodec {
    private static final int FRAME_MAGIC = 0x184D2204;
    private static final int UNCOMPRESSED_BLOCK = 0x8000_0000;
    private static final int VERSION_1 = 0x40;
    private static final int VERSION_MASK = 0xc0;
    private static final int INDEPENDENT_BLOCKS = 0x20;
    private static final int BLOCK_CHECKSUMS = 0x10;
    private static final int CONTENT_SIZE = 0x08;
    private static final int CONTENT_CHECKSUM = 0x04;
    private static final int RESERVED_FLAGS = 0x03;
    private static final int BLOCKS_OF_64_KIB = 0x40;
    private static final int BLOCK_SIZE = 1 << 16;
    private static final int FRAME_HEADER_SIZE = 7;

    @Override
    public Bytes compress(Bytes content, int magic) {
        int blocks = content.size() / BLOCK_SIZE + 1;
        int capacity = FRAME_HEADER_SIZE + blocks * (4 + Library.COMPRESSOR.maxCompressedLength(BLOCK_SIZE)) + 4;
        byte[] array = new byte[capacity];
        ByteBuffer frame = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(FRAME_MAGIC);
        frame.put((byte) (VERSION_1 | INDEPENDENT_BLOCKS)).put((byte) BLOCKS_OF_64_KIB);
        int from = magic == 0 ? 0 : 4;
        frame.put(headerChecksum(array, from, frame.position() - from));
        for (int at = 0; at < content.size(); at += BLOCK_SIZE) {
            writeBlock(content.slice(at, Math.min(at + BLOCK_SIZE, content.size())), frame, array);
        }
        frame.putInt(0);
        return Bytes.wrap(array, 0, frame.position());
    }

    private static void writeBlock(Bytes block, ByteBuffer frame, byte[] array) {
        int start = frame.position() + 4;
        int size = Library.COMPRESSOR.compress(block.array(), block.arrayOffset(), block.size(), array, start);
        if (size < block.size()) {
            frame.putInt(size).position(start + size);
        } else {
            frame.putInt(block.size() | UNCOMPRESSED_BLOCK).put(block.asByteBuffer());
        }
    }

    @Override
    public void decompress(Bytes compressed, int magic, BoundedOutput output) throws IOException {
        ByteBuffer frame = compressed.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        Frame header = readHeader(frame, compressed, magic);
        while (readBlock(frame, compressed, header, output)) {
            // until the end mark
        }
        Bytes content = output.bytes();
        if (header.has(CONTENT_CHECKSUM)) {
            demand(frame, 4, "the content checksum");
            demandChecksum(frame.getInt(), content, "content");
        }
        if (header.contentSize >= 0 && header.contentSize != content.size()) {
            throw new IOException("the frame announces " + header.contentSize + " bytes and holds " + content.size());
        }
        if (frame.hasRemaining()) {
            throw new IOException(frame.remaining() + " bytes follow the frame");
        }
    }

    private Frame readHeader(ByteBuffer frame, Bytes compressed, int magic) throws IOException {
        demand(frame, FRAME_HEADER_SIZE, "the frame header");
        int frameMagic = frame.getInt();
        if (frameMagic != FRAME_MAGIC) {
            throw new IOException(String.format("the frame begins with 0x%08x, not 0x%08x", frameMagic, FRAME_MAGIC));
        }
        int flags = frame.get() & 0xff;
        int blocks = frame.get() & 0xff;
        if ((flags & VERSION_MASK) != VERSION_1 || (flags & RESERVED_FLAGS) != 0) {
            throw new IOException(String.format("frame flags 0x%02x", flags));
        }
        if ((flags & INDEPENDENT_BLOCKS) == 0) {
            throw new IOException("the blocks depend on each other, which Kafka does not support");
        }
        int blockSizeCode = blocks >> 4;
        if ((blocks & 0x0f) != 0 || blockSizeCode < 4 || blockSizeCode > 7) {
            throw new IOException(String.format("block descriptor 0x%02x", blocks));
        }
        long contentSize = -1;
        if ((flags & CONTENT_SIZE) != 0) {
            demand(frame, 9, "the content size");
            contentSize = frame.getLong();
        }
        byte expected = headerChecksum(compressed.array(), compressed.arrayOffset() + 4, frame.position() - 4);
        byte found = frame.get();
        if (magic != 0 && found != expected) {
            throw new IOException(
                    String.format("header checksum 0x%02x, computed 0x%02x", found & 0xff, expected & 0xff));
        }
        return new Frame(flags, 1 << (2 * blockSizeCode + 8), contentSize);
    }

    /** Decompresses a block; false at the end mark. */
    private boolean readBlock(ByteBuffer frame, Bytes compressed, Frame header, BoundedOutput output)
            throws IOException {
        demand(frame, 4, "a block length");
        int length = frame.getInt();
        if (length == 0) {
            return false;
        }
        boolean stored = (length & UNCOMPRESSED_BLOCK) != 0;
        length &= ~UNCOMPRESSED_BLOCK;
        if (length > header.maxBlockSize) {
            throw new IOException("a block of " + length + " bytes, at most " + header.maxBlockSize + " allowed");
        }
        demand(frame, length, "a block");
        Bytes block = compressed.slice(frame.position(), frame.position() + length);
        frame.position(frame.position() + length);
        if (header.has(BLOCK_CHECKSUMS)) {
            demand(frame, 4, "a block checksum");
            demandChecksum(frame.getInt(), block, "block");
        }
        if (stored) {
            output.write(block);
        } else {
            int size = Lz4Block.decompressedSize(block);
            if (size > header.maxBlockSize) {
                throw new IOException(
                        "a block that holds " + size + " bytes, at most " + header.maxBlockSize + " allowed");
            }
            output.write(size, (array, offset, room) -> decompress(block, array, offset, room));
        }
        return true;
    }

    private static int decompress(Bytes block, byte[] array, int offset, int length) throws IOException {
        try {
            return Library.DECOMPRESSOR.decompress(
                    block.array(), block.arrayOffset(), block.size(), array, offset, length);
        } catch (LZ4Exception e) {
            throw new IOException("a block that is not LZ4: " + e.getMessage(), e);
        }
    }

    private byte headerChecksum(byte[] bytes, int from, int length) {
        return (byte) (Library.CHECKSUM.hash(bytes, from, length, 0) >> 8);
    }

    private void demandChecksum(int found, Bytes bytes, String what) throws IOException {
        int computed = Library.CHECKSUM.hash(bytes.array(), bytes.arrayOffset(), bytes.size(), 0);
        if (found != computed) {
            throw new IOException(String.format("%s checksum 0x%08x, computed 0x%08x", what, found, computed));
        }
    }

    private static void demand(ByteBuffer frame, int size, String what) throws EOFException {
        if (frame.remaining() < size) {
            throw new EOFException(what + " needs " + size + " bytes, " + frame.remaining() + " remain");
        }
    }

    /** A holder, because loading the class may load native code. */
    private static final class Library {
        static final LZ4Compressor COMPRESSOR = LZ4Factory.fastestInstance().fastCompressor();
        static final LZ4SafeDecompressor DECOMPRESSOR =
                LZ4Factory.fastestInstance().safeDecompressor();
        static final XXHash32 CHECKSUM = XXHashFactory.fastestInstance().hash32();
    }

    /** The header of a frame; the content size is negative if it is not specified. */
    private record Frame(int flags, int maxBlockSize, long contentSize) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }
}
