package io.kspec.runlog.cause;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.cause.Symptom.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The distinct faces of a cause, each with the versions that show it. */
final class FaceList {
    private FaceList() {}

    /** The faces of a draft, the gravest first. */
    static List<Face> of(Draft draft, Gravity gravity) {
        Map<String, List<Told>> groups = new LinkedHashMap<>();
        for (Told told : draft.told()) {
            String key = told.symptom().kind() + " " + told.symptom().place().api() + ' ' + told.face();
            groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(told);
        }
        List<Ranked> ranked = new ArrayList<>();
        groups.values().forEach(group -> ranked.add(new Ranked(face(group), gravity.of(group), same(draft, group))));
        ranked.sort(Comparator.comparing(Ranked::own)
                .reversed()
                .thenComparing(Ranked::severity)
                .thenComparing(one -> -one.face().cases().size()));
        return ranked.stream().map(Ranked::face).toList();
    }

    /** Whether a group shows the fault itself, rather than a consequence elsewhere. */
    private static boolean same(Draft draft, List<Told> group) {
        return group.get(0).symptom().place().api().equals(draft.place().api());
    }

    private static Face face(List<Told> group) {
        Told first = group.get(0);
        Set<Integer> versions = new TreeSet<>();
        List<CaseResult> cases = new ArrayList<>();
        for (Told told : group) {
            cases.add(told.symptom().result());
            if (told.symptom().version() != null) {
                versions.add(told.symptom().version());
            }
        }
        return new Face(
                first.symptom().place().api(),
                sentence(first, VersionSpans.of(versions), versions.size() > 1),
                first.sentence(),
                cases);
    }

    private static String sentence(Told told, String versions, boolean several) {
        String api = told.symptom().place().api();
        if (api.isEmpty()) {
            return told.sentence();
        }
        String subject = versions.isEmpty() ? api : api + ' ' + versions;
        Kind kind = told.symptom().kind();
        return kind == Kind.SILENCE && told.sentence().startsWith("never")
                ? subject + (several ? " are " : " is ") + told.sentence()
                : subject + ": " + told.sentence();
    }

    private record Ranked(Face face, Severity severity, boolean own) {}
}
