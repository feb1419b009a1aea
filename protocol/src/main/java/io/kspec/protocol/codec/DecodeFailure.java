package io.kspec.protocol.codec;

import io.kspec.protocol.MessageId;

/**
 * Where and why decoding a message failed.
 *
 * @param message the message that was expected
 * @param path the field, as {@code Topics[0].Partitions[1].CommittedOffset}; empty for the message as a whole
 * @param offset the first wrong byte, counted from the first byte of the input; the size of the input if bytes are
 *     missing
 * @param kind the violated rule
 * @param expected the expected bytes, in words
 * @param found the bytes found instead, in words
 */
public record DecodeFailure(MessageId message, String path, int offset, Kind kind, String expected, String found) {

    /** The rules of the encoding. */
    public enum Kind {
        /** The input ends within the field. */
        TRUNCATED,
        /** Bytes follow the end of the message. */
        TRAILING_BYTES,
        /** Null in a field that is not nullable. */
        NULL_NOT_ALLOWED,
        /** A length or count below -1, or larger than the remaining bytes allow. */
        LENGTH_OUT_OF_RANGE,
        /** A boolean that is neither 0 nor 1. */
        INVALID_BOOLEAN,
        /** A varint that is too long, or longer than necessary. */
        INVALID_VARINT,
        /** A string that is not UTF-8. */
        INVALID_UTF8,
        /** Tags that are not in ascending order. */
        TAG_ORDER,
        /** A tagged field that only other versions of its structure have. */
        TAG_OF_OTHER_VERSION,
        /** A tagged field that is shorter than its size says. */
        TAG_SIZE,
        /** A checksum that does not match the bytes that it covers. */
        CHECKSUM,
        /** A value to which the format gives no meaning. */
        INVALID_VALUE,
        /** An API key without a definition. */
        UNKNOWN_API,
        /** A version of an API without a definition. */
        UNKNOWN_VERSION
    }

    /** {@code OffsetFetch v2 response, Topics[0].Name at byte 37: expected int64, 2 bytes remain}. */
    @Override
    public String toString() {
        return message + (path.isEmpty() ? "" : ", " + path) + " at byte " + offset + ": expected " + expected + ", "
                + found;
    }
}
