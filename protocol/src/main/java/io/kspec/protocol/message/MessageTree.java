package io.kspec.protocol.message;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Converts messages to trees of plain values, which every text format can represent, and back: maps by field name,
 * lists, strings, numbers, booleans and null. Bytes are strings of hexadecimal digits, UUIDs have Kafka's base64 form.
 */
public final class MessageTree {
    /** The key of the tagged fields that the definition does not have: a map from tags to hexadecimal digits. */
    public static final String UNKNOWN_TAGS = "UnknownTaggedFields";

    private MessageTree() {}

    /** The tree of a message, with its fields in the order of the definition. */
    public static Map<String, @Nullable Object> of(Message message) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        StructSpec spec = message.spec();
        spec.fields().forEach(field -> tree.put(field.name(), plain(message.get(field))));
        for (int i = 0; i < spec.taggedFields().size(); i++) {
            if (message.isWritten(i)) {
                FieldSpec field = spec.taggedFields().get(i);
                tree.put(field.name(), plain(message.get(field)));
            }
        }
        if (!message.unknownTaggedFields().isEmpty()) {
            Map<String, @Nullable Object> unknown = new LinkedHashMap<>();
            message.unknownTaggedFields()
                    .forEach(field -> unknown.put(
                            Integer.toString(field.tag()), field.data().toHex()));
            tree.put(UNKNOWN_TAGS, unknown);
        }
        return tree;
    }

    /**
     * Converts a tree to a message. Fields that are missing in the tree keep their defaults. In addition to the values
     * of {@link #of}, error codes may be given by name, and any value in a form that {@link MessageBuilder#set}
     * accepts.
     *
     * @throws IllegalArgumentException if this version has no such field or a value does not fit; the message begins
     *     with the path of the field
     */
    public static Message toMessage(StructSpec spec, Map<String, ? extends @Nullable Object> tree) {
        return toMessage(spec, tree, "");
    }

    private static Message toMessage(StructSpec spec, Map<?, ?> tree, String path) {
        MessageBuilder builder = Message.builder(spec);
        for (Map.Entry<?, ?> entry : tree.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (name.equals(UNKNOWN_TAGS) && spec.flexible() && entry.getValue() instanceof Map<?, ?> tags) {
                builder.unknownTaggedFields(taggedFields(tags, path + name));
                continue;
            }
            FieldSpec field = spec.find(name);
            if (field == null) {
                throw misfit(path + name, "a field of " + spec, "a name that it does not have");
            }
            Object value = typed(field, field.type(), entry.getValue(), path + name);
            try {
                builder.set(name, value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(path + name + ": " + e.getMessage(), e);
            }
            if (field.isTagged()) {
                builder.writeTaggedField(spec.taggedFields().indexOf(field));
            }
        }
        return builder.build();
    }

    private static List<TaggedField> taggedFields(Map<?, ?> tags, String path) {
        List<TaggedField> fields = new ArrayList<>();
        tags.forEach((tag, data) -> {
            try {
                fields.add(new TaggedField(Integer.parseInt(String.valueOf(tag)), Bytes.fromHex(String.valueOf(data))));
            } catch (IllegalArgumentException e) {
                throw misfit(path, "hexadecimal digits by tag", tag + ": " + data);
            }
        });
        fields.sort(Comparator.comparingInt(TaggedField::tag));
        return fields;
    }

    /** The plain value for the value of a field or of an array entry. */
    public static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Message message) {
            return of(message);
        }
        if (value instanceof List<?> entries) {
            List<@Nullable Object> list = new ArrayList<>(entries.size());
            entries.forEach(entry -> list.add(plain(entry)));
            return list;
        }
        if (value instanceof Bytes bytes) {
            return bytes.toHex();
        }
        return value instanceof UUID uuid ? KafkaUuid.format(uuid) : value;
    }

    private static @Nullable Object typed(FieldSpec field, FieldType type, @Nullable Object value, String path) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case STRUCT -> value instanceof Map<?, ?> tree ? toMessage(type.structSpec(), tree, path + ".") : value;
            case ARRAY -> value instanceof List<?> entries ? typedEntries(field, type, entries, path) : value;
            case BYTES, RECORDS ->
                value instanceof String text ? parse(path, "hexadecimal digits", text, Bytes::fromHex) : value;
            case UUID -> value instanceof String text ? parse(path, "a UUID", text, KafkaUuid::parse) : value;
            case INT16 ->
                value instanceof String text
                        ? ErrorCode.named(text).orElseThrow(() -> misfit(path, "int16 or an error's name", text))
                        : value;
            default -> value;
        };
    }

    private static List<@Nullable Object> typedEntries(FieldSpec field, FieldType type, List<?> entries, String path) {
        List<@Nullable Object> typed = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            typed.add(typed(field, type.elementType(), entries.get(i), path + "[" + i + "]"));
        }
        return typed;
    }

    private interface Parser<T> {
        T parse(String text);
    }

    private static <T> T parse(String path, String expected, String text, Parser<T> parser) {
        try {
            return parser.parse(text);
        } catch (IllegalArgumentException e) {
            throw misfit(path, expected, text);
        }
    }

    private static IllegalArgumentException misfit(String path, String expected, String found) {
        return new IllegalArgumentException(path + ": expected " + expected + ", found " + found);
    }
}
