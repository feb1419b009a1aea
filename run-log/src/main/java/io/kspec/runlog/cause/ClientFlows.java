package io.kspec.runlog.cause;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Joins what flows of real clients show of an API with what checks show of it: a flow sends what checks send too, and says
 * which clients stop there. What only flows show of an API is one cause.
 */
final class ClientFlows {
    private ClientFlows() {}

    /** Makes drafts of checks take over those of flows. */
    static void merge(Collection<Draft> drafts) {
        List<Draft> open = drafts.stream().filter(draft -> !draft.isAbsorbed()).toList();
        Map<String, Draft> shown = largestByApi(open, Draft::isOfClientFlows);
        Map<String, Draft> checked =
                largestByApi(open, draft -> !draft.isOfClientFlows() && !draft.isHostile() && !draft.isJudgement());
        for (Draft draft : open) {
            if (draft.isOfClientFlows()) {
                String api = draft.place().api();
                Draft cause = api.isEmpty() ? shown.get(api) : checked.getOrDefault(api, shown.get(api));
                if (cause != null) {
                    cause.absorb(draft);
                }
            }
        }
    }

    private static Map<String, Draft> largestByApi(List<Draft> drafts, Predicate<Draft> wanted) {
        return drafts.stream()
                .filter(wanted)
                .collect(Collectors.toMap(draft -> draft.place().api(), Function.identity(), Draft::larger));
    }
}
