package io.kspec.protocol.message;

import io.kspec.protocol.BigEndian;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a structure's encoding that a codec reads or writes in one step: adjacent numbers, which a message stores
 * in their wire format, or one field of another kind.
 */
public final class Stretch {
    private static final int[] NONE = {};

    private final @Nullable FieldSpec field;
    private final int slot;
    private final int size;
    private final int[] booleans;

    private Stretch(@Nullable FieldSpec field, int slot, int size, int[] booleans) {
        this.field = field;
        this.slot = slot;
        this.size = size;
        this.booleans = booleans;
    }

    static List<Stretch> of(List<FieldSpec> fields) {
        List<Stretch> stretches = new ArrayList<>();
        int next = 0;
        while (next < fields.size()) {
            int end = next;
            while (end < fields.size() && fields.get(end).kind().isNumeric()) {
                end++;
            }
            if (end > next) {
                stretches.add(numbers(fields.subList(next, end)));
                next = end;
            } else {
                FieldSpec field = fields.get(next++);
                stretches.add(new Stretch(field, field.slot(), 0, NONE));
            }
        }
        return stretches;
    }

    private static Stretch numbers(List<FieldSpec> fields) {
        int slot = fields.get(0).slot();
        int size = fields.stream().mapToInt(field -> field.kind().fixedSize()).sum();
        int[] booleans = fields.stream()
                .filter(field -> field.kind() == FieldKind.BOOL)
                .mapToInt(FieldSpec::slot)
                .toArray();
        return new Stretch(null, slot, size, booleans);
    }

    /** The field, or null if this is a sequence of numbers. */
    public @Nullable FieldSpec field() {
        return field;
    }

    /** The position of the first number within a message's numbers, or the index of the field within its references. */
    public int slot() {
        return slot;
    }

    /** The size of the numbers in bytes; 0 for a field of another kind. */
    public int size() {
        return size;
    }

    /**
     * Copies the numbers between arrays, in words of which the last two may overlap. For so few bytes this is faster than
     * arraycopy.
     */
    public void copy(byte[] from, int fromAt, byte[] to, int toAt) {
        if (size >= Long.BYTES) {
            int last = size - Long.BYTES;
            for (int i = 0; i < last; i += Long.BYTES) {
                BigEndian.putLong(to, toAt + i, BigEndian.getLong(from, fromAt + i));
            }
            BigEndian.putLong(to, toAt + last, BigEndian.getLong(from, fromAt + last));
        } else if (size >= Integer.BYTES) {
            int last = size - Integer.BYTES;
            BigEndian.putInt(to, toAt, BigEndian.getInt(from, fromAt));
            BigEndian.putInt(to, toAt + last, BigEndian.getInt(from, fromAt + last));
        } else {
            int last = size - 1;
            to[toAt] = from[fromAt];
            to[toAt + last / 2] = from[fromAt + last / 2];
            to[toAt + last] = from[fromAt + last];
        }
    }

    /** Whether these are numbers for which any bytes are valid. */
    public boolean takesAnyBytes() {
        return field == null && booleans.length == 0;
    }

    /** Whether every boolean among the numbers is 0 or 1. */
    public boolean areBooleansValid(byte[] numbers) {
        for (int at : booleans) {
            if ((numbers[at] & ~1) != 0) {
                return false;
            }
        }
        return true;
    }
}
