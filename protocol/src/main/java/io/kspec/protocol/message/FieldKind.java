package io.kspec.protocol.message;

import io.kspec.protocol.BigEndian;
import org.apiguardian.api.API;

/** The wire types of Kafka's message definitions. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
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

    /** The size on the wire in bytes; 0 if it depends on the value. */
    public int fixedSize() {
        return fixedSize;
    }

    /** Whether the values are numbers or booleans, which a {@link Message} stores in their wire format. */
    public boolean isNumeric() {
        return numeric;
    }

    /** Whether the values are integers. */
    public boolean isInteger() {
        return isNumeric() && this != BOOL && this != FLOAT64;
    }

    /** The smallest value of an integer type. */
    public long minimum() {
        return switch (this) {
            case INT8 -> Byte.MIN_VALUE;
            case INT16 -> Short.MIN_VALUE;
            case INT32 -> Integer.MIN_VALUE;
            case INT64 -> Long.MIN_VALUE;
            default -> 0;
        };
    }

    /** The largest value of an integer type. */
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
     * Reads a number from an array in big-endian order.
     *
     * @return the integer, the raw bits of a float64, or the byte of a boolean, which is 0 or 1 if it is valid
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

    /** Writes a number into an array, in the form that {@link #read} reads. */
    public void write(byte[] array, int at, long value) {
        switch (fixedSize) {
            case 1 -> array[at] = (byte) value;
            case 2 -> BigEndian.putShort(array, at, (short) value);
            case 4 -> BigEndian.putInt(array, at, (int) value);
            default -> BigEndian.putLong(array, at, value);
        }
    }

    /**
     * The object that a message returns for a number: {@code Boolean}, {@code Byte}, {@code Short}, {@code Integer}
     * (also uint16), {@code Long} (also uint32) or {@code Double}.
     *
     * @param value the integer, the raw bits of a float64, or a boolean as 0 or 1
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

    /** The name in the message definitions: {@code int32}. */
    @Override
    public String toString() {
        return text;
    }
}
