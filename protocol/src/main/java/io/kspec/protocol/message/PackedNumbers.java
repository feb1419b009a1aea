package io.kspec.protocol.message;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** An array of numbers or booleans, packed as on the wire. */
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
