package io.kspec.suite.checks.rules;

import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a message lists items, and which fields tell them apart: {@code Topics[Name].Partitions[PartitionIndex]}. An array of
 * plain values has no such fields: {@code GroupIds[]}. Of several fields, as in {@code Topics[Name|TopicId]}, those count that
 * the version has.
 *
 * @param levels the arrays, the outermost first
 */
record ItemPath(List<Level> levels) {
    /**
     * An array on the way to the items.
     *
     * @param array the name of the array
     * @param keys the fields that tell its entries apart
     */
    record Level(String array, List<String> keys) {}

    ItemPath {
        levels = List.copyOf(levels);
    }

    /** Reads a path. */
    static ItemPath parse(String text) {
        return new ItemPath(Arrays.stream(text.split("\\."))
                .map(step -> {
                    int open = step.indexOf('[');
                    String keys = step.substring(open + 1, step.length() - 1);
                    return new Level(step.substring(0, open), keys.isEmpty() ? List.of() : List.of(keys.split("\\|")));
                })
                .toList());
    }

    /** The outermost array. */
    String array() {
        return levels.get(0).array();
    }

    /** The items of a message in its order, each as text: {@code orders, 3}. */
    List<String> items(Message message) {
        List<String> items = new ArrayList<>();
        visit(message, 0, "", "", (item, place) -> items.add(item));
        return items;
    }

    /** The outermost entries that are refused as a whole, such as groups that another broker coordinates: they list no items. */
    List<String> refused(Message message) {
        Level outermost = levels.get(0);
        if (levels.size() == 1 || message.isNull(outermost.array())) {
            return List.of();
        }
        return message.getStructs(outermost.array()).stream()
                .filter(entry -> entry.has("ErrorCode") && entry.getInt("ErrorCode") != 0)
                .filter(entry ->
                        entry.getList(levels.get(1).array(), Object.class).isEmpty())
                .map(entry -> key(entry, outermost))
                .toList();
    }

    /** The path of each item in a message: {@code orders, 3} may be at {@code Topics[0].Partitions[1]}. */
    Map<String, String> places(Message message) {
        Map<String, String> places = new LinkedHashMap<>();
        visit(message, 0, "", "", places::putIfAbsent);
        return places;
    }

    private void visit(
            Message message, int depth, String outer, String outerPlace, BiConsumer<String, String> visitor) {
        Level level = levels.get(depth);
        if (message.isNull(level.array())) {
            return;
        }
        List<Object> entries = message.getList(level.array(), Object.class);
        for (int i = 0; i < entries.size(); i++) {
            String key = outer + (outer.isEmpty() ? "" : ", ") + key(entries.get(i), level);
            String place = outerPlace + (outerPlace.isEmpty() ? "" : ".") + level.array() + "[" + i + "]";
            if (depth == levels.size() - 1) {
                visitor.accept(key, place);
            } else {
                visit((Message) entries.get(i), depth + 1, key, place, visitor);
            }
        }
    }

    private static String key(Object entry, Level level) {
        if (!(entry instanceof Message message)) {
            return String.valueOf(entry);
        }
        return level.keys().stream()
                .filter(message::has)
                .map(key -> text(message.get(key)))
                .collect(Collectors.joining(" "));
    }

    /** A value as text; a list of structures says the same in any order. */
    private static String text(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(ItemPath::text).sorted().collect(Collectors.joining("+"));
        }
        return value instanceof Message message
                ? message.spec().fields().stream()
                        .map(field -> text(message.get(field)))
                        .collect(Collectors.joining(":"))
                : String.valueOf(value);
    }
}
