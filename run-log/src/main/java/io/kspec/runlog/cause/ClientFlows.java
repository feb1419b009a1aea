package io.kspec.runlog.cause;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Joins what flows of real clients show of an API with what checks show of it: a flow sends what checks send too, and says
 * which clients stop there. What only flows show of an API is one cause. A request that is not answered is something else than
 * one that is answered wrongly, and bytes that do not decode at one version are something else than a wrong value at another.
 */
final class ClientFlows {
    private ClientFlows() {}

    /** Makes drafts of checks take over those of flows. */
    static void merge(Collection<Draft> drafts) {
        List<Draft> open = drafts.stream().filter(draft -> !draft.isAbsorbed()).toList();
        Map<Subject, List<Draft>> checked = open.stream()
                .filter(draft -> !draft.isOfClientFlows() && !draft.isHostile() && !draft.isJudgement())
                .collect(Collectors.groupingBy(Subject::of));
        Map<Subject, Draft> shown = open.stream()
                .filter(draft ->
                        draft.isOfClientFlows() && checkedToo(draft, checked).isEmpty())
                .collect(Collectors.toMap(Subject::of, Function.identity(), Draft::larger));
        for (Draft draft : open) {
            if (draft.isOfClientFlows()) {
                checkedToo(draft, checked)
                        .or(() -> Optional.ofNullable(shown.get(Subject.of(draft))))
                        .ifPresent(cause -> cause.absorb(draft));
            }
        }
    }

    /** The largest draft of checks that shows the same: at a version of the flow's, if there is one. */
    private static Optional<Draft> checkedToo(Draft flow, Map<Subject, List<Draft>> checked) {
        Subject subject = Subject.of(flow);
        List<Draft> same = subject.api().isEmpty() ? List.of() : checked.getOrDefault(subject, List.of());
        return same.stream().filter(flow::sharesAVersion).reduce(Draft::larger).or(() -> same.stream()
                .filter(draft -> draft.kind() == flow.kind())
                .reduce(Draft::larger));
    }

    private record Subject(String api, boolean silence) {
        static Subject of(Draft draft) {
            return new Subject(draft.place().api(), draft.kind() == Symptom.Kind.SILENCE);
        }
    }
}
