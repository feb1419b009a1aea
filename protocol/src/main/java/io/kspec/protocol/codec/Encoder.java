package io.kspec.protocol.codec;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.Message;
import io.kspec.protocol.TaggedField;
import io.kspec.protocol.spec.FieldKind;
import io.kspec.protocol.spec.FieldSpec;
import io.kspec.protocol.spec.StructSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes structures into an array of exactly their size, which {@link #size} says beforehand. */
final class Encoder {
    /** In bytes of UTF-8. Kafka holds to it for compact strings too, whose length could be larger. */
    static final int LONGEST_STRING = Short.MAX_VALUE;

    private final byte[] array;
    private int position;

    Encoder(byte[] array, int position) {
        this.array = array;
        this.position = position;
    }

    int position() {
        return position;
    }

    /**
     * How many bytes a structure takes.
     *
     * @throws IllegalArgumentException if a string is too long for its length, or is not well-formed Unicode
     */
    static int size(Message message) {
        StructSpec spec = message.spec();
        int size = 0;
        List<FieldSpec> fields = spec.fields();
        for (int i = 0; i < fields.size(); i++) {
            size += size(message, fields.get(i));
        }
        return spec.flexible() ? size + taggedFieldsSize(message) : size;
    }

    private static int taggedFieldsSize(Message message) {
        int count = 0;
        int size = 0;
        List<FieldSpec> tagged = message.spec().taggedFields();
        for (int i = 0; i < tagged.size(); i++) {
            if (message.isWritten(i)) {
                FieldSpec field = tagged.get(i);
                int content = size(message, field);
                size += varintSize(field.tag()) + varintSize(content) + content;
                count++;
            }
        }
        for (TaggedField field : message.unknownTaggedFields()) {
            int content = field.data().size();
            size += varintSize(field.tag()) + varintSize(content) + content;
            count++;
        }
        return varintSize(count) + size;
    }

    private static int size(Message message, FieldSpec field) {
        FieldKind kind = field.kind();
        if (kind.fixedSize() > 0) {
            return kind.fixedSize();
        }
        Object value = message.reference(field);
        if (kind == FieldKind.STRUCT) {
            return (field.nullable() ? 1 : 0) + (value == null ? 0 : size((Message) value));
        }
        if (kind == FieldKind.ARRAY) {
            return arraySize(field, (List<?>) value);
        }
        return scalarSize(kind, field, value);
    }

    private static int scalarSize(FieldKind kind, FieldSpec field, @Nullable Object value) {
        int length = value == null ? -1 : value instanceof Bytes bytes ? bytes.size() : utf8Size(field, (String) value);
        if (kind == FieldKind.STRING && length > LONGEST_STRING) {
            throw new IllegalArgumentException(field.name() + ": expected a string of at most " + LONGEST_STRING
                    + " bytes of UTF-8, found " + length);
        }
        return lengthSize(kind, field.compact(), length) + Math.max(0, length);
    }

    private static int arraySize(FieldSpec field, @Nullable List<?> entries) {
        int count = entries == null ? -1 : entries.size();
        int size = lengthSize(FieldKind.ARRAY, field.compact(), count);
        FieldKind kind = field.type().elementType().kind();
        if (count <= 0 || entries == null) {
            return size;
        }
        if (kind.fixedSize() > 0) {
            return size + count * kind.fixedSize();
        }
        for (int i = 0; i < count; i++) {
            Object entry = entries.get(i);
            size += kind == FieldKind.STRUCT ? size((Message) entry) : scalarSize(kind, field, entry);
        }
        return size;
    }

    private static int lengthSize(FieldKind kind, boolean compact, int length) {
        return compact ? varintSize(length + 1) : kind == FieldKind.STRING ? 2 : 4;
    }

    private static int varintSize(int value) {
        return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
    }

    private static int utf8Size(FieldSpec field, String text) {
        int size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                size += c < 0x800 ? 1 : 2;
                if (Character.isSurrogate(c)) {
                    if (!Character.isHighSurrogate(c)
                            || i + 1 == text.length()
                            || !Character.isLowSurrogate(text.charAt(i + 1))) {
                        throw new IllegalArgumentException(
                                field.name() + ": expected well-formed Unicode, found a lone surrogate at " + i);
                    }
                    // A pair takes four bytes: the two chars counted already, and two more.
                    i++;
                }
            }
        }
        return size;
    }

    void struct(Message message) {
        StructSpec spec = message.spec();
        List<FieldSpec> fields = spec.fields();
        for (int i = 0; i < fields.size(); i++) {
            field(message, fields.get(i));
        }
        if (spec.flexible()) {
            taggedFields(message);
        }
    }

    private void taggedFields(Message message) {
        List<FieldSpec> tagged = message.spec().taggedFields();
        List<TaggedField> unknown = message.unknownTaggedFields();
        int count = unknown.size();
        for (int i = 0; i < tagged.size(); i++) {
            count += message.isWritten(i) ? 1 : 0;
        }
        varint(count);
        int nextUnknown = 0;
        for (int i = 0; i < tagged.size(); i++) {
            if (message.isWritten(i)) {
                FieldSpec field = tagged.get(i);
                while (nextUnknown < unknown.size() && unknown.get(nextUnknown).tag() < field.tag()) {
                    unknownTaggedField(unknown.get(nextUnknown++));
                }
                varint(field.tag());
                varint(size(message, field));
                field(message, field);
            }
        }
        while (nextUnknown < unknown.size()) {
            unknownTaggedField(unknown.get(nextUnknown++));
        }
    }

    private void unknownTaggedField(TaggedField field) {
        varint(field.tag());
        varint(field.data().size());
        bytes(field.data());
    }

    private void field(Message message, FieldSpec field) {
        FieldKind kind = field.kind();
        if (kind.isNumeric()) {
            number(kind, message.number(field));
            return;
        }
        Object value = message.reference(field);
        if (kind == FieldKind.ARRAY) {
            entries(field, (List<?>) value);
        } else if (kind == FieldKind.STRUCT) {
            if (field.nullable()) {
                array[position++] = (byte) (value == null ? -1 : 1);
            }
            if (value != null) {
                struct((Message) value);
            }
        } else {
            scalar(kind, field.compact(), value);
        }
    }

    private void entries(FieldSpec field, @Nullable List<?> entries) {
        length(FieldKind.ARRAY, field.compact(), entries == null ? -1 : entries.size());
        if (entries == null) {
            return;
        }
        FieldKind kind = field.type().elementType().kind();
        for (int i = 0; i < entries.size(); i++) {
            Object entry = entries.get(i);
            if (kind == FieldKind.STRUCT) {
                struct((Message) entry);
            } else if (kind.isNumeric()) {
                number(kind, kind.unbox(entry));
            } else {
                scalar(kind, field.compact(), entry);
            }
        }
    }

    private void scalar(FieldKind kind, boolean compact, @Nullable Object value) {
        if (value instanceof UUID uuid) {
            int64(uuid.getMostSignificantBits());
            int64(uuid.getLeastSignificantBits());
        } else if (value instanceof Bytes bytes) {
            length(kind, compact, bytes.size());
            bytes(bytes);
        } else if (value instanceof String text) {
            string(text, compact);
        } else {
            length(kind, compact, -1);
        }
    }

    private void bytes(Bytes bytes) {
        bytes.copyTo(array, position);
        position += bytes.size();
    }

    private void string(String text, boolean compact) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                length(FieldKind.STRING, compact, utf8.length);
                System.arraycopy(utf8, 0, array, position, utf8.length);
                position += utf8.length;
                return;
            }
        }
        length(FieldKind.STRING, compact, text.length());
        for (int i = 0; i < text.length(); i++) {
            array[position++] = (byte) text.charAt(i);
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

    private void number(FieldKind kind, long value) {
        switch (kind.fixedSize()) {
            case 1 -> array[position++] = (byte) value;
            case 2 -> int16((int) value);
            case 4 -> int32((int) value);
            default -> int64(value);
        }
    }

    private void int16(int value) {
        array[position++] = (byte) (value >> 8);
        array[position++] = (byte) value;
    }

    private void int32(int value) {
        int16(value >> 16);
        int16(value);
    }

    private void int64(long value) {
        int32((int) (value >> 32));
        int32((int) value);
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
