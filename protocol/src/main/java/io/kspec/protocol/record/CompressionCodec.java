package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.io.IOException;

/** Compresses the records of a batch, and decompresses them without trusting the sizes that the input announces. */
interface CompressionCodec {
    /** The codec of a compression type other than {@link CompressionType#NONE}. */
    static CompressionCodec of(CompressionType type) {
        return switch (type) {
            case GZIP -> new GzipCodec();
            case SNAPPY -> new SnappyCodec();
            case LZ4 -> new Lz4Codec();
            case ZSTD -> new ZstdCodec();
            case NONE -> throw new IllegalArgumentException("uncompressed records have no codec");
        };
    }

    /**
     * Compresses content for a batch of the given magic.
     *
     * @throws IOException never in practice, since the output is in memory
     */
    Bytes compress(Bytes content, int magic) throws IOException;

    /**
     * Decompresses content into an output.
     *
     * @throws DecompressionLimitException if the content exceeds the limit of the output
     * @throws IOException if the bytes violate the format
     */
    void decompress(Bytes compressed, int magic, BoundedOutput output) throws IOException;
}
