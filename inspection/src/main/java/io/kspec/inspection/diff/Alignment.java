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
 * Pairs the entries of two arrays: those with the same key, if the definition marks one or a field's name suggests one;
 * otherwise those with the same index. If the arrays share no key, as with ids that are random in every run, the index
 * decides too.
 */
final class Alignment {
    /** Fields that identify entries although no definition says so. */
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
    /** Topic ids are random: they count only if there is no name. */
    private static final Set<String> LAST_RESORT = Set.of("TopicId");

    /**
     * Two entries that belong together.
     *
     * @param a the entry of the first array, or null if there is none
     * @param b the entry of the second array, or null if there is none
     * @param key what identifies the entry, for humans; empty if paired by index
     */
    record Pair(@Nullable MessagePart a, @Nullable MessagePart b, String key) {}

    private final List<MessagePart> first;
    private final List<MessagePart> second;
    private final List<String> keys;

    private Alignment(MessagePart a, MessagePart b) {
        first = a.parts();
        second = b.parts();
        keys = common(keys(first), keys(second));
    }

    /** The pairs in the order of the first array; entries found only in the second follow their predecessor there. */
    static List<Pair> of(MessagePart a, MessagePart b) {
        return new Alignment(a, b).pairs();
    }

    private List<Pair> pairs() {
        Map<Object, Deque<MessagePart>> byKey = new HashMap<>();
        if (!keys.isEmpty()) {
            second.forEach(each ->
                    byKey.computeIfAbsent(key(each), key -> new ArrayDeque<>()).add(each));
        }
        Map<MessagePart, MessagePart> partners = new HashMap<>();
        for (MessagePart each : first) {
            MessagePart partner =
                    byKey.getOrDefault(key(each), new ArrayDeque<>()).poll();
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

    private List<Pair> inOrder(Map<MessagePart, MessagePart> partners) {
        List<Pair> pairs = new ArrayList<>();
        first.forEach(each -> pairs.add(pair(each, partners.get(each))));
        int at = 0;
        for (MessagePart each : second) {
            int known = indexOf(pairs, each);
            if (known < 0) {
                pairs.add(at++, pair(null, each));
            } else {
                at = known + 1;
            }
        }
        return pairs;
    }

    private static int indexOf(List<Pair> pairs, MessagePart second) {
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.get(i).b() == second) {
                return i;
            }
        }
        return -1;
    }

    private Pair pair(@Nullable MessagePart a, @Nullable MessagePart b) {
        MessagePart any = Objects.requireNonNull(a == null ? b : a);
        List<String> texts = new ArrayList<>();
        boolean same = a == null || b == null || key(a).equals(key(b));
        for (String name : same ? keys : List.<String>of()) {
            MessagePart field = any.part(name);
            texts.add(name + " " + (field == null ? "null" : field.text()));
        }
        return new Pair(a, b, String.join(", ", texts));
    }

    private List<@Nullable Object> key(MessagePart entry) {
        List<@Nullable Object> key = new ArrayList<>();
        for (String name : keys) {
            MessagePart field = entry.part(name);
            Object value = field == null ? null : field.value();
            key.add(value instanceof Number number ? (Object) number.longValue() : value);
        }
        return key;
    }

    private static List<String> common(List<String> a, List<String> b) {
        return a.stream().filter(b::contains).toList();
    }

    private static List<String> keys(List<MessagePart> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        MessagePart entry = entries.get(0);
        List<String> marked = marked(entry.spec());
        if (!marked.isEmpty()) {
            return marked;
        }
        List<String> names = entry.parts().stream().map(MessagePart::name).toList();
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
