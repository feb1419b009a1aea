package io.kspec.runlog.cause;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Joins what flows of real clients show of an API with what checks show of it: a flow sends what checks send too, and says
 * which clients stop there. What only flows show of an API is one cause.
 */
final class ClientFlows {
    /** How the ids of flows begin. */
    private static final String PREFIX = "client.";

    private ClientFlows() {}

    /** Makes drafts of checks take over those of flows. */
    static void merge(Collection<Draft> drafts) {
        Map<String, Draft> checked = new HashMap<>();
        Map<String, Draft> shown = new HashMap<>();
        for (Draft draft : drafts) {
            if (!draft.isAbsorbed()) {
                boolean ofFlows = draft.told().stream().allMatch(told -> isFlow(told.symptom()));
                boolean hostile = draft.told().stream()
                        .allMatch(told -> told.symptom().result().check().hostile());
                if (ofFlows) {
                    shown.merge(draft.place().api(), draft, Draft::larger);
                } else if (!hostile && !draft.isJudgement()) {
                    checked.merge(draft.place().api(), draft, Draft::larger);
                }
            }
        }
        for (Draft draft : drafts) {
            if (!draft.isAbsorbed() && draft.told().stream().allMatch(told -> isFlow(told.symptom()))) {
                String api = draft.place().api();
                Draft cause = api.isEmpty() ? shown.get(api) : checked.getOrDefault(api, shown.get(api));
                if (cause != null) {
                    cause.absorb(draft);
                }
            }
        }
    }

    private static boolean isFlow(Symptom symptom) {
        return symptom.result().check().id().startsWith(PREFIX);
    }
}
