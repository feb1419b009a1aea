package io.kspec.runlog.cause;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Joins what flows of real clients show of an API with what checks show of it: a flow sends what checks send too, and says
 * which clients stop there. What only flows show of an API is one cause. A request that is not answered is something else than
 * one that is answered wrongly.
 */
final class ClientFlows {
    private ClientFlows() {}

    /** Makes drafts of checks take over those of flows. */
    static void merge(Collection<Draft> drafts) {
        List<Draft> open = drafts.stream().filter(draft -> !draft.isAbsorbed()).toList();
        Map<Subject, Draft> shown = largest(open, Draft::isOfClientFlows);
        Map<Subject, Draft> checked =
                largest(open, draft -> !draft.isOfClientFlows() && !draft.isHostile() && !draft.isJudgement());
        for (Draft draft : open) {
            if (draft.isOfClientFlows()) {
                Subject subject = Subject.of(draft);
                Draft cause = subject.api().isEmpty()
                        ? shown.get(subject)
                        : checked.getOrDefault(subject, shown.get(subject));
                if (cause != null) {
                    cause.absorb(draft);
                }
            }
        }
    }

    private record Subject(String api, boolean silence) {
        static Subject of(Draft draft) {
            return new Subject(draft.place().api(), draft.kind() == Symptom.Kind.SILENCE);
        }
    }

    private static Map<Subject, Draft> largest(List<Draft> drafts, Predicate<Draft> wanted) {
        return drafts.stream()
                .filter(wanted)
                .collect(Collectors.toMap(Subject::of, Function.identity(), Draft::larger));
    }
}
