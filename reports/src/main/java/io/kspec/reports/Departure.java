package io.kspec.reports;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A check that failed for an API, at whichever versions.
 *
 * @param check the requirement
 * @param api the API's name, empty for what is about no single one
 * @param key the API's key, or {@link Matrix#NO_API}
 * @param cases the cases that failed, in the order of the log; never empty
 */
record Departure(Check check, String api, int key, List<CaseResult> cases) {
    private static final Comparator<Departure> GRAVEST_FIRST = Comparator.comparing(
                    (Departure departure) -> departure.check().level() == Level.MUST ? 0 : 1)
            .thenComparing(departure -> -departure.cases().size())
            .thenComparing(Departure::key);

    /** Those of a run, the gravest first. */
    static List<Departure> of(RunLog log) {
        Map<String, List<CaseResult>> groups = new LinkedHashMap<>();
        for (CaseResult result : log.results()) {
            if (result.verdict() == Verdict.FAIL) {
                groups.computeIfAbsent(idOf(result), id -> new ArrayList<>()).add(result);
            }
        }
        return groups.values().stream()
                .map(Departure::ofCases)
                .sorted(GRAVEST_FIRST)
                .toList();
    }

    /** Names the group of cases on the page; {@code model.js} makes the same. */
    String id() {
        return idOf(cases.get(0));
    }

    /** {@code v0–v3, v5}; empty where no case is about a version. */
    String versions() {
        List<Integer> versions = new ArrayList<>();
        for (CaseResult result : cases) {
            if (result.api() != null && result.api().version() != null) {
                versions.add(result.api().version());
            }
        }
        return VersionRanges.of(versions);
    }

    /** The sentence that explains most: the blame, else what was found. */
    String explanation() {
        Blame blame = cases.get(0).blame();
        Failure failure = cases.get(0).failure();
        return blame != null ? blame.sentence() : failure == null ? "" : "found " + failure.found();
    }

    private static Departure ofCases(List<CaseResult> cases) {
        @Nullable ApiVersion api = cases.get(0).api();
        return new Departure(
                cases.get(0).check(),
                api == null ? "" : api.name(),
                api == null ? Matrix.NO_API : api.key(),
                List.copyOf(cases));
    }

    private static String idOf(CaseResult result) {
        int key = result.api() == null ? Matrix.NO_API : result.api().key();
        return result.check().id() + "|" + key;
    }
}
