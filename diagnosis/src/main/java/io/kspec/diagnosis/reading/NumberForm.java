package io.kspec.diagnosis.reading;

import io.kspec.protocol.message.FieldKind;

/**
 * How a number is written.
 *
 * @param size its width in bytes, at most 8; for varints that of the number they may hold
 * @param signed whether it may be negative
 * @param coding the order of its bytes
 */
public record NumberForm(int size, boolean signed, Coding coding) {
    public enum Coding {
        BIG_ENDIAN,
        LITTLE_ENDIAN,
        ZIGZAG_VARINT,
        PLAIN_VARINT
    }

    static NumberForm of(FieldKind kind) {
        boolean signed = kind != FieldKind.UINT16 && kind != FieldKind.UINT32 && kind != FieldKind.BOOL;
        return new NumberForm(kind.fixedSize(), signed, Coding.BIG_ENDIAN);
    }

    static NumberForm zigzag(int size) {
        return new NumberForm(size, true, Coding.ZIGZAG_VARINT);
    }

    public NumberForm sized(int other) {
        return new NumberForm(other, signed, coding);
    }

    public NumberForm coded(Coding other) {
        return new NumberForm(size, signed, other);
    }

    public boolean isVarint() {
        return coding == Coding.ZIGZAG_VARINT || coding == Coding.PLAIN_VARINT;
    }

    public String text() {
        return (signed ? "int" : "uint") + size * Byte.SIZE;
    }
}
