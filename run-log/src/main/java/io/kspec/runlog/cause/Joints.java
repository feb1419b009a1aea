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
 * where other versions decode, an API that succeeds where several errors are due.
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
        for (List<Draft> missing : successes.values()) {
            if (missing.size() >= SEVERAL) {
                Draft lead = missing.stream()
                        .max(Comparator.comparingInt(Draft::own))
                        .orElseThrow();
                lead.rename(lead.place().api() + ": succeeds where " + missing.size() + " different errors are due");
                missing.forEach(lead::absorb);
            }
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
            if (draft != lead && (slips || isJudgement(draft) || shareAFace(lead, draft))) {
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
        long kind = draft.kind() == Kind.SLIP ? 2 : isJudgement(draft) ? 0 : 1;
        return (kind << Integer.SIZE) + draft.own();
    }

    private static boolean isJudgement(Draft draft) {
        return draft.told().stream().allMatch(told -> told.symptom().judgesValues());
    }
}
