package io.kspec.mock.script;

import io.kspec.mock.script.RequestPattern.FieldMatch;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.path.PathStep;
import io.kspec.protocol.path.PathStep.Field;
import io.kspec.protocol.path.PathStep.Index;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Evaluates the conditions of a pattern. Conditions that refer to entries of an array in the same words, such as {@code
 * Topics[*]}, must hold for the same entry.
 */
final class Conditions {
    private Conditions() {}

    /** The entries of a request for which the conditions hold; empty if there are none. */
    static Optional<EntrySelection> select(List<FieldMatch> conditions, Message request, KnownTopics topics) {
        List<List<Candidate>> remaining = new ArrayList<>();
        for (FieldMatch condition : conditions) {
            List<Candidate> candidates = condition.places(request, topics).stream()
                    .map(place -> Candidate.of(condition.path().path(), place))
                    .toList();
            if (candidates.isEmpty()) {
                return Optional.empty();
            }
            remaining.add(candidates);
        }
        if (remaining.size() > 1 && !agree(remaining)) {
            return Optional.empty();
        }
        return Optional.of(EntrySelection.around(remaining.stream()
                .map(list -> list.stream().map(Candidate::field).toList())
                .toList()));
    }

    /**
     * A field that meets a condition.
     *
     * @param entries the index of each entry around it, by the condition's words for the entry
     */
    private record Candidate(FieldPath field, Map<String, Integer> entries) {
        static Candidate of(FieldPath pattern, FieldPath field) {
            Map<String, Integer> entries = new HashMap<>();
            List<PathStep> steps = field.steps();
            for (int i = 1; i < steps.size(); i++) {
                if (steps.get(i) instanceof Index index && steps.get(i - 1) instanceof Field) {
                    entries.put(pattern.prefix(i + 1).toString(), index.index());
                }
            }
            return new Candidate(field, entries);
        }

        List<Integer> at(List<String> words) {
            return words.stream().map(word -> entries.getOrDefault(word, -1)).toList();
        }
    }

    /** Drops fields that no field of some other condition agrees with, until all agree; returns whether any are left. */
    private static boolean agree(List<List<Candidate>> remaining) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < remaining.size(); i++) {
                for (int j = 0; j < remaining.size(); j++) {
                    List<Candidate> kept = i == j ? remaining.get(i) : agreeing(remaining.get(i), remaining.get(j));
                    if (kept.isEmpty()) {
                        return false;
                    }
                    changed |= kept.size() < remaining.get(i).size();
                    remaining.set(i, kept);
                }
            }
        }
        return true;
    }

    private static List<Candidate> agreeing(List<Candidate> candidates, List<Candidate> others) {
        List<String> shared = candidates.get(0).entries().keySet().stream()
                .filter(others.get(0).entries()::containsKey)
                .toList();
        if (shared.isEmpty()) {
            return candidates;
        }
        Set<List<Integer>> present = new HashSet<>();
        others.forEach(other -> present.add(other.at(shared)));
        return candidates.stream()
                .filter(candidate -> present.contains(candidate.at(shared)))
                .toList();
    }
}
