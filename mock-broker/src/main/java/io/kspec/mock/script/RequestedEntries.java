package io.kspec.mock.script;

import io.kspec.mock.script.ErrorAnswer.Position;
import io.kspec.mock.script.ErrorPlan.AnsweredArray;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.StructSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The entries of a request that a response answers one by one. */
final class RequestedEntries {
    private final KnownTopics topics;

    RequestedEntries(KnownTopics topics) {
        this.topics = topics;
    }

    /**
     * An entry of a request.
     *
     * @param arrays the names of the arrays that it is in, seen from the structure that asks
     * @param indexes its index in each of them
     * @param value a structure, or a single value
     */
    record Entry(List<String> arrays, List<Integer> indexes, @Nullable Object value) {}

    /** The entries that an array answers; where a request asks for all topics, one for each. */
    List<Entry> of(AnsweredArray array, @Nullable Object asked) {
        List<Entry> entries = new ArrayList<>();
        if (asked instanceof Message scope) {
            Set<Object> users = new HashSet<>();
            for (List<String> source : array.sources()) {
                collect(scope, source, List.of(), entries);
            }
            if (array.sources().size() > 1) {
                entries.removeIf(entry -> entry.value() instanceof Message message
                        && !users.add(message.spec().fields().isEmpty() ? message : identity(array, message)));
            }
        }
        return entries;
    }

    private static Object identity(AnsweredArray array, Message message) {
        List<@Nullable Object> values = new ArrayList<>();
        array.entry().identity().forEach(copy -> values.add(copy.from() == null ? null : message.get(copy.from())));
        return values;
    }

    private void collect(Message scope, List<String> source, List<Integer> indexes, List<Entry> entries) {
        String name = source.get(indexes.size());
        List<?> values = values(scope, name);
        for (int i = 0; i < values.size(); i++) {
            List<Integer> at = new ArrayList<>(indexes);
            at.add(i);
            if (at.size() == source.size()) {
                entries.add(new Entry(source, at, values.get(i)));
            } else if (values.get(i) instanceof Message inner) {
                collect(inner, source, at, entries);
            }
        }
    }

    private List<?> values(Message scope, String name) {
        FieldSpec field = scope.spec().field(name);
        Object value = scope.get(field);
        if (value instanceof List<?> list && !(list.isEmpty() && meansAll(scope, name))) {
            return list;
        }
        return field.type().isStructArray()
                ? topics.all().stream()
                        .map(topic -> topic(field.type().structSpec(), topic))
                        .toList()
                : List.of();
    }

    /** Only at its first version, a Metadata request asks for all topics with an empty array instead of null. */
    private static boolean meansAll(Message scope, String name) {
        return scope.id().name().equals("Metadata") && scope.id().version() == 0 && name.equals("Topics");
    }

    private Message topic(StructSpec entry, String topic) {
        MessageBuilder builder = Message.builder(entry);
        for (FieldSpec field : entry.fields()) {
            String identity = EntryIdentity.of(field);
            if (identity == null) {
                continue;
            }
            if (identity.equals("topicName") && field.kind() == FieldKind.STRING) {
                builder.set(field.name(), topic);
            } else if (identity.equals("TopicId")) {
                topics.id(topic).ifPresent(id -> builder.set(field.name(), id));
            } else if (identity.equals("partition") && field.kind() == FieldKind.ARRAY) {
                builder.set(
                        field.name(),
                        IntStream.range(0, topics.partitions(topic)).boxed().toList());
            }
        }
        return builder.build();
    }

    /**
     * The request without entries; null if nothing is left of it.
     *
     * @param refused the entries to leave out, at least one
     */
    @Nullable Message without(Message request, ErrorPlan plan, Set<Position> refused) {
        MessageBuilder builder = request.toBuilder();
        boolean left = false;
        for (AnsweredArray array : plan.arrays()) {
            for (List<String> source : array.sources()) {
                List<Object> kept = kept(request, chain(array, source), Position.START, refused);
                left |= !kept.isEmpty();
                builder.set(source.get(0), kept);
            }
        }
        return left ? builder.build() : null;
    }

    /** The names of the arrays that refused entries may be in, from the outside in. */
    private static List<String> chain(AnsweredArray array, List<String> source) {
        List<String> names = new ArrayList<>(source);
        AnsweredArray at = array;
        while (!at.entry().arrays().isEmpty()) {
            at = at.entry().arrays().get(0);
            names.addAll(at.sources().get(0));
        }
        return names;
    }

    private static List<Object> kept(Message scope, List<String> chain, Position at, Set<Position> refused) {
        String name = chain.get(0);
        List<String> below = chain.subList(1, chain.size());
        List<Object> kept = new ArrayList<>();
        List<?> entries = scope.getList(name, Object.class);
        for (int i = 0; i < entries.size(); i++) {
            Position here = at.in(List.of(name), List.of(i));
            Object entry = entries.get(i);
            if (refused.contains(here)) {
                continue;
            }
            if (!below.isEmpty() && entry instanceof Message inner) {
                List<Object> left = kept(inner, below, here, refused);
                if (left.isEmpty() && !inner.getList(below.get(0), Object.class).isEmpty()) {
                    continue;
                }
                entry = inner.isNull(below.get(0)) ? inner : inner.with(below.get(0), left);
            }
            kept.add(entry);
        }
        return kept;
    }
}
