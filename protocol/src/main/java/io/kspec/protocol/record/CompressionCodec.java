package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.io.IOException;

/** Compresses the records of a batch, and reads them back without trusting what they say of their size. */
interface CompressionCodec {
    /** The codec behind a compression type that is not {@link CompressionType#NONE}. */
    static CompressionCodec of(CompressionType type) {
        return switch (type) {
            case GZIP -> new GzipCodec();
            case SNAPPY -> new SnappyCodec();
            case LZ4 -> new Lz4Codec();
            case ZSTD -> new ZstdCodec();
            case NONE -> throw new IllegalArgumentException("records that are not compressed have no codec");
        };
    }

    /**
     * Compressed content for a batch of a magic.
     *
     * @throws IOException never in practice: the output is memory
     */
    Bytes compress(Bytes content, int magic) throws IOException;

    /**
     * Writes what is compressed to an output.
     *
     * @throws DecompressionLimitException if that is more than the output takes
     * @throws IOException if the bytes are not of the format
     */
    void decompress(Bytes compressed, int magic, BoundedOutput output) throws IOException;
}
