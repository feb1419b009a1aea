package io.kspec.diagnosis.search;

import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes bytes field by field, with no message definition to obey. */
public final class ByteWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public ByteWriter int8(int value) {
        out.write(value);
        return this;
    }

    public ByteWriter int16(int value) {
        return int8(value >> 8).int8(value);
    }

    public ByteWriter int32(int value) {
        return int16(value >> 16).int16(value);
    }

    ByteWriter int64(long value) {
        return int32((int) (value >> 32)).int32((int) value);
    }

    ByteWriter varint(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            int8((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        return int8(rest);
    }

    public ByteWriter string(String text) {
        return int16(text.length()).raw(text);
    }

    ByteWriter compact(String text) {
        return varint(text.length() + 1).raw(text);
    }

    public ByteWriter noString() {
        return int16(-1);
    }

    ByteWriter raw(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    ByteWriter raw(Bytes bytes) {
        out.writeBytes(bytes.toArray());
        return this;
    }

    ByteWriter ints(int... values) {
        int32(values.length);
        for (int value : values) {
            int32(value);
        }
        return this;
    }

    int size() {
        return out.size();
    }

    public Bytes bytes() {
        return Bytes.wrap(out.toByteArray());
    }
}
