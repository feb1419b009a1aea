package io.kspec.diagnosis.reading;

import io.kspec.protocol.message.FieldKind;

/**
 * How a length or count is written.
 *
 * @param base the number on the wire
 * @param adjust what to add to that number for the length that is meant; -1 then stands for null
 */
public record LengthForm(Base base, int adjust) {
    public enum Base {
        INT16(2),
        INT32(4),
        INT16_LITTLE(2),
        INT32_LITTLE(4),
        /** As KIP-482 has it. */
        UNSIGNED_VARINT(0),
        /** As records have it. */
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

    public static final LengthForm COMPACT = new LengthForm(Base.UNSIGNED_VARINT, -1);
    public static final LengthForm INT16 = new LengthForm(Base.INT16, 0);
    public static final LengthForm INT32 = new LengthForm(Base.INT32, 0);
    static final LengthForm ZIGZAG = new LengthForm(Base.ZIGZAG_VARINT, 0);

    static LengthForm of(FieldKind kind, boolean compact) {
        return compact ? COMPACT : classic(kind);
    }

    static LengthForm classic(FieldKind kind) {
        return kind == FieldKind.STRING ? INT16 : INT32;
    }

    public boolean isCompact() {
        return base == Base.UNSIGNED_VARINT;
    }

    public LengthForm shifted(int by) {
        return new LengthForm(base, adjust + by);
    }

    public LengthForm based(Base other) {
        return new LengthForm(other, adjust);
    }

    NumberForm.Coding coding() {
        return switch (base) {
            case INT16, INT32 -> NumberForm.Coding.BIG_ENDIAN;
            case INT16_LITTLE, INT32_LITTLE -> NumberForm.Coding.LITTLE_ENDIAN;
            case UNSIGNED_VARINT -> NumberForm.Coding.PLAIN_VARINT;
            case ZIGZAG_VARINT -> NumberForm.Coding.ZIGZAG_VARINT;
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
