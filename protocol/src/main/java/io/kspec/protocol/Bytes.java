package io.kspec.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sequence of bytes. A slice shares its array with the original; nothing is copied before
 * {@link #toArray()}. Bytes that were joined are copied into one array when {@link #array()} or a single byte is asked for.
 *
 * <p>Positions are zero-based; multi-byte integers are big-endian, as everywhere in the Kafka protocol.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int size;
    /** What holds the bytes in place of the array; null if the array does. */
    private final @Nullable JoinedBytes joined;

    private Bytes(byte[] array, int offset, int size) {
        this.array = array;
        this.offset = offset;
        this.size = size;
        this.joined = null;
    }

    private Bytes(JoinedBytes joined) {
        this.array = EMPTY.array;
        this.offset = 0;
        this.size = joined.size();
        this.joined = joined;
    }

    /**
     * Sequences of bytes one after the other, which share their arrays with the originals.
     *
     * @throws ArithmeticException if there are more than {@link Integer#MAX_VALUE} bytes
     */
    public static Bytes join(List<Bytes> sequences) {
        JoinedBytes joined = JoinedBytes.of(sequences);
        return switch (joined.pieces().size()) {
            case 0 -> EMPTY;
            case 1 -> joined.pieces().get(0);
            default -> new Bytes(joined);
        };
    }

    /** Copies the given bytes. */
    public static Bytes copyOf(byte... bytes) {
        return wrap(bytes.clone());
    }

    /** Wraps the given array, which the caller must not modify afterwards. */
    public static Bytes wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes, 0, bytes.length);
    }

    /**
     * Wraps a range of the given array, which the caller must not modify afterwards.
     *
     * @throws IndexOutOfBoundsException if the range is outside the array
     */
    public static Bytes wrap(byte[] bytes, int offset, int size) {
        Objects.checkFromIndexSize(offset, size, bytes.length);
        return size == 0 ? EMPTY : new Bytes(bytes, offset, size);
    }

    /** Copies the remaining bytes of a buffer, without moving its position. */
    public static Bytes copyOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return wrap(bytes);
    }

    /**
     * Parses hexadecimal digits, ignoring white space.
     *
     * @throws IllegalArgumentException if the number of digits is odd, or a character is not a digit
     */
    public static Bytes fromHex(String digits) {
        return wrap(HexFormat.of().parseHex(digits.replaceAll("\\s+", "")));
    }

    /** The number of bytes. */
    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * The byte at the given position.
     *
     * @throws IndexOutOfBoundsException if the position is outside
     */
    public byte get(int index) {
        Objects.checkIndex(index, size);
        Bytes start = startUntil(index + 1);
        return start.array()[start.offset + index];
    }

    /** These bytes; if they are joined and their first piece reaches up to an end, only that piece, so that none is copied. */
    private Bytes startUntil(int end) {
        return joined == null || end > joined.first().size ? this : joined.first();
    }

    /** The two bytes at the given position as a signed integer. */
    public short getShort(int index) {
        Objects.checkFromIndexSize(index, 2, size);
        Bytes start = startUntil(index + 2);
        return BigEndian.getShort(start.array(), start.offset + index);
    }

    /** The four bytes at the given position as a signed integer. */
    public int getInt(int index) {
        Objects.checkFromIndexSize(index, 4, size);
        Bytes start = startUntil(index + 4);
        return BigEndian.getInt(start.array(), start.offset + index);
    }

    /** The eight bytes at the given position as a signed integer. */
    public long getLong(int index) {
        Objects.checkFromIndexSize(index, 8, size);
        Bytes start = startUntil(index + 8);
        return BigEndian.getLong(start.array(), start.offset + index);
    }

    /** The bytes from one position (inclusive) to another (exclusive). */
    public Bytes slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        if (joined != null) {
            return join(joined.slice(from, to));
        }
        return from == to ? EMPTY : new Bytes(array, offset + from, to - from);
    }

    /** The bytes from the given position to the end. */
    public Bytes slice(int from) {
        return slice(from, size);
    }

    /** These bytes followed by others. */
    public Bytes concat(Bytes other) {
        if (other.isEmpty()) {
            return this;
        }
        byte[] both = new byte[Math.addExact(size, other.size)];
        copyTo(both, 0);
        other.copyTo(both, size);
        return wrap(both);
    }

    /** Copies the bytes into a new array. */
    public byte[] toArray() {
        if (joined != null) {
            byte[] copy = new byte[size];
            joined.copyTo(copy, 0);
            return copy;
        }
        return Arrays.copyOfRange(array, offset, offset + size);
    }

    /** Copies all bytes into an array, starting at the given index. */
    public void copyTo(byte[] destination, int at) {
        if (joined != null) {
            joined.copyTo(destination, at);
        } else {
            System.arraycopy(array, offset, destination, at, size);
        }
    }

    /** A read-only view. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array(), offset, size).slice().asReadOnlyBuffer();
    }

    /**
     * The array behind these bytes, for codecs that cannot afford a copy. Callers must not modify it, and may only read
     * from {@code arrayOffset()} to {@code arrayOffset() + size()}.
     */
    public byte[] array() {
        return joined == null ? array : joined.array();
    }

    /** The parts of these bytes in their order, each with an array of its own, for those who can write several at once. */
    public List<Bytes> pieces() {
        return joined == null ? List.of(this) : joined.pieces();
    }

    /** The index of the first byte in {@link #array()}. */
    public int arrayOffset() {
        return offset;
    }

    /** Lower-case hexadecimal digits without separators. */
    public String toHex() {
        return HexFormat.of().formatHex(array(), offset, offset + size);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array(), offset, offset + size, that.array(), that.offset, that.offset + that.size);
    }

    @Override
    public int hashCode() {
        byte[] all = array();
        int hash = 1;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + all[offset + i];
        }
        return hash;
    }

    /** The first bytes in hexadecimal, and the size if there are more. */
    @Override
    public String toString() {
        return size <= 32 ? "[" + toHex() + "]" : "[" + slice(0, 32).toHex() + "… " + size + " bytes]";
    }
}
