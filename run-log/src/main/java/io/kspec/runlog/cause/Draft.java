package io.kspec.runlog.cause;

import io.kspec.runlog.CaseResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A cause in the making: symptoms that have one reason. The first one found gives the cause its place, and the face that most of
 * them show its title, so that it is the same in each run.
 */
final class Draft {
    private static final double NEARLY_ALL = 0.8;

    private final List<Told> told = new ArrayList<>();
    private final List<CaseResult> blocked = new ArrayList<>();
    private final Symptom.Kind kind;
    private final Place place;
    private final Function<Told, String> wording;
    private @Nullable String better;
    private @Nullable Draft absorbedBy;
    private int own;

    /**
     * A draft of one symptom.
     *
     * @param wording the title of a cause that a symptom stands for
     */
    Draft(Told first, Function<Told, String> wording) {
        this.kind = first.symptom().kind();
        this.place = first.symptom().place();
        this.wording = wording;
        add(first);
    }

    void add(Told another) {
        told.add(another);
        own++;
    }

    /** Takes over all symptoms of another draft, which then stands for this one. */
    void absorb(Draft other) {
        Draft root = root();
        Draft absorbed = other.root();
        if (root != absorbed) {
            root.told.addAll(absorbed.told);
            absorbed.told.clear();
            absorbed.absorbedBy = root;
        }
    }

    /** This draft, or the one that took it over. */
    Draft root() {
        Draft root = this;
        while (root.absorbedBy != null) {
            root = root.absorbedBy;
        }
        for (Draft on = this; on.absorbedBy != null; ) {
            Draft next = on.absorbedBy;
            on.absorbedBy = root;
            on = next;
        }
        return root;
    }

    boolean isAbsorbed() {
        return absorbedBy != null;
    }

    /** The versions of its API that show it. */
    Set<Integer> versions() {
        Set<Integer> versions = new HashSet<>();
        for (Told each : told) {
            if (each.symptom().version() != null) {
                versions.add(each.symptom().version());
            }
        }
        return versions;
    }

    /** Whether some version shows both. */
    boolean sharesAVersion(Draft other) {
        return !Collections.disjoint(versions(), other.versions());
    }

    /** Whether something holds for all of its symptoms; not if another draft took them over. */
    boolean all(Predicate<Symptom> condition) {
        return absorbedBy == null && told.stream().allMatch(each -> condition.test(each.symptom()));
    }

    /** Whether nothing but judgements of values that cannot be tells of it. */
    boolean isJudgement() {
        return all(Symptom::judgesValues);
    }

    /** Whether nothing but what real clients send tells of it. */
    boolean isOfClientFlows() {
        return all(Symptom::isOfClientFlow);
    }

    /** Whether nothing but what no client sends tells of it. */
    boolean isHostile() {
        return all(symptom -> symptom.result().check().hostile());
    }

    void block(CaseResult result) {
        blocked.add(result);
    }

    Symptom.Kind kind() {
        return kind;
    }

    Place place() {
        return place;
    }

    String title() {
        return better == null ? wording.apply(typical()) : better;
    }

    void rename(String title) {
        better = title;
    }

    /** Of its own symptoms, the first with the face that most of them show; for those that do not judge values, the first. */
    private Told typical() {
        List<Told> ownTold = told.subList(0, own);
        if (kind != Symptom.Kind.VALUE && kind != Symptom.Kind.CONDUCT) {
            return ownTold.get(0);
        }
        Map<String, List<Told>> faces =
                ownTold.stream().collect(Collectors.groupingBy(Told::face, TreeMap::new, Collectors.toList()));
        return faces.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElseThrow()
                .get(0);
    }

    /** Whether a number of its symptoms is nearly all of them, so that what they have in common is said of the draft. */
    boolean isNearlyAll(int symptoms) {
        return symptoms >= NEARLY_ALL * told.size();
    }

    /** Of two drafts, the one that was made of more symptoms, or else the first. */
    static Draft larger(Draft one, Draft other) {
        return one.own >= other.own ? one : other;
    }

    /** How many symptoms it was made of, without what it took over. */
    int own() {
        return own;
    }

    List<Told> told() {
        return told;
    }

    List<CaseResult> blocked() {
        return blocked;
    }
}
