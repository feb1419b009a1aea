package io.kspec.diagnosis.reading;

import io.kspec.protocol.message.FieldKind;

/**
 * How a number is written.
 *
 * @param size its width in bytes, at most 8; for varints, the width of the number they encode
 * @param signed whether it can be negative
 * @param coding the order of its bytes
 */
public record NumberEncoding(int size, boolean signed, Coding coding) {
    public enum Coding {
        BIG_ENDIAN,
        LITTLE_ENDIAN,
        ZIGZAG_VARINT,
        PLAIN_VARINT
    }

    static NumberEncoding of(FieldKind kind) {
        boolean signed = kind != FieldKind.UINT16 && kind != FieldKind.UINT32 && kind != FieldKind.BOOL;
        return new NumberEncoding(kind.fixedSize(), signed, Coding.BIG_ENDIAN);
    }

    static NumberEncoding zigzag(int size) {
        return new NumberEncoding(size, true, Coding.ZIGZAG_VARINT);
    }

    public NumberEncoding sized(int other) {
        return new NumberEncoding(other, signed, coding);
    }

    public NumberEncoding coded(Coding other) {
        return new NumberEncoding(size, signed, other);
    }

    public boolean isVarint() {
        return coding == Coding.ZIGZAG_VARINT || coding == Coding.PLAIN_VARINT;
    }

    public String text() {
        return (signed ? "int" : "uint") + size * Byte.SIZE;
    }
}
