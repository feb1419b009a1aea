package io.kspec.protocol.codec;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.DecodeException;
import io.kspec.protocol.DecodeFailure;
import io.kspec.protocol.DecodeFailure.Kind;
import io.kspec.protocol.Message;
import io.kspec.protocol.MessageBuilder;
import io.kspec.protocol.TaggedField;
import io.kspec.protocol.spec.FieldKind;
import io.kspec.protocol.spec.FieldSpec;
import io.kspec.protocol.spec.FieldType;
import io.kspec.protocol.spec.StructSpec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads structures from one input, strictly. Without a recorder a failure is thrown as {@link Untraced}, and the
 * caller reads again with one to learn where it is: the path of a field is followed only when somebody wants it.
 */
final class Decoder {
    /** Says that the input does not decode, not why. */
    static final class Untraced extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Untraced() {
            super("decode again with a recorder", null, false, false);
        }
    }

    private final byte[] array;
    private final int base;
    private final @Nullable LayoutRecorder recorder;
    private int position;
    private int limit;

    Decoder(Bytes input, @Nullable LayoutRecorder recorder) {
        this.array = input.array();
        this.base = input.arrayOffset();
        this.position = base;
        this.limit = base + input.size();
        this.recorder = recorder;
    }

    /** How many bytes have been read. */
    int offset() {
        return position - base;
    }

    Message message(StructSpec spec) {
        if (recorder == null) {
            return struct(spec);
        }
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
        int mark = recorder == null ? 0 : recorder.enter(field);
        if (field.kind().isNumeric()) {
            builder.setNumber(field, number(field.kind()));
        } else {
            builder.setReference(field, reference(field));
        }
        if (recorder != null) {
            recorder.leave(mark);
        }
    }

    private long number(FieldKind kind) {
        int start = position;
        if (remaining() < kind.fixedSize()) {
            throw failure(Kind.TRUNCATED, start, kind.toString(), remains());
        }
        position += kind.fixedSize();
        long value =
                switch (kind) {
                    case BOOL, INT8 -> array[start];
                    case INT16 -> (short) unsigned16(start);
                    case UINT16 -> unsigned16(start);
                    case INT32 -> int32(start);
                    case UINT32 -> int32(start) & 0xffff_ffffL;
                    default -> ((long) int32(start) << 32) | (int32(start + 4) & 0xffff_ffffL);
                };
        if (kind == FieldKind.BOOL && (value & ~1L) != 0) {
            throw failure(Kind.INVALID_BOOLEAN, start, "bool, 0 or 1", "found " + (value & 0xff));
        }
        if (recorder != null) {
            recorder.add(LayoutRole.VALUE, start - base, offset(), kind.box(value));
        }
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
        if (recorder != null) {
            recorder.add(LayoutRole.VALUE, start - base, offset(), value);
        }
        return value;
    }

    private UUID uuid() {
        int start = position;
        if (remaining() < 16) {
            throw failure(Kind.TRUNCATED, start, "uuid", remains());
        }
        position += 16;
        UUID value = new UUID(int64(start), int64(start + 8));
        if (recorder != null) {
            recorder.add(LayoutRole.VALUE, start - base, offset(), value);
        }
        return value;
    }

    private String string(int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (array[i] < 0) {
                return utf8(start, length);
            }
        }
        return new String(array, start, length, StandardCharsets.ISO_8859_1);
    }

    private String utf8(int start, int length) {
        ByteBuffer content = ByteBuffer.wrap(array, start, length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(content)
                    .toString();
        } catch (CharacterCodingException e) {
            int wrong = content.position();
            throw failure(
                    Kind.INVALID_UTF8, wrong, "UTF-8", "found byte 0x" + Integer.toHexString(array[wrong] & 0xff));
        }
    }

    /** The length of a string, bytes or records, which is within what remains; -1 for null. */
    private int length(FieldKind kind, boolean compact, boolean nullable) {
        int start = position;
        String what = kind.toString();
        int length = compact ? compactLength(what) : kind == FieldKind.STRING ? int16Length(what) : int32Length(what);
        if (length < 0) {
            checkNull(start, length, what, nullable);
        } else if (kind == FieldKind.STRING && length > Encoder.LONGEST_STRING) {
            throw failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    start,
                    what + " of at most " + Encoder.LONGEST_STRING + " bytes",
                    "found length " + length);
        } else if (length > remaining()) {
            throw failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    start,
                    what + " whose length is at most the " + remaining() + " bytes that remain",
                    "found length " + length);
        }
        if (recorder != null) {
            recorder.add(LayoutRole.LENGTH, start - base, offset(), length);
        }
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

    /** An unsigned varint of the length plus one, 0 for null (KIP-482). */
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

    private int int16Length(String what) {
        if (remaining() < 2) {
            throw failure(Kind.TRUNCATED, position, what + " with an int16 length", remains());
        }
        position += 2;
        return (short) unsigned16(position - 2);
    }

    private int int32Length(String what) {
        if (remaining() < 4) {
            throw failure(Kind.TRUNCATED, position, what + " with an int32 length", remains());
        }
        position += 4;
        return int32(position - 4);
    }

    private @Nullable Message nullableStruct(FieldSpec field) {
        StructSpec spec = field.type().structSpec();
        if (!field.nullable()) {
            return recorder == null ? struct(spec) : group(spec);
        }
        int start = position;
        if (remaining() < 1) {
            throw failure(Kind.TRUNCATED, start, "int8 that says whether " + spec.name() + " follows", remains());
        }
        byte presence = array[position++];
        if (presence != 1 && presence != -1) {
            throw failure(
                    Kind.INVALID_VALUE, start, "1 before a " + spec.name() + ", or -1 for null", "found " + presence);
        }
        if (recorder != null) {
            recorder.add(LayoutRole.PRESENCE, start - base, offset(), (int) presence);
        }
        return presence < 0 ? null : recorder == null ? struct(spec) : group(spec);
    }

    private Message group(StructSpec spec) {
        LayoutRecorder traced = recorded();
        int group = traced.openGroup(offset());
        Message message = struct(spec);
        traced.closeGroup(group, offset());
        return message;
    }

    private @Nullable List<Object> entries(FieldSpec field) {
        FieldType element = field.type().elementType();
        int start = position;
        int group = recorder == null ? 0 : recorder.openGroup(offset());
        int count = field.compact() ? compactLength("array") : int32Length("array");
        if (count < 0) {
            checkNull(start, count, "array", field.nullable());
        } else if (count > remaining()) {
            throw failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    start,
                    "array of " + element + " with at most " + remaining() + " entries, since " + remains(),
                    "found count " + count);
        }
        if (recorder != null) {
            recorder.add(LayoutRole.COUNT, start - base, offset(), count);
        }
        if (count < 0) {
            closeGroup(group);
            return null;
        }
        // An array whose entries cannot all be there is read up to the one that is cut, for its path, and no further.
        Object[] entries = new Object[Math.min(count, remaining() / smallestEntry(element, field.compact()) + 1)];
        for (int i = 0; i < count; i++) {
            int mark = recorder == null ? 0 : recorder.enterEntry(i);
            entries[i] = entry(field, element);
            if (recorder != null) {
                recorder.leave(mark);
            }
        }
        closeGroup(group);
        return count == 0 ? List.of() : Collections.unmodifiableList(Arrays.asList(entries));
    }

    private void closeGroup(int group) {
        if (recorder != null) {
            recorder.closeGroup(group, offset());
        }
    }

    private Object entry(FieldSpec field, FieldType element) {
        FieldKind kind = element.kind();
        if (kind == FieldKind.STRUCT) {
            StructSpec spec = element.structSpec();
            return recorder == null ? struct(spec) : group(spec);
        }
        if (kind.isNumeric()) {
            return kind.box(number(kind));
        }
        Object value = scalar(kind, field.compact(), false);
        if (value == null) {
            throw new IllegalStateException("null where none is allowed");
        }
        return value;
    }

    /** The fewest bytes that an entry takes. */
    private static int smallestEntry(FieldType element, boolean compact) {
        return switch (element.kind()) {
            case STRUCT -> Math.max(1, element.structSpec().minimumSize());
            case STRING -> compact ? 1 : 2;
            case BYTES, RECORDS -> compact ? 1 : 4;
            default -> element.kind().fixedSize();
        };
    }

    private void taggedFields(MessageBuilder builder, StructSpec spec) {
        int mark = recorder == null ? 0 : recorder.enterTaggedFields();
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
        if (recorder != null) {
            recorder.add(LayoutRole.TAG_COUNT, start - base, offset(), count);
        }
        if (count != 0) {
            taggedFields(builder, spec, count, mark);
        }
        if (recorder != null) {
            recorder.leave(mark);
        }
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
            if (recorder != null) {
                recorder.add(LayoutRole.TAG, tagStart - base, offset(), tag);
            }
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
        if (recorder != null) {
            recorder.add(LayoutRole.TAG_SIZE, sizeStart - base, offset(), size);
        }
        int end = position + size;
        int index = indexOfTag(spec, tag);
        if (index < 0) {
            unknown.add(new TaggedField(tag, Bytes.wrap(array, position, size)));
            if (recorder != null) {
                recorder.add(
                        LayoutRole.UNKNOWN_TAG,
                        offset(),
                        offset() + size,
                        unknown.get(unknown.size() - 1).data());
            }
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

    /** A tagged field's path is that of any other field: the buffer that carries it is not a part of it. */
    private void knownTaggedField(MessageBuilder builder, FieldSpec field, int structMark) {
        if (recorder == null) {
            field(builder, field);
            return;
        }
        String buffer = recorder.path();
        recorder.leave(structMark);
        field(builder, field);
        recorder.restore(buffer);
    }

    private static int indexOfTag(StructSpec spec, int tag) {
        List<FieldSpec> tagged = spec.taggedFields();
        for (int i = 0; i < tagged.size(); i++) {
            if (tagged.get(i).tag() == tag) {
                return i;
            }
        }
        return -1;
    }

    /** Up to 32 bits, seven a byte, lowest first; no byte more than needed. */
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

    private int unsigned16(int at) {
        return ((array[at] & 0xff) << 8) | (array[at + 1] & 0xff);
    }

    private int int32(int at) {
        return (array[at] << 24)
                | ((array[at + 1] & 0xff) << 16)
                | ((array[at + 2] & 0xff) << 8)
                | (array[at + 3] & 0xff);
    }

    private long int64(int at) {
        return ((long) int32(at) << 32) | (int32(at + 4) & 0xffff_ffffL);
    }

    private LayoutRecorder recorded() {
        if (recorder == null) {
            throw new IllegalStateException("no recorder");
        }
        return recorder;
    }

    private RuntimeException failure(Kind kind, int at, String expected, String found) {
        if (recorder == null) {
            return new Untraced();
        }
        return new DecodeException(
                new DecodeFailure(recorder.message(), recorder.path(), at - base, kind, expected, found));
    }
}
