package io.kspec.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable run of bytes. A slice shares the bytes of its origin; nothing is copied until {@link #toArray()}.
 *
 * <p>Positions are zero-based; multi-byte integers are big-endian, as everywhere in the Kafka protocol.
 */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int size;

    private Bytes(byte[] array, int offset, int size) {
        this.array = array;
        this.offset = offset;
        this.size = size;
    }

    /** A copy of the given bytes. */
    public static Bytes copyOf(byte... bytes) {
        return wrap(bytes.clone());
    }

    /** The given array itself: the caller hands it over and must not write to it again. */
    public static Bytes wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes, 0, bytes.length);
    }

    /**
     * A range of the given array itself: the caller hands it over and must not write to it again.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public static Bytes wrap(byte[] bytes, int offset, int size) {
        Objects.checkFromIndexSize(offset, size, bytes.length);
        return size == 0 ? EMPTY : new Bytes(bytes, offset, size);
    }

    /** A copy of what remains in the buffer, whose position does not move. */
    public static Bytes copyOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return wrap(bytes);
    }

    /**
     * The bytes that hexadecimal digits say; white space between them is passed over.
     *
     * @throws IllegalArgumentException if there is an odd number of digits or a character that is none
     */
    public static Bytes fromHex(String digits) {
        return wrap(HexFormat.of().parseHex(digits.replaceAll("\\s+", "")));
    }

    /** How many bytes there are. */
    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * The byte at a position.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public byte get(int index) {
        return array[offset + Objects.checkIndex(index, size)];
    }

    /** The two bytes from a position as a signed integer. */
    public short getShort(int index) {
        Objects.checkFromIndexSize(index, 2, size);
        return BigEndian.getShort(array, offset + index);
    }

    /** The four bytes from a position as a signed integer. */
    public int getInt(int index) {
        Objects.checkFromIndexSize(index, 4, size);
        return BigEndian.getInt(array, offset + index);
    }

    /** The eight bytes from a position as a signed integer. */
    public long getLong(int index) {
        Objects.checkFromIndexSize(index, 8, size);
        return BigEndian.getLong(array, offset + index);
    }

    /** The bytes from one position up to, not including, another. */
    public Bytes slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return from == to ? EMPTY : new Bytes(array, offset + from, to - from);
    }

    /** The bytes from a position on. */
    public Bytes slice(int from) {
        return slice(from, size);
    }

    /** These bytes, then the others. */
    public Bytes concat(Bytes other) {
        if (other.isEmpty()) {
            return this;
        }
        byte[] both = new byte[Math.addExact(size, other.size)];
        copyTo(both, 0);
        other.copyTo(both, size);
        return wrap(both);
    }

    /** A copy as an array. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + size);
    }

    /** Copies all bytes into an array, from a position on. */
    public void copyTo(byte[] destination, int at) {
        System.arraycopy(array, offset, destination, at, size);
    }

    /** A read-only view. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array, offset, size).slice().asReadOnlyBuffer();
    }

    /**
     * The array behind these bytes, for codecs that cannot afford a copy. It must only be read, and only within {@code
     * arrayOffset()} and {@code arrayOffset() + size()}.
     */
    public byte[] array() {
        return array;
    }

    /** Where in {@link #array()} these bytes begin. */
    public int arrayOffset() {
        return offset;
    }

    /** Lower-case hexadecimal digits, two a byte, without separators. */
    public String toHex() {
        return HexFormat.of().formatHex(array, offset, offset + size);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, offset, offset + size, that.array, that.offset, that.offset + that.size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + array[offset + i];
        }
        return hash;
    }

    /** The size, and the first bytes in hexadecimal. */
    @Override
    public String toString() {
        return size <= 32 ? "[" + toHex() + "]" : "[" + slice(0, 32).toHex() + "… " + size + " bytes]";
    }
}
