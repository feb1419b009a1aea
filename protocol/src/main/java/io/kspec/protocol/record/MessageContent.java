package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one message of magic 0 or 1.
 *
 * @param timestamp -1 in magic 0
 * @param valuePosition the first byte of the value after its length, counted like the positions of the cursor
 */
record MessageContent(
        long offset,
        int magic,
        int attributes,
        long timestamp,
        @Nullable Bytes key,
        @Nullable Bytes value,
        int valuePosition) {
    /**
     * Reads the message at the cursor, which must have the given magic.
     *
     * @param bytes the bytes that the cursor reads
     * @param crcChecked whether to reject a wrong CRC
     */
    static MessageContent read(FieldCursor cursor, Bytes bytes, int magic, boolean crcChecked) {
        long offset = cursor.int64("Offset");
        int size = cursor.int32("MessageSize");
        int smallest = LegacyMessage.smallestSize(0); // so that a wrong magic is reported as such, not as a wrong size
        if (size < smallest || size > cursor.remaining()) {
            String expected = smallest + " to " + cursor.remaining() + " bytes";
            throw cursor.failure(
                    Kind.LENGTH_OUT_OF_RANGE, "MessageSize", cursor.position() - 4, expected, "found " + size);
        }
        cursor.limitTo(size);
        int crc = cursor.int32("Crc");
        Bytes covered = bytes.slice(cursor.position(), cursor.position() + size - 4);
        int computed = Checksums.crc32(covered, 0);
        if (crcChecked && crc != computed) {
            throw cursor.failure(
                    Kind.CHECKSUM,
                    "Crc",
                    cursor.position() - 4,
                    String.format("CRC-32 0x%08x of the %d bytes from the magic on", computed, covered.size()),
                    String.format("found 0x%08x", crc)
                            + (crc == ~computed ? ", which lacks the final inversion of its bits" : ""));
        }
        return readCovered(cursor, offset, magic);
    }

    private static MessageContent readCovered(FieldCursor cursor, long offset, int magic) {
        int foundMagic = cursor.int8("Magic");
        if (foundMagic != magic) {
            throw invalid(cursor, "Magic", "magic " + magic, foundMagic);
        }
        int attributes = cursor.int8("Attributes");
        CompressionType compression = CompressionType.ofAttributes(attributes);
        if (compression == null || !compression.isAllowedIn(magic)) {
            throw invalid(cursor, "Attributes", "compression 0 to 3", attributes & CompressionType.MASK);
        }
        long timestamp = magic == 0 ? Record.NO_TIMESTAMP : cursor.int64("Timestamp");
        Bytes key = cursor.int32Bytes("Key");
        int valuePosition = cursor.position() + 4;
        Bytes value = cursor.int32Bytes("Value");
        if (cursor.remaining() > 0) {
            throw cursor.failure(
                    Kind.TRAILING_BYTES,
                    "",
                    cursor.position(),
                    "the message to end with its value",
                    cursor.remaining() + " bytes of its size remain");
        }
        cursor.liftLimit();
        return new MessageContent(offset, magic, attributes, timestamp, key, value, valuePosition);
    }

    private static DecodeException invalid(FieldCursor cursor, String field, String expected, int found) {
        return cursor.failure(Kind.INVALID_VALUE, field, cursor.position() - 1, expected, "found " + found);
    }

    boolean isCompressed() {
        return (attributes & CompressionType.MASK) != 0;
    }

    TimestampType timestampType() {
        return LegacyMessage.timestampType(magic, attributes);
    }
}
