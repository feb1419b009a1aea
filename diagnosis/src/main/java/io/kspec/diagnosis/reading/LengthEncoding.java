package io.kspec.diagnosis.reading;

import io.kspec.protocol.message.FieldKind;

/**
 * How a length or count is written.
 *
 * @param base the encoding of the number on the wire
 * @param adjust what to add to that number to get the length; a result of -1 means null
 */
public record LengthEncoding(Base base, int adjust) {
    public enum Base {
        INT16(2),
        INT32(4),
        INT16_LITTLE(2),
        INT32_LITTLE(4),
        /** As in KIP-482. */
        UNSIGNED_VARINT(0),
        /** As in records. */
        ZIGZAG_VARINT(0);

        private final int size;

        Base(int size) {
            this.size = size;
        }

        /** The size in bytes, or 0 if it depends on the number. */
        public int size() {
            return size;
        }
    }

    public static final LengthEncoding COMPACT = new LengthEncoding(Base.UNSIGNED_VARINT, -1);
    public static final LengthEncoding INT16 = new LengthEncoding(Base.INT16, 0);
    public static final LengthEncoding INT32 = new LengthEncoding(Base.INT32, 0);
    static final LengthEncoding ZIGZAG = new LengthEncoding(Base.ZIGZAG_VARINT, 0);

    static LengthEncoding of(FieldKind kind, boolean compact) {
        return compact ? COMPACT : classic(kind);
    }

    static LengthEncoding classic(FieldKind kind) {
        return kind == FieldKind.STRING ? INT16 : INT32;
    }

    public boolean isCompact() {
        return base == Base.UNSIGNED_VARINT;
    }

    public LengthEncoding shifted(int by) {
        return new LengthEncoding(base, adjust + by);
    }

    public LengthEncoding based(Base other) {
        return new LengthEncoding(other, adjust);
    }

    NumberEncoding.Coding coding() {
        return switch (base) {
            case INT16, INT32 -> NumberEncoding.Coding.BIG_ENDIAN;
            case INT16_LITTLE, INT32_LITTLE -> NumberEncoding.Coding.LITTLE_ENDIAN;
            case UNSIGNED_VARINT -> NumberEncoding.Coding.PLAIN_VARINT;
            case ZIGZAG_VARINT -> NumberEncoding.Coding.ZIGZAG_VARINT;
        };
    }

    public String text() {
        return switch (base) {
            case INT16 -> "int16";
            case INT32 -> "int32";
            case INT16_LITTLE -> "little-endian int16";
            case INT32_LITTLE -> "little-endian int32";
            case UNSIGNED_VARINT -> "compact";
            case ZIGZAG_VARINT -> "varint";
        };
    }
}
