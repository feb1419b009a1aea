package io.kspec.protocol.message;

import io.kspec.protocol.BigEndian;

/** The wire types of Kafka's message definitions. */
public enum FieldKind {
    BOOL("bool", 1),
    INT8("int8", 1),
    INT16("int16", 2),
    UINT16("uint16", 2),
    INT32("int32", 4),
    UINT32("uint32", 4),
    INT64("int64", 8),
    FLOAT64("float64", 8),
    UUID("uuid", 16),
    STRING("string", 0),
    BYTES("bytes", 0),
    RECORDS("records", 0),
    STRUCT("struct", 0),
    ARRAY("array", 0);

    private final String text;
    private final int fixedSize;
    private final boolean numeric;

    FieldKind(String text, int fixedSize) {
        this.text = text;
        this.fixedSize = fixedSize;
        this.numeric = fixedSize > 0 && fixedSize <= Long.BYTES;
    }

    /** The size on the wire in bytes, or 0 where it depends on the value. */
    public int fixedSize() {
        return fixedSize;
    }

    /** Whether values are numbers or booleans, which {@link io.kspec.protocol.message.Message} holds as they stand on the wire. */
    public boolean isNumeric() {
        return numeric;
    }

    /** Whether values are whole numbers. */
    public boolean isInteger() {
        return isNumeric() && this != BOOL && this != FLOAT64;
    }

    /** The smallest value of a whole-number type. */
    public long minimum() {
        return switch (this) {
            case INT8 -> Byte.MIN_VALUE;
            case INT16 -> Short.MIN_VALUE;
            case INT32 -> Integer.MIN_VALUE;
            case INT64 -> Long.MIN_VALUE;
            default -> 0;
        };
    }

    /** The largest value of a whole-number type. */
    public long maximum() {
        return switch (this) {
            case INT8 -> Byte.MAX_VALUE;
            case INT16 -> Short.MAX_VALUE;
            case UINT16 -> 0xffff;
            case INT32 -> Integer.MAX_VALUE;
            case UINT32 -> 0xffff_ffffL;
            case INT64 -> Long.MAX_VALUE;
            default -> 0;
        };
    }

    /**
     * The number that an array has at a position, big-endian as on the wire.
     *
     * @return a boolean as the byte that stands for it, 0 or 1 if it is sound; a float64 as its raw bits
     */
    public long read(byte[] array, int at) {
        return switch (this) {
            case BOOL, INT8 -> array[at];
            case INT16 -> BigEndian.getShort(array, at);
            case UINT16 -> BigEndian.getShort(array, at) & 0xffff;
            case INT32 -> BigEndian.getInt(array, at);
            case UINT32 -> BigEndian.getInt(array, at) & 0xffff_ffffL;
            default -> BigEndian.getLong(array, at);
        };
    }

    /** Puts a number into an array, so that {@link #read} gives it. */
    public void write(byte[] array, int at, long value) {
        switch (fixedSize) {
            case 1 -> array[at] = (byte) value;
            case 2 -> BigEndian.putShort(array, at, (short) value);
            case 4 -> BigEndian.putInt(array, at, (int) value);
            default -> BigEndian.putLong(array, at, value);
        }
    }

    /**
     * The value that a message gives for a number: {@code Boolean}, {@code Byte}, {@code Short}, {@code Integer} (also
     * uint16), {@code Long} (also uint32) or {@code Double}.
     *
     * @param value the number as messages hold it: a boolean as 0 or 1, a float64 as its raw bits
     */
    public Object box(long value) {
        return switch (this) {
            case BOOL -> value != 0;
            case INT8 -> (byte) value;
            case INT16 -> (short) value;
            case UINT16, INT32 -> (int) value;
            case FLOAT64 -> Double.longBitsToDouble(value);
            default -> value;
        };
    }

    /** The number as messages hold it, from what {@link #box} gives. */
    public long unbox(Object value) {
        return switch (this) {
            case BOOL -> (Boolean) value ? 1 : 0;
            case FLOAT64 -> Double.doubleToRawLongBits((Double) value);
            default -> ((Number) value).longValue();
        };
    }

    /** As the definitions write it: {@code int32}. */
    @Override
    public String toString() {
        return text;
    }
}
