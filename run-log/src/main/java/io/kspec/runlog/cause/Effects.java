package io.kspec.runlog.cause;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.cause.Symptom.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins what an API does wrong with what other APIs show of it: DeleteRecords does not delete, so Fetch and ListOffsets still
 * give the records. Only what is seen by checks of the first API alone is such an effect; an API that fails checks of its own
 * may be wrong itself.
 */
final class Effects {
    private Effects() {}

    /** Makes the largest draft about an API take over what only its checks find wrong in answers of other APIs. */
    static void merge(Collection<Draft> drafts) {
        Set<String> failing = new HashSet<>();
        Map<String, Draft> own = new HashMap<>();
        for (Draft draft : drafts) {
            for (Told told : draft.told()) {
                String api = checked(told.symptom());
                if (api.equals(told.symptom().place().api())) {
                    failing.add(api);
                    if (draft.kind() == Kind.VALUE && !draft.isJudgement()) {
                        own.merge(api, draft, Draft::larger);
                    }
                }
            }
        }
        for (Draft draft : drafts) {
            String api = onlyChecked(draft);
            Draft cause = api == null ? null : own.get(api);
            if (cause != null
                    && !draft.place().api().equals(api)
                    && !failing.contains(draft.place().api())) {
                cause.absorb(draft);
            }
        }
    }

    /** The API whose checks alone tell of a draft; null if there are several, or if no value is wrong. */
    private static @Nullable String onlyChecked(Draft draft) {
        if (draft.isAbsorbed() || draft.kind() != Kind.VALUE) {
            return null;
        }
        String only = checked(draft.told().get(0).symptom());
        return draft.all(symptom -> checked(symptom).equals(only)) ? only : null;
    }

    private static String checked(Symptom symptom) {
        ApiVersion api = symptom.result().api();
        return api == null ? "" : api.name();
    }
}
