package io.kspec.protocol.codec;

import io.kspec.protocol.BigEndian;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.WireText;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.Stretch;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.message.TaggedField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Encodes structures one after the other into a growing array. Long bytes among them are shared rather than copied. */
final class Encoder {
    /** The initial size, enough for most messages, and the spare room after each growth. */
    private static final int ROOM = 256;

    /** The part of an array that may stay unused. */
    private static final int WASTE = 16;

    /** The largest array that every Java virtual machine supports. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    /** The most characters of a string that are written one by one, which for so few is faster than by an array of their own. */
    private static final int SHORT = 64;

    private static final int LAST_OF_ASCII = 0x7f;

    /** From this size on, bytes are shared rather than copied. */
    private static final int SHARED = 8 << 10;

    private byte[] array = new byte[ROOM];
    private int position;
    /** What precedes the array: bytes that are shared, and what was written between them. */
    private List<Bytes> finished = List.of();

    private int finishedSize;

    /** The bytes that have been written; nothing can be written afterwards. They are copied unless little room is left. */
    Bytes bytes() {
        if (!finished.isEmpty()) {
            finish(Bytes.EMPTY);
            return Bytes.join(finished);
        }
        return array.length - position < position / WASTE
                ? Bytes.wrap(array, 0, position)
                : Bytes.wrap(Arrays.copyOf(array, position));
    }

    /** Writes how many bytes follow a size of four bytes into that size, with which the bytes begin. */
    void completeSize() {
        byte[] start = finished.isEmpty() ? array : finished.get(0).array();
        BigEndian.putInt(start, 0, Math.addExact(finishedSize, position) - Integer.BYTES);
    }

    /** Lets bytes that are not copied follow what has been written. */
    private void finish(Bytes shared) {
        if (finished.isEmpty()) {
            finished = new ArrayList<>();
        }
        finished.add(Bytes.wrap(array, 0, position));
        finished.add(shared);
        finishedSize = Math.addExact(finishedSize, Math.addExact(position, shared.size()));
        array = new byte[ROOM];
        position = 0;
    }

    /** Writes a structure. */
    void struct(Message message) {
        StructSpec spec = message.spec();
        byte[] numbers = message.numbers();
        @Nullable Object[] references = message.references();
        int count = spec.stretchCount();
        for (int i = 0; i < count; i++) {
            Stretch stretch = spec.stretch(i);
            FieldSpec field = stretch.field();
            if (field == null) {
                reserve(stretch.size());
                stretch.copy(numbers, stretch.slot(), array, position);
                position += stretch.size();
            } else if (field.kind() == FieldKind.STRING) {
                string((String) references[stretch.slot()], field.compact());
            } else {
                reference(field, references[stretch.slot()]);
            }
        }
        if (spec.flexible()) {
            taggedFields(message);
        }
    }

    void int16(int value) {
        reserve(Short.BYTES);
        BigEndian.putShort(array, position, (short) value);
        position += 2;
    }

    void int32(int value) {
        reserve(Integer.BYTES);
        BigEndian.putInt(array, position, value);
        position += 4;
    }

    /** Writes an empty list of tagged fields. */
    void noTaggedFields() {
        varint(0);
    }

    private void taggedFields(Message message) {
        if (message.hasNoTaggedFields()) {
            noTaggedFields();
            return;
        }
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

    /** Encodes the content separately, because its size precedes it. */
    private void taggedField(Message message, FieldSpec field) {
        Encoder content = new Encoder();
        if (field.kind().isNumeric()) {
            content.array(message.numbers(), field.slot(), field.kind().fixedSize());
        } else {
            content.reference(field, message.references()[field.slot()]);
        }
        Bytes encoded = content.bytes();
        varint(field.tag());
        varint(encoded.size());
        bytes(encoded);
    }

    private void unknownTaggedField(TaggedField field) {
        varint(field.tag());
        varint(field.data().size());
        bytes(field.data());
    }

    private void reference(FieldSpec field, @Nullable Object value) {
        switch (field.kind()) {
            case ARRAY -> entries(field, value);
            case STRUCT -> nullableStruct(field, (Message) value);
            default -> scalar(field, field.kind(), value);
        }
    }

    private void nullableStruct(FieldSpec field, @Nullable Message value) {
        if (field.nullable()) {
            reserve(1);
            array[position++] = (byte) (value == null ? Presence.absent(field) : Presence.PRESENT);
        }
        if (value != null) {
            struct(value);
        }
    }

    private void entries(FieldSpec field, @Nullable Object value) {
        FieldKind kind = field.entryKind();
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
            case STRING -> string((String) value, field.compact());
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
        reserve(16);
        BigEndian.putLong(array, position, value.getMostSignificantBits());
        BigEndian.putLong(array, position + 8, value.getLeastSignificantBits());
        position += 16;
    }

    private void array(byte[] source, int from, int size) {
        reserve(size);
        System.arraycopy(source, from, array, position, size);
        position += size;
    }

    private void bytes(Bytes bytes) {
        if (bytes.size() >= SHARED) {
            bytes.pieces().forEach(this::piece);
        } else {
            copy(bytes);
        }
    }

    /** Shares the array of a piece, unless that would keep much more memory in use than the piece has. */
    private void piece(Bytes piece) {
        if (piece.size() >= SHARED && piece.size() >= piece.array().length / 2) {
            finish(piece);
        } else {
            copy(piece);
        }
    }

    private void copy(Bytes bytes) {
        reserve(bytes.size());
        bytes.copyTo(array, position);
        position += bytes.size();
    }

    /**
     * Writes a string, whose length the caller has checked by {@link WireText}; the strings of messages have been
     * checked.
     */
    void string(@Nullable String text, boolean compact) {
        if (text == null) {
            length(FieldKind.STRING, compact, -1);
            return;
        }
        if (text.length() <= SHORT && ascii(text, compact)) {
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        length(FieldKind.STRING, compact, utf8.length);
        array(utf8, 0, utf8.length);
    }

    /** Writes a string of ASCII; writes nothing, and returns false, if it has other characters. */
    private boolean ascii(String text, boolean compact) {
        int start = position;
        int size = text.length();
        length(FieldKind.STRING, compact, size);
        reserve(size);
        for (int i = 0; i < size; i++) {
            char character = text.charAt(i);
            if (character > LAST_OF_ASCII) {
                position = start;
                return false;
            }
            array[position + i] = (byte) character;
        }
        position += size;
        return true;
    }

    private void reserve(int more) {
        if (more > array.length - position) {
            int needed = Math.addExact(position, more);
            array = Arrays.copyOf(array, (int) Math.min(Math.max(needed + (long) ROOM, 2L * array.length), MOST));
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
        reserve(5);
        if (value >= 0 && value <= 0x7f) {
            array[position++] = (byte) value;
        } else {
            longVarint(value);
        }
    }

    private void longVarint(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            array[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[position++] = (byte) rest;
    }
}
