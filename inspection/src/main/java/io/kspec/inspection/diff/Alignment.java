package io.kspec.inspection.diff;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.StructSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of two arrays belong together: those with the same key, as far as the definition marks one or a field's
 * name tells; else those with the same index. Where no key is in both arrays, as with ids that every run draws anew, the
 * index counts too.
 */
final class Alignment {
    /** Fields that tell entries apart although no definition says so. */
    private static final Set<String> NAMING = Set.of(
            "Name",
            "Topic",
            "TopicName",
            "PartitionIndex",
            "Partition",
            "PartitionId",
            "NodeId",
            "BrokerId",
            "MemberId",
            "GroupId",
            "ResourceType",
            "ResourceName",
            "TransactionalId",
            "ProducerId",
            "EntityType",
            "BaseOffset",
            "OffsetDelta",
            "Offset");
    /** Clusters draw topic ids at random: they count only where there is no name. */
    private static final Set<String> LAST_RESORT = Set.of("TopicId");

    /**
     * Two entries of the same meaning.
     *
     * @param a the first array's, or null if it has none
     * @param b the second array's, or null if it has none
     * @param key what tells the entry apart, as a person reads it; empty if it is the index
     */
    record Pair(@Nullable Part a, @Nullable Part b, String key) {}

    private final List<Part> first;
    private final List<Part> second;
    private final List<String> keys;

    private Alignment(Part a, Part b) {
        first = a.parts();
        second = b.parts();
        keys = common(keys(first), keys(second));
    }

    /** The entries, in the order of the first array, each that only the second has after the one it follows there. */
    static List<Pair> of(Part a, Part b) {
        return new Alignment(a, b).pairs();
    }

    private List<Pair> pairs() {
        Map<Object, Deque<Part>> byKey = new HashMap<>();
        if (!keys.isEmpty()) {
            second.forEach(each ->
                    byKey.computeIfAbsent(key(each), key -> new ArrayDeque<>()).add(each));
        }
        Map<Part, Part> partners = new HashMap<>();
        for (Part each : first) {
            Part partner = byKey.getOrDefault(key(each), new ArrayDeque<>()).poll();
            if (partner != null) {
                partners.put(each, partner);
            }
        }
        return partners.isEmpty() ? byIndex() : inOrder(partners);
    }

    private List<Pair> byIndex() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            pairs.add(pair(i < first.size() ? first.get(i) : null, i < second.size() ? second.get(i) : null));
        }
        return pairs;
    }

    private List<Pair> inOrder(Map<Part, Part> partners) {
        List<Pair> pairs = new ArrayList<>();
        first.forEach(each -> pairs.add(pair(each, partners.get(each))));
        int at = 0;
        for (Part each : second) {
            int known = indexOf(pairs, each);
            if (known < 0) {
                pairs.add(at++, pair(null, each));
            } else {
                at = known + 1;
            }
        }
        return pairs;
    }

    private static int indexOf(List<Pair> pairs, Part second) {
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.get(i).b() == second) {
                return i;
            }
        }
        return -1;
    }

    private Pair pair(@Nullable Part a, @Nullable Part b) {
        Part any = Objects.requireNonNull(a == null ? b : a);
        List<String> texts = new ArrayList<>();
        boolean same = a == null || b == null || key(a).equals(key(b));
        for (String name : same ? keys : List.<String>of()) {
            Part field = any.part(name);
            texts.add(name + " " + (field == null ? "null" : field.text()));
        }
        return new Pair(a, b, String.join(", ", texts));
    }

    private List<@Nullable Object> key(Part entry) {
        List<@Nullable Object> key = new ArrayList<>();
        for (String name : keys) {
            Part field = entry.part(name);
            Object value = field == null ? null : field.value();
            key.add(value instanceof Number number ? (Object) number.longValue() : value);
        }
        return key;
    }

    private static List<String> common(List<String> a, List<String> b) {
        return a.stream().filter(b::contains).toList();
    }

    private static List<String> keys(List<Part> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Part entry = entries.get(0);
        List<String> marked = marked(entry.spec());
        if (!marked.isEmpty()) {
            return marked;
        }
        List<String> names = entry.parts().stream().map(Part::name).toList();
        List<String> naming = names.stream().filter(NAMING::contains).toList();
        return naming.isEmpty() ? names.stream().filter(LAST_RESORT::contains).toList() : naming;
    }

    private static List<String> marked(@Nullable StructSpec spec) {
        return spec == null
                ? List.of()
                : spec.fields().stream()
                        .filter(FieldSpec::mapKey)
                        .map(FieldSpec::name)
                        .toList();
    }
}
