package io.kspec.protocol.codec;

import io.kspec.protocol.MessageId;

/**
 * Where and why bytes are not the message that they are taken for.
 *
 * @param message the message that the bytes were read as
 * @param path the field, as {@code Topics[0].Partitions[1].CommittedOffset}; empty for the message as a whole
 * @param offset the first byte that is wrong, counted from the first byte of the input; equals the input's size where
 *     bytes are missing
 * @param kind what rule is broken
 * @param expected what should have been there
 * @param found what was there
 */
public record DecodeFailure(MessageId message, String path, int offset, Kind kind, String expected, String found) {

    /** The rules of the encoding. */
    public enum Kind {
        /** The bytes end before the field does. */
        TRUNCATED,
        /** Bytes are left when the message is complete. */
        TRAILING_BYTES,
        /** Null where the definition allows none. */
        NULL_NOT_ALLOWED,
        /** A length or count below -1, or beyond what remains. */
        LENGTH_OUT_OF_RANGE,
        /** A boolean that is neither 0 nor 1. */
        INVALID_BOOLEAN,
        /** A varint that is too long, or longer than it need be. */
        INVALID_VARINT,
        /** A string that is not UTF-8. */
        INVALID_UTF8,
        /** Tags that do not increase. */
        TAG_ORDER,
        /** A tagged field that only other versions of its structure have. */
        TAG_OF_OTHER_VERSION,
        /** A tagged field that does not fill the size which precedes it. */
        TAG_SIZE,
        /** A checksum that does not match the bytes it covers. */
        CHECKSUM,
        /** A value that the format has no meaning for. */
        INVALID_VALUE,
        /** An API key that no definition has. */
        UNKNOWN_API,
        /** A version that no definition of the API has. */
        UNKNOWN_VERSION
    }

    /** {@code OffsetFetch v2 response, Topics[0].Name at byte 37: expected int64, 2 bytes remain}. */
    @Override
    public String toString() {
        return message + (path.isEmpty() ? "" : ", " + path) + " at byte " + offset + ": expected " + expected + ", "
                + found;
    }
}
