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

    /** Where the bytes end that may be read now. */
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

    /** The number that was read last. */
    long number() {
        return number;
    }

    /** Whether the last varint could not be read for want of bytes. */
    boolean ranOut() {
        return ranOut;
    }

    /** Reads a number of fixed size, all of whose bytes must be there. */
    void readFixed(NumberForm form) {
        number = fixed(form, position);
        position += form.size();
    }

    long fixed(NumberForm form, int start) {
        int size = form.size();
        boolean little = form.coding() == NumberForm.Coding.LITTLE_ENDIAN;
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | (at(little ? start + size - 1 - i : start + i) & 0xff);
        }
        int unused = Long.SIZE - size * Byte.SIZE;
        return form.signed() ? value << unused >> unused : value;
    }

    /**
     * A big-endian number of which only the first bytes are there, one at least: as if the others were 0, or 255 if it is
     * negative.
     */
    long beginning(int size) {
        long value = at(position);
        for (int i = position + 1; i < position + size; i++) {
            value = (value << 8) | ((i < limit ? at(i) : at(position) >> 7) & 0xff);
        }
        return value;
    }

    /** Reads a varint; returns whether there was one, no longer than it need be. */
    boolean readVarint(NumberForm form) {
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
                boolean zigzag = form.coding() == NumberForm.Coding.ZIGZAG_VARINT;
                long plain = form.size() == Integer.BYTES ? (int) value : value;
                number = zigzag ? (value >>> 1) ^ -(value & 1) : plain;
                return true;
            }
        }
        position = start;
        return false;
    }

    /** Reads the number of a length, before anything is added to it; {@link #NO_LENGTH} if there is none. */
    int readLength(LengthForm form) {
        int size = form.base().size();
        boolean signed = form.base() != LengthForm.Base.UNSIGNED_VARINT;
        NumberForm coded = new NumberForm(size > 0 ? size : Integer.BYTES, signed, form.coding());
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
