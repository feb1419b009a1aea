package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums of batches, as 32 bits. */
final class Checksums {
    private Checksums() {}

    /** CRC-32C, the checksum of magic 2. */
    static int crc32c(Bytes bytes, int from) {
        return checksum(new CRC32C(), bytes, from);
    }

    /** CRC-32, the checksum of magic 0 and 1. */
    static int crc32(Bytes bytes, int from) {
        return checksum(new CRC32(), bytes, from);
    }

    private static int checksum(Checksum checksum, Bytes bytes, int from) {
        checksum.update(bytes.array(), bytes.arrayOffset() + from, bytes.size() - from);
        return (int) checksum.getValue();
    }
}
