package io.kspec.mock.script;

import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.path.PathStep;
import io.kspec.protocol.path.PathStep.Field;
import io.kspec.protocol.path.PathStep.Index;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The entries of a request's arrays that a pattern's conditions select. */
final class EntrySelection {
    /** Every entry of every array. */
    static final EntrySelection ALL = new EntrySelection(Map.of());

    /** By the names of the arrays from the outside in, the indexes that are selected in them. */
    private final Map<List<String>, Set<List<Integer>>> selected;

    private EntrySelection(Map<List<String>, Set<List<Integer>>> selected) {
        this.selected = selected;
    }

    /**
     * The entries that contain fields.
     *
     * @param conditions for each condition, the fields that meet it
     */
    static EntrySelection around(List<List<FieldPath>> conditions) {
        Map<List<String>, Set<List<Integer>>> selected = new HashMap<>();
        for (List<FieldPath> fields : conditions) {
            for (FieldPath field : fields) {
                List<Integer> indexes = indexes(field);
                if (!indexes.isEmpty()) {
                    selected.computeIfAbsent(arrays(field), names -> new HashSet<>())
                            .add(indexes);
                }
            }
        }
        return selected.isEmpty() ? ALL : new EntrySelection(selected);
    }

    /** Whether an entry is selected, or an entry in it, or the entry that it is in. */
    boolean includes(List<String> arrays, List<Integer> indexes) {
        return selected.entrySet().stream()
                .allMatch(entry -> includes(entry.getKey(), entry.getValue(), arrays, indexes));
    }

    private static boolean includes(
            List<String> chain, Set<List<Integer>> chosen, List<String> arrays, List<Integer> indexes) {
        int common = Math.min(chain.size(), arrays.size());
        if (!chain.subList(0, common).equals(arrays.subList(0, common))) {
            return true;
        }
        if (arrays.size() >= chain.size()) {
            return chosen.contains(indexes.subList(0, common));
        }
        return chosen.stream().anyMatch(path -> path.subList(0, common).equals(indexes));
    }

    private static List<Integer> indexes(FieldPath field) {
        return field.steps().stream()
                .filter(Index.class::isInstance)
                .map(step -> ((Index) step).index())
                .toList();
    }

    private static List<String> arrays(FieldPath field) {
        List<String> names = new ArrayList<>();
        List<PathStep> steps = field.steps();
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i) instanceof Index && steps.get(i - 1) instanceof Field array) {
                names.add(array.name());
            }
        }
        return names;
    }
}
