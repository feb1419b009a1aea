package io.kspec.protocol.oracle;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Removes what Kafka does not write: tagged fields that have their default. */
final class Canonical {
    private Canonical() {}

    static Message of(Message message) {
        return copy(message, true);
    }

    static Message withoutUnknownTags(Message message) {
        return copy(message, false);
    }

    private static Message copy(Message message, boolean unknownTags) {
        MessageBuilder builder = Message.builder(message.spec());
        Stream.concat(message.spec().fields().stream(), message.spec().taggedFields().stream())
                .map(FieldSpec::name)
                .forEach(name -> builder.set(name, value(message.get(name), unknownTags)));
        if (unknownTags) {
            builder.unknownTaggedFields(message.unknownTaggedFields());
        }
        return builder.build();
    }

    private static @Nullable Object value(@Nullable Object value, boolean unknownTags) {
        if (value instanceof List<?> entries) {
            return entries.stream()
                    .map(entry -> entry instanceof Message struct ? copy(struct, unknownTags) : entry)
                    .toList();
        }
        return value instanceof Message struct ? copy(struct, unknownTags) : value;
    }
}
