package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;

/**
 * RFC 1952: a sequence of members. Bytes after the last member that are not the header of another one are ignored, as
 * in Java's reader, which Kafka uses.
 *
 * <p>That reader recurses for each member, so a request full of empty members would overflow the stack. This class
 * iterates over the members instead.
 */
final class GzipCodec implements CompressionCodec {
    private static final int BUFFER_SIZE = 8 * 1024;
    private static final int MAGIC = 0x1f8b;
    private static final int DEFLATE = 8;
    private static final int FIXED_HEADER_SIZE = 10;
    private static final int TRAILER_SIZE = 8;
    private static final int HEADER_CRC = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;

    @Override
    public Bytes compress(Bytes content, int magic) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(output, BUFFER_SIZE)) {
            gzip.write(content.array(), content.arrayOffset(), content.size());
        }
        return Bytes.wrap(output.toByteArray());
    }

    @Override
    public void decompress(Bytes compressed, int magic, BoundedOutput output) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            int content = contentStart(compressed, 0);
            while (content >= 0) {
                int end = inflate(compressed, content, inflater, output);
                content = end == compressed.size() ? -1 : nextContentStart(compressed, end);
            }
        } finally {
            inflater.end();
        }
    }

    /** The position of the content of the next member, or -1 if there is none. */
    private static int nextContentStart(Bytes compressed, int at) {
        try {
            return contentStart(compressed, at);
        } catch (IOException e) {
            return -1;
        }
    }

    private static int contentStart(Bytes compressed, int start) throws IOException {
        demand(compressed, start, FIXED_HEADER_SIZE, "the header of a member");
        int magic = compressed.getShort(start) & 0xffff;
        int method = compressed.get(start + 2);
        if (magic != MAGIC || method != DEFLATE) {
            throw new IOException(String.format(
                    "expected a member that begins with 0x%04x%02x, found 0x%04x%02x", MAGIC, DEFLATE, magic, method));
        }
        int flags = compressed.get(start + 3);
        int at = start + FIXED_HEADER_SIZE;
        if ((flags & EXTRA) != 0) {
            demand(compressed, at, 2, "the length of an extra field");
            int length = (compressed.get(at) & 0xff) | (compressed.get(at + 1) & 0xff) << 8;
            demand(compressed, at + 2, length, "an extra field");
            at += 2 + length;
        }
        at = (flags & NAME) == 0 ? at : afterZero(compressed, at);
        at = (flags & COMMENT) == 0 ? at : afterZero(compressed, at);
        return (flags & HEADER_CRC) == 0 ? at : afterHeaderCrc(compressed, start, at);
    }

    private static int afterZero(Bytes compressed, int from) throws EOFException {
        int at = from;
        while (at < compressed.size() && compressed.get(at) != 0) {
            at++;
        }
        demand(compressed, at, 1, "the end of a text in the header");
        return at + 1;
    }

    private static int afterHeaderCrc(Bytes compressed, int start, int at) throws IOException {
        demand(compressed, at, 2, "the checksum of a header");
        long computed = crc(compressed.slice(start, at)) & 0xffff;
        long found = Short.reverseBytes(compressed.getShort(at)) & 0xffff;
        if (found != computed) {
            throw new IOException(String.format("header checksum 0x%04x, computed 0x%04x", found, computed));
        }
        return at + 2;
    }

    /** Decompresses one member; returns its end. */
    private static int inflate(Bytes compressed, int start, Inflater inflater, BoundedOutput output)
            throws IOException {
        int written = output.size();
        inflater.reset();
        inflater.setInput(compressed.array(), compressed.arrayOffset() + start, compressed.size() - start);
        while (!inflater.finished()) {
            int count = output.write((array, offset, length) -> inflate(inflater, array, offset, length));
            if (count == 0 && !inflater.finished()) {
                throw inflater.needsDictionary()
                        ? new IOException("the data needs a dictionary")
                        : new EOFException("the data of a member needs more bytes than there are");
            }
        }
        int end = compressed.size() - inflater.getRemaining();
        demand(compressed, end, TRAILER_SIZE, "the trailer of a member");
        Bytes content = output.bytes().slice(written);
        int crc = Integer.reverseBytes(compressed.getInt(end));
        int size = Integer.reverseBytes(compressed.getInt(end + 4));
        if (crc != (int) crc(content) || size != content.size()) {
            throw new IOException(String.format(
                    "the trailer says checksum 0x%08x and %d bytes, the content has 0x%08x and %d",
                    crc, size, crc(content), content.size()));
        }
        return end + TRAILER_SIZE;
    }

    private static int inflate(Inflater inflater, byte[] array, int offset, int length) throws IOException {
        try {
            return inflater.inflate(array, offset, length);
        } catch (DataFormatException e) {
            throw new IOException("data that is not deflated: " + e.getMessage(), e);
        }
    }

    private static long crc(Bytes bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), bytes.arrayOffset(), bytes.size());
        return crc.getValue();
    }

    private static void demand(Bytes compressed, int at, int size, String what) throws EOFException {
        int remaining = compressed.size() - at;
        if (remaining < size) {
            throw new EOFException(what + " needs " + size + " bytes, " + remaining + " remain");
        }
    }
}
