package io.kspec.diagnosis.reading;

import io.kspec.protocol.Bytes;

/** Reads numbers from bytes. Positions count from the first byte. */
final class ByteCursor {
    static final int NO_LENGTH = Integer.MIN_VALUE;

    private final byte[] array;
    private final int base;
    private int position;
    private int limit;
    private long number;
    private boolean ranOut;

    ByteCursor(Bytes bytes) {
        this.array = bytes.array();
        this.base = bytes.arrayOffset();
        this.limit = bytes.size();
    }

    int position() {
        return position;
    }

    void moveTo(int other) {
        position = other;
    }

    /** The end of the bytes that may be read now. */
    int limit() {
        return limit;
    }

    void limitTo(int other) {
        limit = other;
    }

    int remaining() {
        return limit - position;
    }

    byte at(int index) {
        return array[base + index];
    }

    /** The last number read. */
    long number() {
        return number;
    }

    /** Whether the bytes ran out in the last varint or length. */
    boolean ranOut() {
        return ranOut;
    }

    /** Reads a number of fixed size; all its bytes must be present. */
    void readFixed(NumberEncoding form) {
        number = fixed(form, position);
        position += form.size();
    }

    long fixed(NumberEncoding form, int start) {
        int size = form.size();
        boolean little = form.coding() == NumberEncoding.Coding.LITTLE_ENDIAN;
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | (at(little ? start + size - 1 - i : start + i) & 0xff);
        }
        int unused = Long.SIZE - size * Byte.SIZE;
        return form.signed() ? value << unused >> unused : value;
    }

    /**
     * A big-endian number of which only the first bytes are present, at least one: the others count as 0, or as 255 if it
     * is negative.
     */
    long beginning(int size) {
        long value = at(position);
        for (int i = position + 1; i < position + size; i++) {
            value = (value << 8) | ((i < limit ? at(i) : at(position) >> 7) & 0xff);
        }
        return value;
    }

    /** Reads a varint; returns whether there was one, in its shortest encoding. */
    boolean readVarint(NumberEncoding form) {
        int start = position;
        long value = 0;
        ranOut = false;
        for (int shift = 0; shift < form.size() * Byte.SIZE; shift += 7) {
            if (position == limit) {
                ranOut = true;
                break;
            }
            byte b = at(position++);
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                if (shift > 0 && b == 0) {
                    break;
                }
                boolean zigzag = form.coding() == NumberEncoding.Coding.ZIGZAG_VARINT;
                long plain = form.size() == Integer.BYTES ? (int) value : value;
                number = zigzag ? (value >>> 1) ^ -(value & 1) : plain;
                return true;
            }
        }
        position = start;
        return false;
    }

    /** Reads the raw number of a length; {@link #NO_LENGTH} if there is none. */
    int readLength(LengthEncoding form) {
        int size = form.base().size();
        boolean signed = form.base() != LengthEncoding.Base.UNSIGNED_VARINT;
        NumberEncoding coded = new NumberEncoding(size > 0 ? size : Integer.BYTES, signed, form.coding());
        if (size > 0) {
            ranOut = remaining() < size;
            if (ranOut) {
                return NO_LENGTH;
            }
            readFixed(coded);
            return (int) number;
        }
        int start = position;
        if (!readVarint(coded) || (!signed && number < -1)) {
            position = start;
            return NO_LENGTH;
        }
        return (int) number;
    }
}
