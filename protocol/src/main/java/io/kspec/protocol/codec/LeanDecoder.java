package io.kspec.protocol.codec;

import io.kspec.protocol.BigEndian;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.WireText;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.Stretch;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.message.TagBuffer;
import io.kspec.protocol.message.TaggedField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decodes structures as strictly as {@link Decoder} and several times faster, but does not say why it rejects bytes;
 * callers repeat the decoding with {@link Decoder} for that.
 */
final class LeanDecoder {
    /** Thrown if the input cannot be decoded, without a reason. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Refused() {
            super("decode again with a recorder", null, false, false);
        }
    }

    private static final byte[] NO_NUMBERS = {};
    private static final Object[] NO_REFERENCES = {};

    private final byte[] array;
    private int position;
    private int limit;

    LeanDecoder(Bytes input) {
        this.array = input.array();
        this.position = input.arrayOffset();
        this.limit = position + input.size();
    }

    void end() {
        require(position == limit);
    }

    /** Skips a structure, without creating a message if it has only numbers, like a response header. */
    void skip(StructSpec spec) {
        int size = spec.minimumSize();
        if (spec.stretchCount() == 1 && spec.stretch(0).takesAnyBytes() && hasNoTags(spec, size)) {
            take(size);
        } else {
            struct(spec);
        }
    }

    private boolean hasNoTags(StructSpec spec, int size) {
        return !spec.flexible() || (limit - position >= size && array[position + size - 1] == 0);
    }

    Message struct(StructSpec spec) {
        byte[] numbers = spec.newNumbers();
        @Nullable Object[] references = spec.newReferences();
        fields(spec, numbers, references);
        TagBuffer tags = spec.flexible() ? taggedFields(spec, numbers, references) : null;
        return Message.of(spec, numbers, references, tags);
    }

    private void fields(StructSpec spec, byte[] numbers, @Nullable Object[] references) {
        int count = spec.stretchCount();
        for (int i = 0; i < count; i++) {
            Stretch stretch = spec.stretch(i);
            FieldSpec field = stretch.field();
            if (field == null) {
                numbers(stretch, numbers);
            } else if (field.kind() == FieldKind.STRING) {
                references[stretch.slot()] = string(field.compact(), field.nullable());
            } else {
                references[stretch.slot()] = reference(field);
            }
        }
    }

    private void numbers(Stretch stretch, byte[] numbers) {
        stretch.copy(array, take(stretch.size()), numbers, stretch.slot());
        require(stretch.areBooleansValid(numbers));
    }

    private @Nullable Object reference(FieldSpec field) {
        FieldKind kind = field.kind();
        if (kind == FieldKind.ARRAY) {
            return entries(field);
        }
        return kind == FieldKind.STRUCT ? nullableStruct(field) : scalar(kind, field.compact(), field.nullable());
    }

    private @Nullable Object scalar(FieldKind kind, boolean compact, boolean nullable) {
        if (kind == FieldKind.STRING) {
            return string(compact, nullable);
        }
        if (kind == FieldKind.UUID) {
            int start = take(16);
            return new UUID(BigEndian.getLong(array, start), BigEndian.getLong(array, start + 8));
        }
        int length = compact ? compactLength(nullable) : int32Length(nullable);
        return length < 0 ? null : Bytes.wrap(array, take(length), length);
    }

    private @Nullable String string(boolean compact, boolean nullable) {
        int length = compact ? compactLength(nullable) : int16Length(nullable);
        if (length < 0) {
            return null;
        }
        require(length <= WireText.LONGEST);
        String text = WireText.decode(array, take(length), length);
        require(text != null);
        return text;
    }

    private @Nullable Message nullableStruct(FieldSpec field) {
        if (field.nullable()) {
            byte presence = array[take(1)];
            int absent = Presence.absent(field);
            require(presence == Presence.PRESENT || presence == absent);
            if (presence == absent) {
                return null;
            }
        }
        return struct(field.structSpec());
    }

    private @Nullable Object entries(FieldSpec field) {
        int count = field.compact() ? compactLength(field.nullable()) : int32Length(field.nullable());
        if (count < 0) {
            return null;
        }
        require((long) count * field.minimumEntrySize() <= limit - position);
        FieldKind kind = field.entryKind();
        if (kind.isNumeric()) {
            return numbers(kind, count);
        }
        if (count == 0) {
            return NO_REFERENCES;
        }
        @Nullable Object[] entries = new Object[count];
        if (kind == FieldKind.STRUCT) {
            StructSpec spec = field.structSpec();
            for (int i = 0; i < count; i++) {
                entries[i] = struct(spec);
            }
        } else {
            for (int i = 0; i < count; i++) {
                entries[i] = scalar(kind, field.compact(), false);
            }
        }
        return entries;
    }

    private byte[] numbers(FieldKind kind, int count) {
        if (count == 0) {
            return NO_NUMBERS;
        }
        int size = count * kind.fixedSize();
        int start = take(size);
        byte[] packed = Arrays.copyOfRange(array, start, start + size);
        if (kind == FieldKind.BOOL) {
            for (byte bool : packed) {
                require((bool & ~1) == 0);
            }
        }
        return packed;
    }

    private @Nullable TagBuffer taggedFields(StructSpec spec, byte[] numbers, @Nullable Object[] references) {
        int count = unsignedVarint();
        return count == 0 ? null : taggedFields(spec, count, numbers, references);
    }

    private TagBuffer taggedFields(StructSpec spec, int count, byte[] numbers, @Nullable Object[] references) {
        // Each tagged field takes a byte for its tag and one for its size.
        require(count > 0 && count <= (limit - position) / 2);
        List<TaggedField> unknown = new ArrayList<>();
        long known = 0;
        long previous = -1;
        for (int i = 0; i < count; i++) {
            int tag = unsignedVarint();
            require(tag > previous && !spec.tagsOfOtherVersions().containsKey(tag));
            previous = tag;
            int size = unsignedVarint();
            require(size >= 0);
            int start = take(size);
            int index = spec.indexOfTag(tag);
            if (index < 0) {
                unknown.add(new TaggedField(tag, Bytes.wrap(array, start, size)));
            } else {
                known |= 1L << index;
                taggedField(spec.taggedFields().get(index), start, numbers, references);
            }
        }
        return new TagBuffer(unknown, known);
    }

    /** Reads a known tagged field, which must take up all bytes from the given start to the current position. */
    private void taggedField(FieldSpec field, int start, byte[] numbers, @Nullable Object[] references) {
        int outerLimit = limit;
        limit = position;
        position = start;
        FieldKind kind = field.kind();
        if (kind.isNumeric()) {
            int from = take(kind.fixedSize());
            System.arraycopy(array, from, numbers, field.slot(), kind.fixedSize());
            require(kind != FieldKind.BOOL || (array[from] & ~1) == 0);
        } else {
            references[field.slot()] = reference(field);
        }
        end();
        limit = outerLimit;
    }

    /** Reads a length, or -1 for null. */
    private int int16Length(boolean nullable) {
        return checkedLength(BigEndian.getShort(array, take(2)), nullable);
    }

    private int int32Length(boolean nullable) {
        return checkedLength(BigEndian.getInt(array, take(4)), nullable);
    }

    /** Reads an unsigned varint of the length plus one, 0 for null (KIP-482). */
    private int compactLength(boolean nullable) {
        int plusOne = unsignedVarint();
        require(plusOne >= 0);
        return checkedLength(plusOne - 1, nullable);
    }

    private static int checkedLength(int length, boolean nullable) {
        require(length >= (nullable ? -1 : 0));
        return length;
    }

    /** Reads up to 32 bits, seven per byte, lowest first, without redundant bytes. */
    private int unsignedVarint() {
        byte first = array[take(1)];
        return first >= 0 ? first : longVarint(first);
    }

    private int longVarint(byte first) {
        int value = first & 0x7f;
        for (int shift = 7; shift <= 28; shift += 7) {
            byte b = array[take(1)];
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                require(b != 0 && (shift < 28 || b <= 0x0f));
                return value;
            }
        }
        throw new Refused();
    }

    /** Skips bytes; returns the position of the first. */
    private int take(int size) {
        int start = position;
        require(size <= limit - start);
        position = start + size;
        return start;
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw new Refused();
        }
    }
}
