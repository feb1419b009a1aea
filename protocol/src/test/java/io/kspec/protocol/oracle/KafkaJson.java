package io.kspec.protocol.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Our messages in the JSON form of Kafka's {@code JsonConverter} classes. It has no form for unknown tagged fields. */
enum KafkaJson {
    /** The form with the content of records, which Kafka reads. */
    WITH_RECORDS,
    /** The form with only the size of records, which Kafka writes. */
    WITH_SIZES_OF_RECORDS;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    JsonNode of(Message message) {
        ObjectNode node = NODES.objectNode();
        message.spec().fields().forEach(field -> add(node, field, message.get(field)));
        for (FieldSpec field : message.spec().taggedFields()) {
            // Kafka leaves out what has its default.
            if (!isDefault(message, field)) {
                add(node, field, message.get(field));
            }
        }
        return node;
    }

    /** Normalizes the types of numbers, so that trees with equal values are equal. */
    static JsonNode plain(JsonNode json) {
        try {
            return MAPPER.readTree(MAPPER.writeValueAsString(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isDefault(Message message, FieldSpec field) {
        return Objects.equals(Message.defaults(message.spec()).get(field), message.get(field));
    }

    private void add(ObjectNode node, FieldSpec field, @Nullable Object value) {
        String name = field.name().substring(0, 1).toLowerCase(Locale.ROOT)
                + field.name().substring(1);
        if (field.kind() == FieldKind.RECORDS && this == WITH_SIZES_OF_RECORDS && value != null) {
            node.put(name + "SizeInBytes", ((Bytes) value).size());
        } else {
            node.set(name, node(value));
        }
    }

    private JsonNode node(@Nullable Object value) {
        if (value instanceof Message struct) {
            return of(struct);
        }
        if (value instanceof List<?> entries) {
            ArrayNode array = NODES.arrayNode();
            entries.forEach(entry -> array.add(node(entry)));
            return array;
        }
        if (value instanceof Bytes bytes) {
            return NODES.binaryNode(bytes.toArray());
        }
        if (value instanceof UUID uuid) {
            return NODES.textNode(KafkaUuid.format(uuid));
        }
        return value == null ? NODES.nullNode() : MAPPER.valueToTree(value);
    }
}
