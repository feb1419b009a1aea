package io.kspec.protocol.message;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** A list view of an array of numbers or booleans in their wire format. */
final class PackedNumbers extends AbstractList<Object> implements RandomAccess {
    private final FieldKind kind;
    private final byte[] packed;

    PackedNumbers(FieldKind kind, byte[] packed) {
        this.kind = kind;
        this.packed = packed;
    }

    @Override
    public Object get(int index) {
        Objects.checkIndex(index, size());
        return kind.box(kind.read(packed, index * kind.fixedSize()));
    }

    @Override
    public int size() {
        return packed.length / kind.fixedSize();
    }
}
