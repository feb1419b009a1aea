package io.kspec.mock.script;

import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The field that a name in a path stands for. It is the field of that name, unless the structure identifies its topic in
 * the other way: then a topic's name stands for its id, or its id for its name.
 *
 * @param name the field of the structure
 * @param naming how its value relates to the value that a stub names
 */
record TopicField(String name, Naming naming) {
    private static final String TOPIC_ID = "TopicId";
    private static final Set<String> TOPIC_NAMES = Set.of("Name", "Topic", "TopicName");
    private static final UUID NO_ID = new UUID(0, 0);

    /** How the value of a field relates to the value that a stub names. */
    enum Naming {
        SAME,
        /** The stub names a topic, and the field is its id. */
        NAME_OF_ID,
        /** The stub has a topic's id, and the field is its name. */
        ID_OF_NAME
    }

    /** The field that a name stands for in a structure; empty if there is none. */
    static Optional<TopicField> in(StructSpec spec, String name) {
        if (spec.has(name)) {
            return Optional.of(new TopicField(name, Naming.SAME));
        }
        if (TOPIC_NAMES.contains(name) && spec.has(TOPIC_ID) && spec.isKnownInSomeVersion(name)) {
            return Optional.of(new TopicField(TOPIC_ID, Naming.NAME_OF_ID));
        }
        return name.equals(TOPIC_ID) && spec.isKnownInSomeVersion(TOPIC_ID)
                ? nameField(spec).map(field -> new TopicField(field.name(), Naming.ID_OF_NAME))
                : Optional.empty();
    }

    /** The same for a message, whose field may be there but not say which topic is meant. */
    static Optional<TopicField> in(Message struct, String name) {
        StructSpec spec = struct.spec();
        if (spec.has(name) && TOPIC_NAMES.contains(name) && spec.has(TOPIC_ID)) {
            Object value = struct.get(name);
            boolean named = value != null && !value.equals("");
            return Optional.of(
                    named || struct.getUuid(TOPIC_ID).equals(NO_ID)
                            ? new TopicField(name, Naming.SAME)
                            : new TopicField(TOPIC_ID, Naming.NAME_OF_ID));
        }
        if (name.equals(TOPIC_ID)
                && spec.has(TOPIC_ID)
                && struct.getUuid(TOPIC_ID).equals(NO_ID)) {
            return nameField(spec)
                    .filter(field -> struct.get(field) != null)
                    .map(field -> new TopicField(field.name(), Naming.ID_OF_NAME))
                    .or(() -> Optional.of(new TopicField(TOPIC_ID, Naming.SAME)));
        }
        return in(spec, name);
    }

    private static Optional<FieldSpec> nameField(StructSpec spec) {
        return spec.fields().stream()
                .filter(field -> TOPIC_NAMES.contains(field.name()) && field.kind() == FieldKind.STRING)
                .findFirst();
    }

    /** The type of the values that a stub gives for the field. */
    FieldType type(StructSpec spec) {
        return switch (naming) {
            case SAME -> spec.field(name).type();
            case NAME_OF_ID -> FieldType.of(FieldKind.STRING);
            case ID_OF_NAME -> FieldType.of(FieldKind.UUID);
        };
    }

    /** The value that a stub would give for the field's value. */
    @Nullable Object named(@Nullable Object value, KnownTopics topics) {
        if (naming == Naming.NAME_OF_ID && value instanceof UUID id) {
            return topics.name(id).orElse(null);
        }
        return naming == Naming.ID_OF_NAME && value instanceof String topic
                ? topics.id(topic).orElse(null)
                : value;
    }

    /** Whether a stub gives the id of no topic where the field is a name, so that there is nothing to write. */
    boolean isUnknown(@Nullable Object given, KnownTopics topics) {
        return naming == Naming.ID_OF_NAME
                && given != null
                && topics.name(id(given)).isEmpty();
    }

    private static UUID id(Object given) {
        return given instanceof UUID uuid ? uuid : KafkaUuid.parse(given.toString());
    }

    /** The field's value for the value that a stub gives. A name that no topic has becomes an id that no topic has. */
    @Nullable Object stored(@Nullable Object given, KnownTopics topics) {
        if (naming == Naming.NAME_OF_ID && given instanceof String topic) {
            return topics.id(topic).orElseGet(() -> UUID.nameUUIDFromBytes(topic.getBytes(StandardCharsets.UTF_8)));
        }
        if (naming == Naming.ID_OF_NAME && given != null) {
            return topics.name(id(given)).orElseThrow();
        }
        return given;
    }
}
