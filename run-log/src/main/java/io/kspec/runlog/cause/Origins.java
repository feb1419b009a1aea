package io.kspec.runlog.cause;

import io.kspec.runlog.Event;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Field;
import io.kspec.runlog.Frame;
import io.kspec.runlog.cause.Symptom.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the drafts that are consequences of another: their requests carried a value from a response that is known to be
 * wrong. A draft is a consequence as a whole, if nearly all of its cases are.
 */
final class Origins {
    /** The client that makes topics ready for a case, which asks for itself: its values are not carried. */
    private static final String PREPARING = "stage";

    private final KnownWrong wrong;

    private Origins(KnownWrong wrong) {
        this.wrong = wrong;
    }

    /** Makes causes of wrong values take over the drafts that are their consequences. */
    static void merge(Collection<Draft> drafts) {
        KnownWrong wrong = KnownWrong.in(drafts);
        if (wrong.isEmpty()) {
            return;
        }
        Origins origins = new Origins(wrong);
        Map<Draft, Draft> causes = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            Draft cause = origins.cause(draft);
            if (cause != null) {
                causes.put(draft, cause);
            }
        }
        causes.forEach((consequence, cause) -> {
            if (causes.get(cause) != consequence || cause.own() < consequence.own()) {
                cause.absorb(consequence);
            }
        });
    }

    private @Nullable Draft cause(Draft draft) {
        if (draft.kind() == Kind.SLIP || draft.kind() == Kind.UNREADABLE || draft.kind() == Kind.DEATH) {
            return null;
        }
        Map<Place, Integer> counts = new LinkedHashMap<>();
        for (Told told : draft.told()) {
            origin(told.symptom()).ifPresent(place -> counts.merge(place, 1, Integer::sum));
        }
        for (Map.Entry<Place, Integer> count : counts.entrySet()) {
            Draft cause = wrong.draft(count.getKey());
            if (cause != draft && draft.isNearlyAll(count.getValue())) {
                return cause;
            }
        }
        return null;
    }

    private Optional<Place> origin(Symptom symptom) {
        List<Event> timeline = symptom.result().timeline();
        if (symptom.event() < 0) {
            return address(symptom, timeline);
        }
        if (!(timeline.get(symptom.event()) instanceof ExchangeEvent refused)) {
            return Optional.empty();
        }
        CarriedField.Received received = new CarriedField.Received();
        Set<String> known = new HashSet<>(accepted(refused));
        for (Event event : timeline.subList(0, symptom.event())) {
            if (event instanceof ExchangeEvent earlier && !earlier.role().equals(PREPARING)) {
                wrongFields(earlier).forEach(field -> received.add(field.place(), field.value()));
                known.addAll(accepted(earlier));
            }
        }
        boolean accepted = symptom.kind() == Kind.VALUE && !symptom.isErrorCode();
        for (Field field : refused.request().fields()) {
            String leaf = Place.leaf(field.path());
            if ((accepted && CarriedField.onlyAdmits(leaf)) || known.contains(named(leaf, field))) {
                continue;
            }
            Optional<Place> source = received.source(leaf, field.value());
            if (source.isPresent() && !source.get().equals(symptom.place())) {
                return source;
            }
        }
        return Optional.empty();
    }

    /** The members, generations and topics that a request names, if it was answered without any error. */
    private static List<String> accepted(ExchangeEvent exchange) {
        Frame response = exchange.response();
        boolean refused = response == null
                || response.fields().stream()
                        .anyMatch(field -> Place.leaf(field.path()).endsWith("ErrorCode")
                                && !field.value().startsWith(DraftTable.NO_ERROR + " "));
        return refused
                ? List.of()
                : exchange.request().fields().stream()
                        .filter(field -> CarriedField.isKnownIfAccepted(Place.leaf(field.path()))
                                && !KnownWrong.NO_VALUE.contains(field.value()))
                        .map(field -> named(Place.leaf(field.path()), field))
                        .toList();
    }

    private static String named(String leaf, Field field) {
        return leaf + ' ' + field.value();
    }

    /** The place that advertised the address to which no connection could be opened. */
    private Optional<Place> address(Symptom symptom, List<Event> timeline) {
        String found = symptom.failure().found();
        for (Event event : timeline) {
            if (event instanceof ExchangeEvent earlier) {
                for (WrongField field : wrongFields(earlier)) {
                    boolean named = field.value().length() > 1
                            && field.place().leaf().equals("Host")
                            && found.contains(field.value() + ':');
                    if (named || (field.place().leaf().equals("Port") && found.contains(':' + field.value()))) {
                        return Optional.of(field.place());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private List<WrongField> wrongFields(ExchangeEvent exchange) {
        Frame response = exchange.response();
        if (response == null || exchange.api() == null) {
            return List.of();
        }
        List<WrongField> found = new ArrayList<>();
        String api = exchange.api().name();
        for (Field field : response.fields()) {
            String leaf = Place.leaf(field.path());
            if (CarriedField.isSource(leaf) || leaf.equals("Host") || leaf.equals("Port")) {
                Place place = new Place(api, Place.path(api, field.path()));
                if (wrong.isWrong(place, exchange.api().version(), field.value())) {
                    found.add(new WrongField(place, field.value()));
                }
            }
        }
        return found;
    }

    private record WrongField(Place place, String value) {}
}
