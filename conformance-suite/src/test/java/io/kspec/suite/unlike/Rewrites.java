package io.kspec.suite.unlike;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.path.FieldPath;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes messages. A path that a version does not have changes nothing. */
final class Rewrites {
    private Rewrites() {}

    /** Sets every field that a pattern such as {@code Topics[*].ErrorCode} matches. */
    static Message set(Message message, String pattern, @Nullable Object value) {
        return change(message, pattern, before -> value);
    }

    /** Changes every field that a pattern matches and that is not null. */
    static Message change(Message message, String pattern, UnaryOperator<@Nullable Object> change) {
        Message changed = message;
        FieldPath fields = FieldPath.parsePattern(pattern);
        if (fields.typeIn(message.spec()).isEmpty()) {
            return message;
        }
        for (FieldPath place : fields.in(message)) {
            Object before = place.find(changed).orElse(null);
            changed = place.replace(changed, before == null ? null : change.apply(before));
        }
        return changed;
    }

    /** Changes the entries of every array of structures that a pattern matches. */
    static Message entries(Message message, String pattern, UnaryOperator<Stream<Message>> change) {
        return change(message, pattern, entries -> change.apply(
                        ((List<?>) entries).stream().map(Message.class::cast))
                .toList());
    }

    /** Changes every structure of a message, the innermost first. */
    static Message everyStruct(Message message, UnaryOperator<Message> change) {
        Message changed = message;
        for (FieldSpec field : message.spec().allFields()) {
            if (field.type().isStructArray() && !message.isNull(field.name())) {
                List<Message> entries = message.getStructs(field.name()).stream()
                        .map(entry -> everyStruct(entry, change))
                        .toList();
                if (!entries.isEmpty()) {
                    changed = changed.with(field.name(), entries);
                }
            }
        }
        return change.apply(changed);
    }

    /** Changes every field of a message, nested structures included. */
    static Message everyField(Message message, BiFunction<FieldSpec, @Nullable Object, @Nullable Object> change) {
        return everyStruct(message, struct -> {
            Message changed = struct;
            for (FieldSpec field : struct.spec().allFields()) {
                Object before = struct.get(field);
                Object after = change.apply(field, before);
                if (!Objects.equals(after, before)) {
                    changed = changed.with(field.name(), after);
                }
            }
            return changed;
        });
    }
}
