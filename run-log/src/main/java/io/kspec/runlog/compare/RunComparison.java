package io.kspec.runlog.compare;

import io.kspec.runlog.CaseKey;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the cases of one run in another. */
public final class RunComparison {
    private final Map<Change, List<CaseChange>> changes;

    private RunComparison(Map<Change, List<CaseChange>> changes) {
        this.changes = changes;
    }

    /**
     * Compares the results of two runs: first the cases of the second run, in its order, then those that only the first
     * has.
     */
    public static RunComparison of(List<CaseResult> before, List<CaseResult> after) {
        Map<CaseKey, CaseResult> first = byKey(before);
        Map<CaseKey, CaseResult> second = byKey(after);
        Map<Change, List<CaseChange>> changes = new EnumMap<>(Change.class);
        for (Change change : Change.values()) {
            changes.put(change, new ArrayList<>());
        }
        second.forEach((key, result) -> add(changes, new CaseChange(key, first.get(key), result)));
        first.forEach((key, result) -> {
            if (!second.containsKey(key)) {
                add(changes, new CaseChange(key, result, null));
            }
        });
        return new RunComparison(changes);
    }

    /** The cases with a change. */
    public List<CaseChange> of(Change change) {
        return List.copyOf(changes.getOrDefault(change, List.of()));
    }

    /** The results of a run by case. Of several results of one case, the first failure counts, or else the first. */
    public static Map<CaseKey, CaseResult> byKey(List<CaseResult> results) {
        Map<CaseKey, CaseResult> found = new LinkedHashMap<>();
        for (CaseResult result : results) {
            found.merge(
                    CaseKey.of(result),
                    result,
                    (one, other) -> one.verdict() != Verdict.FAIL && other.verdict() == Verdict.FAIL ? other : one);
        }
        return found;
    }

    private static void add(Map<Change, List<CaseChange>> changes, CaseChange change) {
        changes.computeIfAbsent(change.change(), unused -> new ArrayList<>()).add(change);
    }
}
