package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;

/** The encodings of numbers. */
enum FuzzNumber {
    /** Big-endian in a fixed number of bytes. */
    FIXED,
    /** An unsigned varint. */
    VARINT,
    /** An unsigned varint of the number plus one, like compact lengths. */
    COMPACT,
    /** A varint whose lowest bit is the sign. */
    ZIG_ZAG;

    /** The first encoding that yields the given bytes for a number. */
    static FuzzNumber of(Bytes bytes, long value) {
        for (FuzzNumber form : values()) {
            if (form.encode(value, bytes.size()).equals(bytes)) {
                return form;
            }
        }
        return FIXED;
    }

    /** @param width the size of a fixed number in bytes */
    Bytes encode(long value, int width) {
        return switch (this) {
            case FIXED -> fixed(value, width);
            case VARINT -> varint(value, 0);
            case COMPACT -> varint(value + 1, 0);
            case ZIG_ZAG -> varint((value << 1) ^ (value >> 63), 0);
        };
    }

    static Bytes fixed(long value, int width) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) {
            int shift = 8 * (width - 1 - i);
            bytes[i] = (byte) (shift > 56 ? value >> 63 : value >> shift);
        }
        return Bytes.wrap(bytes);
    }

    /** @param needless the number of redundant bytes to add */
    static Bytes varint(long value, int needless) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) rest | 0x80);
            rest >>>= 7;
        }
        bytes.write(needless > 0 ? (int) rest | 0x80 : (int) rest);
        for (int i = 1; i < needless; i++) {
            bytes.write(0x80);
        }
        if (needless > 0) {
            bytes.write(0);
        }
        return Bytes.wrap(bytes.toByteArray());
    }
}
