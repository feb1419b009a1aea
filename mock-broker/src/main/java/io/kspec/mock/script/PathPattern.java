package io.kspec.mock.script;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.path.PathStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message that a stub refers to: a {@link FieldPath} that may select several entries of an array.
 *
 * @param path the path
 */
public record PathPattern(FieldPath path) {
    /**
     * Parses a pattern.
     *
     * @throws IllegalArgumentException if the text is not a path
     */
    public static PathPattern parse(String text) {
        return new PathPattern(FieldPath.parsePattern(text));
    }

    /** The matching fields of a message, in the order of the message; empty if its version has no such field. */
    public List<FieldPath> in(Message message) {
        return path.in(message);
    }

    /** Whether a structure has such a field, whatever the entries of its arrays. */
    boolean isKnownTo(StructSpec spec) {
        return path.typeIn(spec).isPresent();
    }

    /**
     * Replaces the value of a single field by one that is written as a plain value: see {@link MessageTree#toMessage}.
     *
     * @throws IllegalArgumentException if the value does not fit
     */
    static Message replace(Message message, FieldPath place, @Nullable Object plain) {
        Message parent = (Message)
                place.structure().map(path -> path.find(message).orElseThrow()).orElse(message);
        PathStep.Field name = (PathStep.Field) place.steps().get(place.steps().size() - (place.isEntry() ? 2 : 1));
        FieldSpec field = parent.spec().field(name.name());
        Map<String, @Nullable Object> tree = new HashMap<>();
        tree.put(field.name(), place.isEntry() ? new ArrayList<>(Collections.singletonList(plain)) : plain);
        Message typed = MessageTree.toMessage(parent.spec(), tree);
        Object value =
                place.isEntry() ? typed.getList(field.name(), Object.class).get(0) : typed.get(field);
        return place.replace(message, value);
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return path.toString();
    }
}
