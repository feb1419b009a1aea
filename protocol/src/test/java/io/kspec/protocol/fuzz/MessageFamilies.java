package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.message.StructSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Messages that repeat one minimal element very often. */
final class MessageFamilies {
    private MessageFamilies() {}

    /** Two families for each array of a message, at any depth: complete, and without the last byte. */
    static List<Family> ofArrays(MessageSpec spec) {
        List<Family> families = new ArrayList<>();
        FuzzSubject<Message> subject = new MessageSubject(spec);
        arrays(spec.struct(), "", UnaryOperator.identity(), array -> {
            families.add(new Family(spec + " of many " + array.path, subject, array::message));
            families.add(new Family(
                    spec + " of many " + array.path + ", cut", subject, size -> withoutLast(array.message(size))));
        });
        return families;
    }

    /** Unknown tagged fields at the end of a message of defaults. */
    static Family ofTaggedFields(MessageSpec spec) {
        return new Family(spec + " of many tagged fields", new MessageSubject(spec), size -> taggedFields(spec, size));
    }

    /** The same, with the last tag repeated. */
    static Family ofTaggedFieldsOutOfOrder(MessageSpec spec) {
        return new Family(spec + " of many tagged fields, two alike", new MessageSubject(spec), size -> {
            Bytes bytes = taggedFields(spec, size);
            int end = bytes.size();
            return bytes.slice(0, end - 4).concat(bytes.slice(end - 8, end - 4));
        });
    }

    private static Bytes taggedFields(MessageSpec spec, int size) {
        Bytes defaults = Codec.encode(Message.defaults(spec.struct()));
        int count = size / 4;
        byte[] fields = new byte[4 * count];
        for (int i = 0; i < count; i++) {
            // Tags of three bytes, each with no content.
            FuzzNumber.varint(20_000 + i, 0).copyTo(fields, 4 * i);
        }
        return defaults.slice(0, defaults.size() - 1)
                .concat(FuzzNumber.varint(count, 0))
                .concat(Bytes.wrap(fields));
    }

    private static Bytes withoutLast(Bytes bytes) {
        return bytes.slice(0, bytes.size() - 1);
    }

    /** An array within a message, and a function that wraps its structure into the message. */
    private record Array(String path, StructSpec struct, FieldSpec field, UnaryOperator<Message> wrapping) {
        Bytes message(int size) {
            Object entry = smallest(field.type().elementType());
            int each = entry instanceof Message message ? Codec.encode(message).size() : size(field);
            List<Object> entries = Collections.nCopies(size / Math.max(1, each), entry);
            return Codec.encode(wrapping.apply(Message.defaults(struct).with(field.name(), entries)));
        }

        private static int size(FieldSpec field) {
            FieldKind kind = field.type().elementType().kind();
            return kind.fixedSize() > 0 ? kind.fixedSize() : field.compact() ? 1 : kind == FieldKind.STRING ? 2 : 4;
        }
    }

    private static void arrays(
            StructSpec struct, String path, UnaryOperator<Message> wrapping, Consumer<Array> action) {
        List<FieldSpec> fields = new ArrayList<>(struct.fields());
        fields.addAll(struct.taggedFields());
        for (FieldSpec field : fields) {
            String name = path + field.name();
            if (field.kind() == FieldKind.ARRAY) {
                action.accept(new Array(name, struct, field, wrapping));
            }
            if (field.kind() == FieldKind.STRUCT || field.type().isStructArray()) {
                boolean array = field.kind() == FieldKind.ARRAY;
                UnaryOperator<Message> inner = content ->
                        wrapping.apply(Message.defaults(struct).with(field.name(), array ? List.of(content) : content));
                arrays(field.type().structSpec(), name + ".", inner, action);
            }
        }
    }

    private static Object smallest(FieldType type) {
        return switch (type.kind()) {
            case BOOL -> false;
            case FLOAT64 -> 0.0;
            case INT8, INT16, UINT16, INT32, UINT32, INT64 -> type.kind().box(0);
            case UUID -> new UUID(0, 0);
            case STRING -> "";
            case BYTES, RECORDS -> Bytes.EMPTY;
            case STRUCT -> Message.defaults(type.structSpec());
            case ARRAY -> throw new IllegalArgumentException("an array of arrays");
        };
    }
}
