package io.kspec.runlog.cause;

import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Level;
import io.kspec.runlog.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds the causes of a run: failed cases with one reason are one cause. */
public final class Causes {
    private final List<Cause> gravestFirst;

    private Causes(List<Cause> gravestFirst) {
        this.gravestFirst = List.copyOf(gravestFirst);
    }

    /** The causes of the failed cases among some results. */
    public static Causes of(List<CaseResult> results) {
        Map<String, List<CaseResult>> groups = new LinkedHashMap<>();
        for (CaseResult result : results) {
            if (result.verdict() == Verdict.FAIL) {
                groups.computeIfAbsent(key(result), unused -> new ArrayList<>()).add(result);
            }
        }
        List<Cause> causes = new ArrayList<>();
        groups.forEach((key, cases) -> causes.add(cause(key, cases)));
        causes.sort((a, b) -> a.severity().compareTo(b.severity()));
        return new Causes(causes);
    }

    /** All causes, gravest first. */
    public List<Cause> gravestFirst() {
        return gravestFirst;
    }

    /** The cause of a failed case, or of one that it blocked. */
    public Optional<Cause> of(CaseResult result) {
        return gravestFirst.stream()
                .filter(cause ->
                        cause.cases().contains(result) || cause.blocked().contains(result))
                .findFirst();
    }

    private static String key(CaseResult result) {
        Blame blame = result.blame();
        return blame == null ? result.check().id() : blame.path().replaceAll("\\[[0-9]+\\]", "[]") + " " + blame.slip();
    }

    private static Cause cause(String key, List<CaseResult> cases) {
        CaseResult first = cases.get(0);
        Blame blame = first.blame();
        String sentence =
                blame == null ? Objects.requireNonNull(first.failure()).found() : blame.sentence();
        Severity severity = first.check().hostile()
                ? Severity.ROBUSTNESS
                : first.check().level() == Level.MUST ? Severity.CLIENTS_FAIL : Severity.CLIENTS_COPE;
        return new Cause(key, sentence, severity, List.of(new Face(sentence, cases)), List.of(), first.clients());
    }
}
