package io.kspec.mock.group.record;

import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a key or a value of a record: a version, and then its fields in the encodings of Kafka's messages. */
public final class RecordBytes {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(content);

    private RecordBytes() {}

    /** Begins a key or a value of a version. */
    public static RecordBytes version(int version) {
        return new RecordBytes().int16(version);
    }

    /** Begins the content of a tagged field. */
    public static RecordBytes content() {
        return new RecordBytes();
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private RecordBytes write(Writing writing) {
        try {
            writing.to(out);
            return this;
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
    }

    public RecordBytes int8(int value) {
        return write(to -> to.writeByte(value));
    }

    public RecordBytes int16(int value) {
        return write(to -> to.writeShort(value));
    }

    public RecordBytes int32(int value) {
        return write(to -> to.writeInt(value));
    }

    public RecordBytes int64(long value) {
        return write(to -> to.writeLong(value));
    }

    /** Writes a string with a length of 16 bits; -1 for null. */
    public RecordBytes string(@Nullable String text) {
        if (text == null) {
            return int16(-1);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return int16(utf8.length).write(to -> to.write(utf8));
    }

    /** Writes a string of a flexible version, which is not null. */
    public RecordBytes compactString(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return unsignedVarint(utf8.length + 1).write(to -> to.write(utf8));
    }

    /** Writes a string of a flexible version, which may be null. */
    public RecordBytes compactNullableString(@Nullable String text) {
        return text == null ? unsignedVarint(0) : compactString(text);
    }

    /** Writes an array of strings of a flexible version. */
    public RecordBytes compactStrings(Collection<String> texts) {
        compactSize(texts.size());
        texts.forEach(this::compactString);
        return this;
    }

    /** Writes an array of numbers of 32 bits of a flexible version. */
    public RecordBytes compactInts(Collection<Integer> values) {
        compactSize(values.size());
        values.forEach(this::int32);
        return this;
    }

    /** Writes bytes of a flexible version. */
    public RecordBytes compactBytes(Bytes bytes) {
        return compactSize(bytes.size()).write(to -> to.write(bytes.toArray()));
    }

    /** Writes the size of an array or of bytes of a flexible version. */
    public RecordBytes compactSize(int size) {
        return unsignedVarint(size + 1);
    }

    public RecordBytes uuid(UUID id) {
        return int64(id.getMostSignificantBits()).int64(id.getLeastSignificantBits());
    }

    /** Writes that a flexible version has no tagged fields. */
    public RecordBytes noTaggedFields() {
        return unsignedVarint(0);
    }

    /** Writes the tagged fields of a flexible version: one with the tag 0. */
    public RecordBytes taggedField(RecordBytes value) {
        SortedMap<Integer, RecordBytes> fields = new TreeMap<>();
        fields.put(0, value);
        return taggedFields(fields);
    }

    /** Writes the tagged fields of a flexible version, by tag. */
    public RecordBytes taggedFields(SortedMap<Integer, RecordBytes> fields) {
        unsignedVarint(fields.size());
        fields.forEach((tag, value) -> {
            byte[] bytes = value.content.toByteArray();
            unsignedVarint(tag).unsignedVarint(bytes.length).write(to -> to.write(bytes));
        });
        return this;
    }

    /** Writes bytes with a length of 32 bits. */
    public RecordBytes bytes(Bytes bytes) {
        return int32(bytes.size()).write(to -> to.write(bytes.toArray()));
    }

    /** Writes the tagged fields of a flexible version: one with the tag 0, or none if it is null. */
    public RecordBytes taggedUuid(@Nullable UUID id) {
        return id == null ? noTaggedFields() : taggedField(content().uuid(id));
    }

    private RecordBytes unsignedVarint(int value) {
        return write(to -> {
            int rest = value;
            while (rest >>> 7 != 0) {
                to.writeByte(rest | 0x80);
                rest >>>= 7;
            }
            to.writeByte(rest);
        });
    }

    public Bytes toBytes() {
        return Bytes.wrap(content.toByteArray());
    }
}
