package io.kspec.reports;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
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
 * A check that failed for an API, with all versions at which it failed.
 *
 * @param check the requirement
 * @param api the API's name; empty if the check is not about one API
 * @param key the API's key, or {@link Matrix#NO_API}
 * @param cases the cases that failed, in the order of the log; never empty
 */
record FailedCheck(Check check, String api, int key, List<CaseResult> cases) {
    private static final Comparator<FailedCheck> MOST_SEVERE_FIRST = Comparator.comparing(
                    (FailedCheck failedCheck) -> failedCheck.check().level() == Level.MUST ? 0 : 1)
            .thenComparing(failedCheck -> -failedCheck.cases().size())
            .thenComparing(FailedCheck::key);

    /** The failed checks of a run, most severe first. */
    static List<FailedCheck> of(RunLog log) {
        Map<String, List<CaseResult>> groups = new LinkedHashMap<>();
        for (CaseResult result : log.results()) {
            if (result.verdict() == Verdict.FAIL) {
                groups.computeIfAbsent(idOf(result), id -> new ArrayList<>()).add(result);
            }
        }
        return groups.values().stream()
                .map(FailedCheck::ofCases)
                .sorted(MOST_SEVERE_FIRST)
                .toList();
    }

    /** {@code v0–v3, v5}; empty if no case is about a version. */
    String versions() {
        List<Integer> versions = new ArrayList<>();
        for (CaseResult result : cases) {
            if (result.api() != null && result.api().version() != null) {
                versions.add(result.api().version());
            }
        }
        return VersionRanges.of(versions);
    }

    private static FailedCheck ofCases(List<CaseResult> cases) {
        @Nullable ApiVersion api = cases.get(0).api();
        return new FailedCheck(
                cases.get(0).check(),
                api == null ? "" : api.name(),
                api == null ? Matrix.NO_API : api.key(),
                List.copyOf(cases));
    }

    /** The id of the group of cases on the page; {@code model.js} computes the same. */
    private static String idOf(CaseResult result) {
        int key = result.api() == null ? Matrix.NO_API : result.api().key();
        return result.check().id() + "|" + key;
    }
}
