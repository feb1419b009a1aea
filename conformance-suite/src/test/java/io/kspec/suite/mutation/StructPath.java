package io.kspec.suite.mutation;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where structures of one kind lie in a message, such as {@code Topics[*].Partitions[*]}.
 *
 * @param steps the fields that lead there; none for the message itself
 */
record StructPath(List<FieldSpec> steps) {
    /** The message itself. */
    static final StructPath ROOT = new StructPath(List.of());

    StructPath {
        steps = List.copyOf(steps);
    }

    /** The structures in a field of these. */
    StructPath into(FieldSpec field) {
        List<FieldSpec> longer = new ArrayList<>(steps);
        longer.add(field);
        return new StructPath(longer);
    }

    /** The path of a field of these structures: {@code Topics[*].Name}. */
    String to(String field) {
        StringBuilder text = new StringBuilder();
        for (FieldSpec step : steps) {
            text.append(step.name()).append(step.type().isStructArray() ? "[*]." : ".");
        }
        return text.append(field).toString();
    }

    /** The message with all of these structures changed. */
    Message change(Message message, UnaryOperator<Message> change) {
        return change(message, 0, change);
    }

    private Message change(Message here, int depth, UnaryOperator<Message> change) {
        if (depth == steps.size()) {
            return change.apply(here);
        }
        String field = steps.get(depth).name();
        Object before = here.get(field);
        Object after = changed(before, depth + 1, change);
        return before == null || before.equals(after) ? here : here.with(field, after);
    }

    private @Nullable Object changed(@Nullable Object before, int depth, UnaryOperator<Message> change) {
        if (before instanceof Message struct) {
            return change(struct, depth, change);
        }
        return before instanceof List<?> entries
                ? entries.stream()
                        .map(entry -> change((Message) entry, depth, change))
                        .toList()
                : before;
    }
}
