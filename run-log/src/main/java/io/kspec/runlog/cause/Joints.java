package io.kspec.runlog.cause;

import io.kspec.runlog.Level;
import io.kspec.runlog.cause.Symptom.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Joins drafts that are about one thing: a field that one check judges by itself and others compare, a slip in some versions
 * where other versions decode, an API that succeeds where several errors are due, arrays in arrays that lack entries, values
 * that the same checks of an API find wrong, an error that is told wrongly, malformed requests whose rest the target waits
 * for.
 */
final class Joints {
    /** An API that misses this many kinds of errors does not look at its request; one that misses fewer lacks each. */
    private static final int SEVERAL = 3;

    /** An error with its code: {@code 47 INVALID_PRODUCER_EPOCH}. */
    private static final Pattern NUMBERED = Pattern.compile("-?[0-9]+ ");

    /** A response that a failure quotes: {@code ApiVersions v0 response}. */
    private static final Pattern QUOTED = Pattern.compile("\\b([A-Z][A-Za-z]+ v[0-9]+) response\\b");

    /** The addresses that Metadata tells of, as an expectation of another API. */
    private static final Pattern BROKERS = Pattern.compile("\\bthe brokers \\[-?[0-9]+ at ");

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
                places.computeIfAbsent(draft.place().ofRecords().ofEntries(), unused -> new ArrayList<>())
                        .add(draft);
            }
        }
        for (List<Draft> same : places.values()) {
            if (same.size() > 1) {
                join(same);
            }
        }
        entriesInEntries(drafts);
        quotedElsewhere(drafts);
        comparedWithAddresses(drafts);
        ofTheSameChecks(drafts);
        ofTheSameError(drafts);
        notRejected(drafts);
        for (List<Draft> missing : successes.values()) {
            missing.removeIf(Draft::isAbsorbed);
            if (missing.size() >= SEVERAL) {
                Draft lead = lead(missing);
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
            if (draft.kind() == Kind.VALUE && draft.all(Symptom::countsEntries)) {
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

    /** An answer that does not decode is quoted by checks of other APIs that ask for it too. */
    private static void quotedElsewhere(Collection<Draft> drafts) {
        Map<String, Draft> undecodable = new HashMap<>();
        for (Draft draft : drafts) {
            if (draft.kind() == Kind.SLIP || draft.kind() == Kind.UNREADABLE) {
                draft.versions()
                        .forEach(
                                version -> undecodable.putIfAbsent(draft.place().api() + " v" + version, draft.root()));
            }
        }
        for (Draft draft : drafts) {
            if (draft.kind() == Kind.VALUE || draft.kind() == Kind.CONDUCT) {
                Set<Draft> quoted = draft.told().stream()
                        .map(told -> undecodable.get(quoted(told.symptom())))
                        .collect(Collectors.toSet());
                Draft only = quoted.size() == 1 ? quoted.iterator().next() : null;
                if (only != null) {
                    only.absorb(draft);
                }
            }
        }
    }

    /** The response that a failure quotes; empty if there is none, or if the request was malformed. */
    private static String quoted(Symptom symptom) {
        Matcher quoted = QUOTED.matcher(symptom.failure().found());
        return !symptom.result().check().hostile() && quoted.find() ? quoted.group(1) : "";
    }

    /** Where Metadata tells wrong addresses, the right ones of other APIs are not among them. */
    private static void comparedWithAddresses(Collection<Draft> drafts) {
        drafts.stream()
                .filter(draft -> draft.place().isBrokerAddress() && !draft.isAbsorbed())
                .reduce(Draft::larger)
                .ifPresent(wrong -> drafts.stream()
                        .filter(draft -> draft.kind() == Kind.VALUE
                                && draft.all(symptom -> BROKERS.matcher(
                                                symptom.failure().expected())
                                        .find()))
                        .forEach(wrong::absorb));
    }

    /** The checks of one API that fail together ask for one thing, however the versions fail them. */
    private static void ofTheSameChecks(Collection<Draft> drafts) {
        Map<Set<String>, List<Draft>> checks = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            if (draft.kind() == Kind.VALUE && !draft.isAbsorbed()) {
                Set<String> ids = checks(draft);
                String own = Wording.hyphenated(draft.place().api()) + '.';
                if (ids.stream().allMatch(id -> id.startsWith(own))) {
                    checks.computeIfAbsent(ids, unused -> new ArrayList<>()).add(draft);
                }
            }
        }
        checks.forEach((ids, same) -> {
            Draft lead = lead(same);
            same.stream()
                    .filter(draft -> ids.size() == 1 || !lead.sharesAVersion(draft))
                    .forEach(lead::absorb);
        });
    }

    /** What clients cope with is of no interest by itself where a field has the same wrong value that they stumble over. */
    private static boolean sameValues(Draft lead, Draft draft) {
        boolean copes = draft.all(symptom -> symptom.result().check().level() == Level.SHOULD);
        Set<String> values =
                lead.told().stream().map(told -> told.symptom().value()).collect(Collectors.toSet());
        return copes && draft.all(symptom -> values.contains(symptom.value()));
    }

    /**
     * One decision is wrong where a check finds now another error than the one that is due and now none, and where an error is
     * told when none is due and none when it is due.
     */
    private static void ofTheSameError(Collection<Draft> drafts) {
        Map<String, Draft> undue = new HashMap<>();
        Map<String, Draft> due = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            String expected = onlyError(draft);
            String api = draft.place().api() + ' ';
            if (expected.startsWith(DraftTable.NO_ERROR + " ")) {
                undue.put(api + draft.told().get(0).symptom().value(), draft);
            } else if (!expected.isEmpty()) {
                checks(draft).forEach(check -> due.merge(api + expected + ' ' + check, draft, Joints::joined));
            }
        }
        for (Draft draft : List.copyOf(due.values())) {
            Draft root = draft.root();
            String expected = onlyError(root);
            if (root.told().get(0).symptom().errorFound().equals(DraftTable.NO_ERROR)) {
                for (String error : expected.split(" or ")) {
                    Draft other = undue.get(root.place().api() + ' ' + error);
                    if (other != null && root.root().sharesAVersion(other.root())) {
                        Draft unused = joined(root.root(), other.root());
                    }
                }
            }
        }
    }

    /** The draft that takes over the others. */
    private static Draft lead(Collection<Draft> same) {
        return same.stream().reduce(Draft::larger).orElseThrow();
    }

    private static Draft joined(Draft one, Draft other) {
        Draft lead = Draft.larger(one.root(), other.root());
        lead.absorb(one);
        lead.absorb(other);
        return lead;
    }

    private static Set<String> checks(Draft draft) {
        return draft.told().stream()
                .map(told -> told.symptom().result().check().id())
                .collect(Collectors.toSet());
    }

    /** The error that all cases of a draft expect, with its code; empty if they differ, or if no error is expected. */
    private static String onlyError(Draft draft) {
        if (draft.isAbsorbed() || !draft.told().get(0).symptom().isErrorCode()) {
            return "";
        }
        List<String> expected = draft.told().stream()
                .map(told -> Sentences.withoutPath(told.symptom()))
                .distinct()
                .toList();
        return expected.size() == 1 && NUMBERED.matcher(expected.get(0)).lookingAt() ? expected.get(0) : "";
    }

    /** A target that waits for the rest of one malformed request waits for that of others. */
    private static void notRejected(Collection<Draft> drafts) {
        List<Draft> waiting = drafts.stream()
                .filter(draft -> draft.kind() == Kind.CONDUCT && draft.all(Joints::waitsForTheRest))
                .toList();
        if (waiting.size() > 1) {
            Draft lead = lead(waiting);
            lead.rename("Malformed requests are not rejected: "
                    + Wording.readable(lead.told().get(0).symptom().failure().found()));
            waiting.forEach(lead::absorb);
        }
    }

    private static boolean waitsForTheRest(Symptom symptom) {
        return symptom.result().check().hostile() && symptom.failure().found().startsWith("neither answer nor close");
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
            if (draft != lead && (slips || draft.isJudgement() || shareAFace(lead, draft) || sameValues(lead, draft))) {
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
