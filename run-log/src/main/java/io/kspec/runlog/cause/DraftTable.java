package io.kspec.runlog.cause;

import io.kspec.runlog.Level;
import io.kspec.runlog.cause.Symptom.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Groups symptoms that show the same fault: each kind of symptom by what tells its faults apart. */
final class DraftTable {
    static final String NO_ERROR = "0";
    private static final int MANY = 3;

    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<Place, Draft> slips = new HashMap<>();
    private final Map<String, Draft> slipOfVersion = new HashMap<>();
    private final Answered answered;
    /** The ids of the checks whose requests many APIs do not answer: what such a request has in common is the reason. */
    private final Set<String> unansweredByMany;
    /** The faces of wrong values that checks of level {@code must} show. */
    private final Set<String> noticed = new HashSet<>();

    private final IdentityHashMap<Symptom, Told> values = new IdentityHashMap<>();

    private DraftTable(Answered answered, Set<String> unansweredByMany) {
        this.answered = answered;
        this.unansweredByMany = unansweredByMany;
    }

    /** The drafts of some symptoms. */
    static Collection<Draft> of(List<Symptom> symptoms, Answered answered) {
        DraftTable table = new DraftTable(answered, unansweredByMany(symptoms, answered));
        Map<String, List<Symptom>> slipsByApi = new LinkedHashMap<>();
        for (Symptom symptom : symptoms) {
            if (symptom.kind() == Kind.SLIP) {
                slipsByApi
                        .computeIfAbsent(symptom.place().api(), unused -> new ArrayList<>())
                        .add(symptom);
            }
        }
        symptoms.stream()
                .filter(symptom ->
                        symptom.kind() == Kind.VALUE && symptom.result().check().level() == Level.MUST)
                .forEach(symptom -> table.noticed.add(face(table.told(symptom))));
        slipsByApi.values().forEach(table::addSlips);
        symptoms.stream().filter(symptom -> symptom.kind() != Kind.SLIP).forEach(table::add);
        return table.drafts.values();
    }

    private static Set<String> unansweredByMany(List<Symptom> symptoms, Answered answered) {
        Map<String, Set<String>> apis = new HashMap<>();
        for (Symptom symptom : symptoms) {
            if (symptom.kind() == Kind.SILENCE
                    && !answered.isNever(symptom.place().api(), symptom.version())) {
                apis.computeIfAbsent(symptom.result().check().id(), unused -> new HashSet<>())
                        .add(symptom.place().api());
            }
        }
        apis.values().removeIf(all -> all.size() < MANY);
        return apis.keySet();
    }

    @SuppressWarnings("ReferenceEquality") // two cases may look the same
    private void addSlips(List<Symptom> ofOneApi) {
        IdentityHashMap<Symptom, Guess> explained = SlipExplainer.explain(ofOneApi);
        SlipExplainer.byExplanation(ofOneApi, explained).forEach((key, cases) -> {
            Symptom first = best(cases, explained);
            Guess guess = Objects.requireNonNull(explained.get(first));
            Place place = new Place(first.place().api(), guess.path());
            Symptom lead = new Symptom(
                    first.result(),
                    first.kind(),
                    place,
                    first.version(),
                    first.event(),
                    first.guesses(),
                    first.value());
            Draft draft = put("slip " + place, Sentences.slip(lead, guess));
            slips.putIfAbsent(place, draft);
            for (Symptom symptom : cases) {
                slipOfVersion.putIfAbsent(version(symptom), draft);
                if (symptom != first) {
                    draft.add(Sentences.slip(symptom, Objects.requireNonNull(explained.get(symptom))));
                }
            }
        });
    }

    private static Symptom best(List<Symptom> cases, IdentityHashMap<Symptom, Guess> explained) {
        Symptom best = cases.get(0);
        double certainty = -1;
        for (Symptom symptom : cases) {
            double its = Objects.requireNonNull(explained.get(symptom)).certainty();
            if (its > certainty) {
                best = symptom;
                certainty = its;
            }
        }
        return best;
    }

    private void add(Symptom symptom) {
        switch (symptom.kind()) {
            case DEATH -> {
                boolean hostile = symptom.result().check().hostile();
                String whose = hostile
                        ? symptom.result().check().id()
                        : symptom.place().api();
                put("death " + whose, Sentences.death(symptom));
            }
            case SILENCE -> {
                boolean never = answered.isNever(symptom.place().api(), symptom.version());
                Told told = Sentences.silence(symptom, never);
                String check = symptom.result().check().id();
                if (!never && unansweredByMany.contains(check)) {
                    put("silence of " + check, Sentences.silence(symptom.ofItsCheck(), told));
                    return;
                }
                put((never ? "never " : told.face() + " ") + symptom.place().api(), told);
            }
            case UNREADABLE -> {
                Told told = Sentences.unreadable(symptom);
                Draft slip = slip(symptom);
                if (slip != null) {
                    slip.add(told);
                } else {
                    put("unreadable " + symptom.place(), told);
                }
            }
            case VALUE -> {
                Told told = told(symptom);
                put(value(told), told);
            }
            default -> {
                String need = symptom.failure().need();
                String whose =
                        need == null ? "check " + symptom.result().check().id() : "need " + need;
                put(whose, Sentences.conduct(symptom));
            }
        }
    }

    private @Nullable Draft slip(Symptom symptom) {
        Draft same = slips.get(symptom.place());
        return same != null ? same : slipOfVersion.get(version(symptom));
    }

    /**
     * The same wrong error, or the same error missing, or the same field wrong: in a way that clients notice, or in another one
     * that they cope with.
     */
    private String value(Told told) {
        Symptom symptom = told.symptom();
        if (symptom.isErrorCode()) {
            return "error " + symptom.place().api() + ' ' + error(symptom);
        }
        return "value " + symptom.place().ofRecords() + (noticed.contains(face(told)) ? "" : " should");
    }

    private Told told(Symptom wrongValue) {
        return values.computeIfAbsent(wrongValue, Sentences::value);
    }

    private static String face(Told told) {
        return told.symptom().place().ofRecords() + " " + told.face();
    }

    /** The code that was found; for none, with the one that was expected. */
    static String error(Symptom symptom) {
        String code = symptom.errorFound();
        return code.equals(NO_ERROR)
                ? code + " for " + Wording.shortened(Wording.steady(Sentences.withoutPath(symptom)))
                : code;
    }

    private Draft put(String key, Told told) {
        Draft known = drafts.get(key);
        if (known == null) {
            known = new Draft(told, DraftTable::title);
            drafts.put(key, known);
        } else {
            known.add(told);
        }
        return known;
    }

    private static String title(Told told) {
        Symptom symptom = told.symptom();
        String api = symptom.place().api();
        return switch (symptom.kind()) {
            case DEATH ->
                symptom.result().check().hostile()
                        ? symptom.result().check().title() + ": the target dies or hangs"
                        : "A request of " + api + " kills the target";
            case SILENCE ->
                told.sentence().startsWith("never") ? api + " is " + told.sentence() : api + ": " + told.sentence();
            case CONDUCT -> told.sentence();
            default -> api + ": " + told.sentence();
        };
    }

    private static String version(Symptom symptom) {
        return symptom.place().api() + ' ' + symptom.version();
    }
}
