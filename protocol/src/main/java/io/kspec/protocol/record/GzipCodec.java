package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** RFC 1952. */
final class GzipCodec implements Codec {
    private static final int BUFFER_SIZE = 8 * 1024;

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
        try (GZIPInputStream gzip = new GZIPInputStream(Codec.stream(compressed), BUFFER_SIZE)) {
            gzip.transferTo(output);
        }
    }
}
