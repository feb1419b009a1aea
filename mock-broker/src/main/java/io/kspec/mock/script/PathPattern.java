package io.kspec.mock.script;

import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.path.PathStep;
import io.kspec.protocol.path.PathStep.Field;
import io.kspec.protocol.path.PathStep.Having;
import io.kspec.protocol.path.PathStep.Index;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message that a stub refers to: a {@link FieldPath} that may select several entries of an array. A topic
 * may be referred to by its name where the version has only its id, and the other way round.
 *
 * @param path the path
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record PathPattern(FieldPath path) {
    private static final TopicField ENTRY = new TopicField("", TopicField.Naming.SAME);

    /**
     * Parses a pattern.
     *
     * @throws IllegalArgumentException if the text is not a path
     */
    public static PathPattern parse(String text) {
        return new PathPattern(FieldPath.parsePattern(text));
    }

    /**
     * The matching fields of a message, in the order of the message; empty if its version has no such field.
     *
     * @param topics the topics that selectors such as {@code [Topic=orders]} and the path may name
     */
    List<FieldPlace> in(Message message, KnownTopics topics) {
        return new Search(topics, false).places(message);
    }

    /** The same to read values from: a topic whose name is left out is found by its id. */
    List<FieldPlace> readIn(Message message, KnownTopics topics) {
        return new Search(topics, true).places(message);
    }

    /** Whether a structure has such a field, whatever the entries of its arrays. */
    boolean isKnownTo(StructSpec spec) {
        return end(spec).isPresent();
    }

    /** The type of such a field in a structure; empty if there is none. */
    Optional<FieldType> typeIn(StructSpec spec) {
        return end(spec).map(End::type);
    }

    /**
     * Checks that a plain value fits the field.
     *
     * @throws IllegalArgumentException if it does not; fields that a structure does not have fit everything
     */
    void checkValue(StructSpec root, @Nullable Object plain) {
        Optional<End> end = end(root);
        if (end.isEmpty()) {
            return;
        }
        TopicField field = end.get().field();
        switch (field.naming()) {
            case NAME_OF_ID -> {
                if (!(plain instanceof String)) {
                    throw new IllegalArgumentException(this + ": expected the name of a topic, found " + plain);
                }
            }
            case ID_OF_NAME -> KafkaUuid.parse(String.valueOf(plain));
            case SAME -> {
                Map<String, @Nullable Object> tree = new HashMap<>();
                tree.put(field.name(), path.isEntry() ? new ArrayList<>(Collections.singletonList(plain)) : plain);
                Message unused = MessageTree.toMessage(end.get().parent(), tree);
            }
        }
    }

    /** Where a path ends in a structure: the structure around the field, the field and its type. */
    private record End(StructSpec parent, TopicField field, FieldType type) {}

    private Optional<End> end(StructSpec root) {
        StructSpec struct = root;
        End end = null;
        for (PathStep step : path.steps()) {
            if (step instanceof Field named) {
                StructSpec parent = struct;
                end = parent == null
                        ? null
                        : TopicField.in(parent, named.name())
                                .map(field -> new End(parent, field, field.type(parent)))
                                .orElse(null);
            } else {
                end = end != null && end.type().kind() == FieldKind.ARRAY
                        ? new End(end.parent(), end.field(), end.type().elementType())
                        : null;
                if (end != null && step instanceof Having having && !has(end.type(), having.field())) {
                    end = null;
                }
            }
            if (end == null) {
                return Optional.empty();
            }
            struct = end.type().kind() == FieldKind.STRUCT ? end.type().structSpec() : null;
        }
        return Optional.ofNullable(end);
    }

    private static boolean has(FieldType entry, String field) {
        return entry.kind() == FieldKind.STRUCT
                && TopicField.in(entry.structSpec(), field).isPresent();
    }

    /** Expands the path in a message. */
    private final class Search {
        private final KnownTopics topics;
        private final boolean reading;
        private final List<PathStep> done = new ArrayList<>();
        private final List<FieldPlace> found = new ArrayList<>();

        Search(KnownTopics topics, boolean reading) {
            this.topics = topics;
            this.reading = reading;
        }

        List<FieldPlace> places(Message message) {
            expand(message, 0, ENTRY);
            return found;
        }

        private void expand(@Nullable Object here, int depth, TopicField last) {
            if (depth == path.steps().size()) {
                found.add(new FieldPlace(FieldPath.of(done), last));
            } else if (path.steps().get(depth) instanceof Field named) {
                if (here instanceof Message struct) {
                    Optional<TopicField> field =
                            reading ? TopicField.in(struct, named.name()) : TopicField.in(struct.spec(), named.name());
                    field.ifPresent(actual -> into(struct.get(actual.name()), depth, new Field(actual.name()), actual));
                }
            } else if (here instanceof List<?> entries) {
                for (int i = 0; i < entries.size(); i++) {
                    if (isSelected(path.steps().get(depth), i, entries.get(i))) {
                        into(entries.get(i), depth, new Index(i), ENTRY);
                    }
                }
            }
        }

        private void into(@Nullable Object value, int depth, PathStep step, TopicField field) {
            done.add(step);
            expand(value, depth + 1, field);
            done.remove(done.size() - 1);
        }

        private boolean isSelected(PathStep selector, int index, @Nullable Object entry) {
            if (selector instanceof Index wanted) {
                return wanted.index() == index;
            }
            if (selector instanceof Having having && entry instanceof Message struct) {
                return TopicField.in(struct, having.field())
                        .map(field -> field.named(struct.get(field.name()), topics))
                        .map(MessageTree::plain)
                        .filter(value -> value.toString().equals(having.value()))
                        .isPresent();
            }
            return !(selector instanceof Having);
        }
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return path.toString();
    }
}
