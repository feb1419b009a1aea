package io.kspec.reports;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names the APIs and versions of cases. */
final class Places {
    private Places() {}

    /** {@code OffsetFetch v0–v5, v7; Fetch v4; and 3 more APIs}; empty if no case is about an API. */
    static String of(List<CaseResult> cases, int most) {
        Map<String, List<Integer>> versions = new LinkedHashMap<>();
        for (CaseResult result : cases) {
            ApiVersion api = result.api();
            if (api != null) {
                List<Integer> known = versions.computeIfAbsent(api.name(), name -> new ArrayList<>());
                if (api.version() != null) {
                    known.add(api.version());
                }
            }
        }
        List<String> places = new ArrayList<>();
        versions.forEach((name, known) -> places.add((name + " " + VersionRanges.of(known)).strip()));
        List<String> shown = new ArrayList<>(places.subList(0, Math.min(most, places.size())));
        if (places.size() > most) {
            shown.add("and " + Figures.count(places.size() - most, "more API"));
        }
        return VisibleText.of(String.join("; ", shown));
    }
}
