package io.kspec.mock.script;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.path.PathStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a message that a {@link PathPattern} matches.
 *
 * @param path the field
 * @param field how its value relates to the value that a stub names
 */
record FieldPlace(FieldPath path, TopicField field) {
    /** The field's value as a stub names it. */
    @Nullable Object value(Message message, KnownTopics topics) {
        return field.named(path.find(message).orElse(null), topics);
    }

    /**
     * Replaces the field's value by one that is written as a plain value: see {@link MessageTree#toMessage}.
     *
     * @throws IllegalArgumentException if the value does not fit
     */
    Message replace(Message message, @Nullable Object plain, KnownTopics topics) {
        if (field.isUnknown(plain, topics)) {
            return message;
        }
        Message parent = (Message)
                path.structure().map(place -> place.find(message).orElseThrow()).orElse(message);
        PathStep.Field name = (PathStep.Field) path.steps().get(path.steps().size() - (path.isEntry() ? 2 : 1));
        FieldSpec spec = parent.spec().field(name.name());
        Object stored = field.stored(plain, topics);
        Map<String, @Nullable Object> tree = new HashMap<>();
        tree.put(spec.name(), path.isEntry() ? new ArrayList<>(Collections.singletonList(stored)) : stored);
        Message typed = MessageTree.toMessage(parent.spec(), tree);
        Object value = path.isEntry() ? typed.getList(spec.name(), Object.class).get(0) : typed.get(spec);
        return path.replace(message, value);
    }
}
