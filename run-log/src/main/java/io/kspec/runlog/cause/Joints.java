package io.kspec.runlog.cause;

import io.kspec.runlog.cause.Symptom.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Joins drafts that are about one thing: a field that one check judges by itself and others compare, a slip in some versions
 * where other versions decode, an API that succeeds where several errors are due, arrays in arrays that lack entries, values
 * that only one check of an API finds wrong.
 */
final class Joints {
    /** An API that misses this many kinds of errors does not look at its request; one that misses fewer lacks each. */
    private static final int SEVERAL = 3;

    private Joints() {}

    /** Makes the draft with most cases about a field take over what else tells of it. */
    static void merge(Collection<Draft> drafts) {
        Map<Place, List<Draft>> places = new HashMap<>();
        Map<String, List<Draft>> successes = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            Symptom first = draft.told().get(0).symptom();
            if (first.isErrorCode()) {
                if (first.errorFound().equals(DraftTable.NO_ERROR)) {
                    successes
                            .computeIfAbsent(draft.place().api(), unused -> new ArrayList<>())
                            .add(draft);
                }
            } else if (draft.kind() == Kind.SLIP || draft.kind() == Kind.VALUE || draft.kind() == Kind.UNREADABLE) {
                places.computeIfAbsent(draft.place().ofRecords(), unused -> new ArrayList<>())
                        .add(draft);
            }
        }
        for (List<Draft> same : places.values()) {
            if (same.size() > 1) {
                join(same);
            }
        }
        entriesInEntries(drafts);
        ofOneCheck(drafts);
        for (List<Draft> missing : successes.values()) {
            missing.removeIf(Draft::isAbsorbed);
            if (missing.size() >= SEVERAL) {
                Draft lead = missing.stream()
                        .max(Comparator.comparingInt(Draft::own))
                        .orElseThrow();
                lead.rename(lead.place().api() + ": succeeds where " + missing.size() + " different errors are due");
                missing.forEach(lead::absorb);
            }
        }
    }

    /**
     * Where the entries of an array are not those that are due, those of arrays in its entries cannot be either, whatever
     * each check expects.
     */
    private static void entriesInEntries(Collection<Draft> drafts) {
        Map<Place, Draft> arrays = new HashMap<>();
        for (Draft draft : drafts) {
            if (draft.kind() == Kind.VALUE
                    && draft.told().stream().allMatch(told -> told.symptom().countsEntries())) {
                arrays.computeIfAbsent(draft.place(), unused -> draft).absorb(draft);
            }
        }
        arrays.forEach((place, draft) -> {
            for (Place outer = place.outerArray(); outer != null; outer = outer.outerArray()) {
                Draft around = arrays.get(outer);
                if (around != null) {
                    around.absorb(draft);
                }
            }
        });
    }

    /** A check of one API asks for one thing, however the versions fail it. */
    private static void ofOneCheck(Collection<Draft> drafts) {
        Map<String, List<Draft>> checks = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            if (draft.kind() == Kind.VALUE && !draft.isAbsorbed()) {
                Set<String> ids = draft.told().stream()
                        .map(told -> told.symptom().result().check().id())
                        .collect(Collectors.toSet());
                String only = ids.iterator().next();
                if (ids.size() == 1
                        && only.startsWith(Wording.hyphenated(draft.place().api()) + '.')) {
                    checks.computeIfAbsent(only, unused -> new ArrayList<>()).add(draft);
                }
            }
        }
        for (List<Draft> same : checks.values()) {
            Draft lead = same.stream().max(Comparator.comparingInt(Draft::own)).orElseThrow();
            same.forEach(lead::absorb);
        }
    }

    private static void join(List<Draft> same) {
        Draft lead = same.get(0);
        for (Draft draft : same) {
            if (rank(draft) > rank(lead)) {
                lead = draft;
            }
        }
        for (Draft draft : same) {
            boolean slips = lead.kind() == Kind.SLIP && draft.kind() != Kind.VALUE;
            if (draft != lead && (slips || draft.isJudgement() || shareAFace(lead, draft))) {
                lead.absorb(draft);
            }
        }
    }

    private static boolean shareAFace(Draft lead, Draft draft) {
        Set<String> faces = lead.told().stream().map(Told::face).collect(Collectors.toSet());
        return draft.told().stream().map(Told::face).anyMatch(faces::contains);
    }

    /** A slip says more than a wrong value, and a check more than a judgement; then the more cases, the better. */
    private static long rank(Draft draft) {
        long kind = draft.kind() == Kind.SLIP ? 2 : draft.isJudgement() ? 0 : 1;
        return (kind << Integer.SIZE) + draft.own();
    }
}
