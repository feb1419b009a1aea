package io.kspec.protocol.codec;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.Message;
import io.kspec.protocol.TaggedField;
import io.kspec.protocol.spec.FieldKind;
import io.kspec.protocol.spec.FieldSpec;
import io.kspec.protocol.spec.Stretch;
import io.kspec.protocol.spec.StructSpec;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes structures into an array of the size that they take if all their strings are ASCII, as nearly all are; a string
 * that is not makes the array grow by what it takes more.
 */
final class Encoder {
    /** In bytes of UTF-8. Kafka holds to it for compact strings too, whose length could be larger. */
    static final int LONGEST_STRING = Short.MAX_VALUE;

    private byte[] array;
    private int position;

    /** An encoder that will write as many bytes as {@link #size} says. */
    Encoder(int size) {
        this.array = new byte[size];
    }

    /** What was written. */
    Bytes bytes() {
        if (position != array.length) {
            throw new IllegalStateException("expected " + array.length + " bytes, wrote " + position);
        }
        return Bytes.wrap(array);
    }

    /** How many bytes a structure takes if all its strings are ASCII. */
    static int size(Message message) {
        StructSpec spec = message.spec();
        @Nullable Object[] references = message.references();
        int size = spec.fixedSize();
        int count = spec.stretchCount();
        for (int i = 0; i < count; i++) {
            FieldSpec field = spec.stretch(i).field();
            if (field != null) {
                size += size(field, references[field.slot()]);
            }
        }
        return spec.flexible() ? size + taggedFieldsSize(message) : size;
    }

    private static int taggedFieldsSize(Message message) {
        int count = 0;
        int size = 0;
        List<FieldSpec> tagged = message.spec().taggedFields();
        for (int i = 0; i < tagged.size(); i++) {
            if (message.isWritten(i)) {
                size += taggedFieldSize(tagged.get(i).tag(), taggedContentSize(message, tagged.get(i)));
                count++;
            }
        }
        List<TaggedField> unknown = message.unknownTaggedFields();
        for (int i = 0; i < unknown.size(); i++) {
            size += taggedFieldSize(unknown.get(i).tag(), unknown.get(i).data().size());
            count++;
        }
        return varintSize(count) + size;
    }

    private static int taggedFieldSize(int tag, int content) {
        return varintSize(tag) + varintSize(content) + content;
    }

    private static int taggedContentSize(Message message, FieldSpec field) {
        int fixed = field.kind().fixedSize();
        return fixed > 0 ? fixed : size(field, message.references()[field.slot()]);
    }

    /** What a field takes beside what {@link StructSpec#fixedSize()} counts. */
    private static int size(FieldSpec field, @Nullable Object value) {
        FieldKind kind = field.kind();
        return switch (kind) {
            case UUID -> 0;
            case STRUCT -> (field.nullable() ? 1 : 0) + (value == null ? 0 : size((Message) value));
            case ARRAY -> arraySize(field, value);
            default -> scalarSize(kind, field.compact(), value);
        };
    }

    private static int scalarSize(FieldKind kind, boolean compact, @Nullable Object value) {
        int length = value == null ? -1 : value instanceof Bytes bytes ? bytes.size() : ((String) value).length();
        return lengthSize(kind, compact, length) + Math.max(0, length);
    }

    private static int arraySize(FieldSpec field, @Nullable Object value) {
        if (value instanceof byte[] numbers) {
            int count = numbers.length / field.type().elementType().kind().fixedSize();
            return lengthSize(FieldKind.ARRAY, field.compact(), count) + numbers.length;
        }
        if (value == null) {
            return lengthSize(FieldKind.ARRAY, field.compact(), -1);
        }
        Object[] entries = (Object[]) value;
        int size = lengthSize(FieldKind.ARRAY, field.compact(), entries.length);
        FieldKind kind = field.type().elementType().kind();
        if (kind == FieldKind.UUID) {
            return size + entries.length * kind.fixedSize();
        }
        for (Object entry : entries) {
            size += kind == FieldKind.STRUCT ? size((Message) entry) : scalarSize(kind, field.compact(), entry);
        }
        return size;
    }

    private static int lengthSize(FieldKind kind, boolean compact, int length) {
        return compact ? varintSize(length + 1) : kind == FieldKind.STRING ? 2 : 4;
    }

    private static int varintSize(int value) {
        return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
    }

    /**
     * Writes a structure.
     *
     * @throws IllegalArgumentException if a string is too long for its length, or is not well-formed Unicode
     */
    void struct(Message message) {
        StructSpec spec = message.spec();
        byte[] numbers = message.numbers();
        @Nullable Object[] references = message.references();
        int count = spec.stretchCount();
        for (int i = 0; i < count; i++) {
            Stretch stretch = spec.stretch(i);
            FieldSpec field = stretch.field();
            if (field == null) {
                array(numbers, stretch.slot(), stretch.size());
            } else {
                reference(field, references[stretch.slot()]);
            }
        }
        if (spec.flexible()) {
            taggedFields(message);
        }
    }

    void int16(int value) {
        FieldKind.INT16.write(array, position, value);
        position += 2;
    }

    void int32(int value) {
        FieldKind.INT32.write(array, position, value);
        position += 4;
    }

    /** An empty buffer of tagged fields. */
    void noTaggedFields() {
        varint(0);
    }

    private void taggedFields(Message message) {
        List<FieldSpec> tagged = message.spec().taggedFields();
        List<TaggedField> unknown = message.unknownTaggedFields();
        int count = unknown.size();
        for (int i = 0; i < tagged.size(); i++) {
            count += message.isWritten(i) ? 1 : 0;
        }
        varint(count);
        if (count == 0) {
            return;
        }
        int nextUnknown = 0;
        for (int i = 0; i < tagged.size(); i++) {
            if (message.isWritten(i)) {
                FieldSpec field = tagged.get(i);
                while (nextUnknown < unknown.size() && unknown.get(nextUnknown).tag() < field.tag()) {
                    unknownTaggedField(unknown.get(nextUnknown++));
                }
                taggedField(message, field);
            }
        }
        while (nextUnknown < unknown.size()) {
            unknownTaggedField(unknown.get(nextUnknown++));
        }
    }

    /** The content is written first, apart, since its size stands before it. */
    private void taggedField(Message message, FieldSpec field) {
        int size = taggedContentSize(message, field);
        Encoder content = new Encoder(size);
        if (field.kind().isNumeric()) {
            content.array(message.numbers(), field.slot(), size);
        } else {
            content.reference(field, message.references()[field.slot()]);
        }
        Bytes bytes = content.bytes();
        grow(taggedFieldSize(field.tag(), bytes.size()) - taggedFieldSize(field.tag(), size));
        varint(field.tag());
        varint(bytes.size());
        bytes(bytes);
    }

    private void unknownTaggedField(TaggedField field) {
        varint(field.tag());
        varint(field.data().size());
        bytes(field.data());
    }

    private void reference(FieldSpec field, @Nullable Object value) {
        switch (field.kind()) {
            case STRING -> string(field, (String) value);
            case ARRAY -> entries(field, value);
            case STRUCT -> nullableStruct(field, (Message) value);
            default -> scalar(field, field.kind(), value);
        }
    }

    private void nullableStruct(FieldSpec field, @Nullable Message value) {
        if (field.nullable()) {
            array[position++] = (byte) (value == null ? -1 : 1);
        }
        if (value != null) {
            struct(value);
        }
    }

    private void entries(FieldSpec field, @Nullable Object value) {
        FieldKind kind = field.type().elementType().kind();
        if (value instanceof byte[] numbers) {
            length(FieldKind.ARRAY, field.compact(), numbers.length / kind.fixedSize());
            array(numbers, 0, numbers.length);
            return;
        }
        if (value == null) {
            length(FieldKind.ARRAY, field.compact(), -1);
            return;
        }
        Object[] entries = (Object[]) value;
        length(FieldKind.ARRAY, field.compact(), entries.length);
        for (Object entry : entries) {
            if (kind == FieldKind.STRUCT) {
                struct((Message) entry);
            } else {
                scalar(field, kind, entry);
            }
        }
    }

    private void scalar(FieldSpec field, FieldKind kind, @Nullable Object value) {
        switch (kind) {
            case STRING -> string(field, (String) value);
            case UUID -> uuid((UUID) value);
            default -> {
                length(kind, field.compact(), value == null ? -1 : ((Bytes) value).size());
                if (value != null) {
                    bytes((Bytes) value);
                }
            }
        }
    }

    private void uuid(@Nullable UUID value) {
        if (value == null) {
            throw new IllegalArgumentException("expected a UUID, found null");
        }
        FieldKind.INT64.write(array, position, value.getMostSignificantBits());
        FieldKind.INT64.write(array, position + 8, value.getLeastSignificantBits());
        position += 16;
    }

    private void array(byte[] source, int from, int size) {
        System.arraycopy(source, from, array, position, size);
        position += size;
    }

    private void bytes(Bytes bytes) {
        bytes.copyTo(array, position);
        position += bytes.size();
    }

    private void string(FieldSpec field, @Nullable String text) {
        string(field.name(), text, field.compact());
    }

    /** Writes a string; the name of its field is for errors. */
    void string(String name, @Nullable String text, boolean compact) {
        if (text == null) {
            length(FieldKind.STRING, compact, -1);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int size = utf8.length;
        if (size > LONGEST_STRING) {
            throw new IllegalArgumentException(
                    name + ": expected a string of at most " + LONGEST_STRING + " bytes of UTF-8, found " + size);
        }
        checkWellFormed(name, text, utf8);
        int expected = text.length();
        if (size != expected) {
            grow(lengthSize(FieldKind.STRING, compact, size)
                    + size
                    - lengthSize(FieldKind.STRING, compact, expected)
                    - expected);
        }
        length(FieldKind.STRING, compact, size);
        array(utf8, 0, size);
    }

    /** A lone surrogate would become a question mark. */
    private static void checkWellFormed(String name, String text, byte[] utf8) {
        if (!hasQuestionMark(utf8)) {
            return;
        }
        CharBuffer chars = CharBuffer.wrap(text);
        try {
            StandardCharsets.UTF_8.newEncoder().encode(chars);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    name + ": expected well-formed Unicode, found a lone surrogate at " + chars.position(), e);
        }
    }

    /** Eight bytes at a time: a byte of zero, and only such a one, borrows without having had its highest bit. */
    private static boolean hasQuestionMark(byte[] utf8) {
        int at = 0;
        for (; at + Long.BYTES <= utf8.length; at += Long.BYTES) {
            long different = FieldKind.INT64.read(utf8, at) ^ 0x3f3f_3f3f_3f3f_3f3fL;
            if (((different - 0x0101_0101_0101_0101L) & ~different & 0x8080_8080_8080_8080L) != 0) {
                return true;
            }
        }
        for (; at < utf8.length; at++) {
            if (utf8[at] == '?') {
                return true;
            }
        }
        return false;
    }

    private void grow(int more) {
        if (more != 0) {
            array = Arrays.copyOf(array, array.length + more);
        }
    }

    private void length(FieldKind kind, boolean compact, int length) {
        if (compact) {
            varint(length + 1);
        } else if (kind == FieldKind.STRING) {
            int16(length);
        } else {
            int32(length);
        }
    }

    private void varint(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            array[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[position++] = (byte) rest;
    }
}
