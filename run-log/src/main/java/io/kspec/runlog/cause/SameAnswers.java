package io.kspec.runlog.cause;

import io.kspec.runlog.Event;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Field;
import io.kspec.runlog.Frame;
import io.kspec.runlog.cause.Symptom.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins what is said of the same answers: where a check fails of a response, and judgements find values in that response that
 * cannot be, the check says what is wrong.
 */
final class SameAnswers {
    /** What differs from answer to answer and says nothing. */
    private static final String VOLATILE = "CorrelationId";

    private SameAnswers() {}

    /** Makes drafts of checks take over the judgements of the responses that they are about. */
    static void merge(Collection<Draft> drafts) {
        Map<Answer, Draft> checked = new HashMap<>();
        List<Draft> judgements = new ArrayList<>();
        for (Draft draft : drafts) {
            if (draft.isAbsorbed() || draft.kind() != Kind.VALUE) {
                continue;
            }
            if (draft.isJudgement()) {
                judgements.add(draft);
            } else {
                draft.told().forEach(told -> {
                    Answer answer = answer(told.symptom());
                    if (answer != null) {
                        checked.merge(answer, draft, Draft::larger);
                    }
                });
            }
        }
        judgements.forEach(judgement -> absorb(judgement, checked));
    }

    private static void absorb(Draft judgement, Map<Answer, Draft> checked) {
        Map<Draft, Integer> counts = new LinkedHashMap<>();
        for (Told told : judgement.told()) {
            Draft draft = checked.get(answer(told.symptom()));
            if (draft != null) {
                counts.merge(draft, 1, Integer::sum);
            }
        }
        counts.entrySet().stream()
                .filter(count -> judgement.isNearlyAll(count.getValue()))
                .max(Map.Entry.comparingByValue())
                .ifPresent(most -> most.getKey().absorb(judgement));
    }

    private static @Nullable Answer answer(Symptom symptom) {
        if (symptom.event() < 0) {
            return null;
        }
        Event event = symptom.result().timeline().get(symptom.event());
        Frame response = event instanceof ExchangeEvent exchange ? exchange.response() : null;
        if (response == null) {
            return null;
        }
        List<String> content = new ArrayList<>();
        for (Field field : response.fields()) {
            if (!field.path().equals(VOLATILE)) {
                content.add(field.path() + '=' + field.value());
            }
        }
        return new Answer(symptom.place().api(), symptom.version(), response.fieldsLeftOut(), content);
    }

    /** What an answer says. */
    private record Answer(String api, @Nullable Integer version, int fieldsLeftOut, List<String> content) {}
}
