package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Profiles;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.Selection;
import io.kspec.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Refuses a selection that selects nothing, or has a part that matches nothing, before anything is started. */
final class SelectionAdvice {
    private SelectionAdvice() {}

    /** @throws UsageException if the selection, or a part of it, matches no check */
    static void require(Selection selection) {
        List<String> profiles = Stream.concat(Stream.of(Selection.ALL_PROFILES), Profiles.ALL.stream())
                .toList();
        if (!profiles.contains(selection.profile())) {
            throw new UsageException("--profile: expected one of " + String.join(", ", profiles) + ", found "
                    + selection.profile() + Suggestion.of(selection.profile(), profiles));
        }
        selection.include().forEach(pattern -> require("--check", pattern));
        selection.exclude().forEach(pattern -> require("--exclude", pattern));
        if (ConformanceRun.checks(selection).isEmpty()) {
            List<String> filters = new ArrayList<>(selection.filters());
            if (!selection.profile().equals(Selection.ALL_PROFILES)) {
                filters.add(0, "profile " + selection.profile());
            }
            throw new UsageException("no check is selected by " + String.join(" and ", filters));
        }
    }

    private static void require(String option, String pattern) {
        List<String> ids =
                ConformanceRun.checks().stream().map(ConformanceTest::id).toList();
        Selection alone = Selection.EVERYTHING.including(pattern);
        if (ConformanceRun.checks().stream().noneMatch(alone::admits)) {
            throw new UsageException(option + ": expected the id of a check, found " + pattern + meant(pattern, ids)
                    + "; see kspec list checks");
        }
    }

    private static String meant(String pattern, List<String> ids) {
        if (Catalog.standard().apis().stream().map(ApiSpec::name).anyMatch(pattern::equalsIgnoreCase)) {
            return "; did you mean --api " + pattern + "?";
        }
        List<String> areas = ids.stream()
                .map(id -> id.substring(0, id.indexOf('.')) + ".*")
                .distinct()
                .toList();
        List<String> known = new ArrayList<>(pattern.contains("*") ? areas : ids);
        if (!pattern.contains(".")) {
            String area = Suggestion.of(pattern + ".*", areas);
            return area.isEmpty() ? Suggestion.of(pattern, known) : area.replaceFirst(" (\\S+)\\?$", " '$1'?");
        }
        return Suggestion.of(pattern, known).replaceFirst(" (\\S+\\*)\\?$", " '$1'?");
    }
}
