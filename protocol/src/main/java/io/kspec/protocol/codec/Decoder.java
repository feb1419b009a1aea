package io.kspec.protocol.codec;

import io.kspec.protocol.BigEndian;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.WireText;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.message.TaggedField;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decodes structures strictly, and records the byte range of every field; failures say where and why.
 * {@link LeanDecoder} is faster for callers that only need the message.
 */
final class Decoder {
    private final byte[] array;
    private final int base;
    private final LayoutRecorder recorder;
    private int position;
    private int limit;

    Decoder(Bytes input, LayoutRecorder recorder) {
        this.array = input.array();
        this.base = input.arrayOffset();
        this.position = base;
        this.limit = base + input.size();
        this.recorder = recorder;
    }

    /** The number of bytes that have been read. */
    int offset() {
        return position - base;
    }

    Message message(StructSpec spec) {
        recorder.begin(spec.messageId());
        return group(spec);
    }

    void end() {
        if (position < limit) {
            throw failure(
                    Kind.TRAILING_BYTES, position, "the end of the message", "found " + bytes(remaining()) + " more");
        }
    }

    private Message struct(StructSpec spec) {
        MessageBuilder builder = Message.builder(spec);
        List<FieldSpec> fields = spec.fields();
        for (int i = 0; i < fields.size(); i++) {
            field(builder, fields.get(i));
        }
        if (spec.flexible()) {
            taggedFields(builder, spec);
        }
        return builder.build();
    }

    private void field(MessageBuilder builder, FieldSpec field) {
        int mark = recorder.enter(field);
        if (field.kind().isNumeric()) {
            builder.setNumber(field, number(field.kind()));
        } else {
            builder.setReference(field, reference(field));
        }
        recorder.leave(mark);
    }

    private long number(FieldKind kind) {
        int start = position;
        if (remaining() < kind.fixedSize()) {
            throw failure(Kind.TRUNCATED, start, kind.toString(), remains());
        }
        position += kind.fixedSize();
        long value = kind.read(array, start);
        if (kind == FieldKind.BOOL && (value & ~1L) != 0) {
            throw failure(Kind.INVALID_BOOLEAN, start, "bool, 0 or 1", "found " + (value & 0xff));
        }
        recorder.add(LayoutRole.VALUE, start - base, offset(), kind.box(value));
        return value;
    }

    private @Nullable Object reference(FieldSpec field) {
        return switch (field.kind()) {
            case ARRAY -> entries(field);
            case STRUCT -> nullableStruct(field);
            default -> scalar(field.kind(), field.compact(), field.nullable());
        };
    }

    private @Nullable Object scalar(FieldKind kind, boolean compact, boolean nullable) {
        if (kind == FieldKind.UUID) {
            return uuid();
        }
        int length = length(kind, compact, nullable);
        if (length < 0) {
            return null;
        }
        int start = position;
        position += length;
        Object value = kind == FieldKind.STRING ? string(start, length) : Bytes.wrap(array, start, length);
        recorder.add(LayoutRole.VALUE, start - base, offset(), value);
        return value;
    }

    private UUID uuid() {
        int start = position;
        if (remaining() < 16) {
            throw failure(Kind.TRUNCATED, start, "uuid", remains());
        }
        position += 16;
        UUID value = new UUID(BigEndian.getLong(array, start), BigEndian.getLong(array, start + 8));
        recorder.add(LayoutRole.VALUE, start - base, offset(), value);
        return value;
    }

    private String string(int start, int length) {
        ByteBuffer content = ByteBuffer.wrap(array, start, length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
        } catch (CharacterCodingException e) {
            int wrong = content.position();
            throw failure(
                    Kind.INVALID_UTF8, wrong, "UTF-8", "found byte 0x" + Integer.toHexString(array[wrong] & 0xff));
        }
    }

    /** Reads the length of a string, bytes or records, and checks it against the remaining bytes; -1 for null. */
    private int length(FieldKind kind, boolean compact, boolean nullable) {
        int start = position;
        String what = kind.toString();
        int length = compact
                ? compactLength(what)
                : classicLength(kind == FieldKind.STRING ? FieldKind.INT16 : FieldKind.INT32, what);
        if (length < 0) {
            checkNull(start, length, what, nullable);
        } else if (kind == FieldKind.STRING && length > WireText.LONGEST) {
            throw failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    start,
                    what + " of at most " + WireText.LONGEST + " bytes",
                    "found length " + length);
        } else if (length > remaining()) {
            throw failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    start,
                    what + " whose length is at most the " + remaining() + " bytes that remain",
                    "found length " + length);
        }
        recorder.add(LayoutRole.LENGTH, start - base, offset(), length);
        return length;
    }

    private void checkNull(int start, int length, String what, boolean nullable) {
        if (length < -1) {
            throw failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    start,
                    what + " with a length of " + (nullable ? -1 : 0) + " or more",
                    "found length " + length);
        }
        if (!nullable) {
            throw failure(Kind.NULL_NOT_ALLOWED, start, what + ", never null", "found null");
        }
    }

    /** Reads an unsigned varint of the length plus one, 0 for null (KIP-482). */
    private int compactLength(String what) {
        int start = position;
        int plusOne = unsignedVarint(what);
        if (plusOne < 0) {
            throw failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    start,
                    what + " with a compact length below 2^31",
                    "found " + Integer.toUnsignedString(plusOne));
        }
        return plusOne - 1;
    }

    private int classicLength(FieldKind width, String what) {
        int start = position;
        if (remaining() < width.fixedSize()) {
            throw failure(Kind.TRUNCATED, start, what + " with an " + width + " length", remains());
        }
        position += width.fixedSize();
        return (int) width.read(array, start);
    }

    private @Nullable Message nullableStruct(FieldSpec field) {
        StructSpec spec = field.type().structSpec();
        if (!field.nullable()) {
            return group(spec);
        }
        int start = position;
        if (remaining() < 1) {
            throw failure(Kind.TRUNCATED, start, "int8 that says whether " + spec.name() + " follows", remains());
        }
        byte presence = array[position++];
        int absent = Presence.absent(field);
        if (presence != Presence.PRESENT && presence != absent) {
            throw failure(
                    Kind.INVALID_VALUE,
                    start,
                    "1 before a " + spec.name() + ", or " + absent + " for null",
                    "found " + presence);
        }
        boolean isNull = presence == absent;
        recorder.add(LayoutRole.PRESENCE, start - base, offset(), isNull ? -1 : Presence.PRESENT);
        return isNull ? null : group(spec);
    }

    private Message group(StructSpec spec) {
        int group = recorder.openGroup(offset());
        Message message = struct(spec);
        recorder.closeGroup(group, offset());
        return message;
    }

    private @Nullable Object entries(FieldSpec field) {
        FieldType element = field.type().elementType();
        int start = position;
        int group = recorder.openGroup(offset());
        int count = field.compact() ? compactLength("array") : classicLength(FieldKind.INT32, "array");
        if (count < 0) {
            checkNull(start, count, "array", field.nullable());
        } else if (count > remaining()) {
            throw failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    start,
                    "array of " + element + " with at most " + remaining() + " entries, since " + remains(),
                    "found count " + count);
        }
        recorder.add(LayoutRole.COUNT, start - base, offset(), count);
        if (count < 0) {
            recorder.closeGroup(group, offset());
            return null;
        }
        // If not all entries fit, they are read up to the incomplete one, whose path the failure names.
        int room = Math.min(count, remaining() / field.minimumEntrySize() + 1);
        FieldKind kind = element.kind();
        byte[] numbers = new byte[room * kind.fixedSize()];
        Object[] references = new Object[kind.isNumeric() ? 0 : room];
        for (int i = 0; i < count; i++) {
            int mark = recorder.enterEntry(i);
            if (kind.isNumeric()) {
                kind.write(numbers, i * kind.fixedSize(), number(kind));
            } else {
                references[i] = entry(field, element);
            }
            recorder.leave(mark);
        }
        recorder.closeGroup(group, offset());
        return kind.isNumeric() ? numbers : references;
    }

    private Object entry(FieldSpec field, FieldType element) {
        Object value = element.kind() == FieldKind.STRUCT
                ? group(element.structSpec())
                : scalar(element.kind(), field.compact(), false);
        return Objects.requireNonNull(value, "null entries have been rejected");
    }

    private void taggedFields(MessageBuilder builder, StructSpec spec) {
        int mark = recorder.enterTaggedFields();
        int start = position;
        int count = unsignedVarint("the count of tagged fields");
        // Each tagged field takes a byte for its tag and one for its size.
        if (count < 0 || count > remaining() / 2) {
            throw failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    start,
                    "at most " + remaining() / 2 + " tagged fields, since " + remains(),
                    "found count " + Integer.toUnsignedString(count));
        }
        recorder.add(LayoutRole.TAG_COUNT, start - base, offset(), count);
        if (count != 0) {
            taggedFields(builder, spec, count, mark);
        }
        recorder.leave(mark);
    }

    private void taggedFields(MessageBuilder builder, StructSpec spec, int count, int mark) {
        List<TaggedField> unknown = new ArrayList<>();
        long previous = -1;
        for (int i = 0; i < count; i++) {
            int tagStart = position;
            int tag = unsignedVarint("a tag");
            if (tag <= previous) {
                throw failure(Kind.TAG_ORDER, tagStart, "a tag above " + previous, "found " + tag);
            }
            previous = tag;
            String elsewhere = spec.tagsOfOtherVersions().get(tag);
            if (elsewhere != null) {
                throw failure(
                        Kind.TAG_OF_OTHER_VERSION,
                        tagStart,
                        "a tag of this version, or one that no version has",
                        "found tag " + tag + ", which is " + elsewhere + " at other versions");
            }
            recorder.add(LayoutRole.TAG, tagStart - base, offset(), tag);
            taggedField(builder, spec, tag, unknown, mark);
        }
        if (!unknown.isEmpty()) {
            builder.unknownTaggedFields(unknown);
        }
    }

    private void taggedField(
            MessageBuilder builder, StructSpec spec, int tag, List<TaggedField> unknown, int structMark) {
        int sizeStart = position;
        int size = unsignedVarint("the size of a tagged field");
        if (size < 0 || size > remaining()) {
            throw failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    sizeStart,
                    "a tagged field of at most the " + remaining() + " bytes that remain",
                    "found size " + Integer.toUnsignedString(size));
        }
        recorder.add(LayoutRole.TAG_SIZE, sizeStart - base, offset(), size);
        int end = position + size;
        int index = spec.indexOfTag(tag);
        if (index < 0) {
            unknown.add(new TaggedField(tag, Bytes.wrap(array, position, size)));
            recorder.add(
                    LayoutRole.UNKNOWN_TAG,
                    offset(),
                    offset() + size,
                    unknown.get(unknown.size() - 1).data());
            position = end;
            return;
        }
        int outerLimit = limit;
        limit = end;
        builder.writeTaggedField(index);
        knownTaggedField(builder, spec.taggedFields().get(index), structMark);
        if (position < end) {
            throw failure(
                    Kind.TAG_SIZE,
                    position,
                    "the tagged field " + spec.taggedFields().get(index).name() + " to fill its size of " + size,
                    "found " + bytes(remaining()) + " more");
        }
        limit = outerLimit;
    }

    /** The path of a known tagged field does not contain {@code TaggedFields}. */
    private void knownTaggedField(MessageBuilder builder, FieldSpec field, int structMark) {
        String buffer = recorder.path();
        recorder.leave(structMark);
        field(builder, field);
        recorder.restore(buffer);
    }

    /** Reads up to 32 bits, seven per byte, lowest first, without redundant bytes. */
    private int unsignedVarint(String what) {
        int start = position;
        int value = 0;
        for (int shift = 0; shift <= 28; shift += 7) {
            if (position == limit) {
                throw failure(Kind.TRUNCATED, start, what + ", an unsigned varint", "the bytes end");
            }
            byte b = array[position++];
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                boolean tooLong = shift > 0 && b == 0;
                boolean overflow = shift == 28 && b > 0x0f;
                if (tooLong || overflow) {
                    throw failure(
                            Kind.INVALID_VARINT,
                            start,
                            what + ", an unsigned varint",
                            tooLong ? "found one with a needless last byte" : "found one above 32 bits");
                }
                return value;
            }
        }
        throw failure(Kind.INVALID_VARINT, start, what + ", an unsigned varint", "found more than 5 bytes");
    }

    private int remaining() {
        return limit - position;
    }

    private String remains() {
        return bytes(remaining()) + (remaining() == 1 ? " remains" : " remain");
    }

    private static String bytes(int count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }

    private DecodeException failure(Kind kind, int at, String expected, String found) {
        return new DecodeException(
                new DecodeFailure(recorder.message(), recorder.path(), at - base, kind, expected, found));
    }
}
