package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Profiles;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.CaseName;
import io.kspec.suite.session.Selection;
import io.kspec.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Refuses a selection that selects nothing, or has a part that matches nothing, before anything is started. */
final class SelectionAdvice {
    private SelectionAdvice() {}

    /**
     * @param scenarios the flows and scenarios that are played, too
     * @throws UsageException if the selection, or a part of it, matches no check and no scenario
     */
    static void require(Selection selection, List<ScenarioCheck> scenarios) {
        List<ConformanceTest> checks = Stream.concat(ConformanceRun.checks().stream(), scenarios.stream())
                .toList();
        List<String> profiles = Stream.concat(Stream.of(Selection.ALL_PROFILES), Profiles.ALL.stream())
                .toList();
        if (!profiles.contains(selection.profile())) {
            throw new UsageException("--profile: expected one of " + String.join(", ", profiles) + ", found "
                    + selection.profile() + Suggestion.of(selection.profile(), profiles));
        }
        selection.include().forEach(pattern -> require("--check", pattern, checks));
        selection.exclude().forEach(pattern -> require("--exclude", pattern, checks));
        selection.cases().stream()
                .map(CaseName::check)
                .filter(ScenarioCheck::isIdOfScenario)
                .forEach(id -> require("--case", id, checks));
        if (ConformanceRun.checks(selection, scenarios).isEmpty()) {
            List<String> filters = new ArrayList<>(selection.filters());
            if (!selection.profile().equals(Selection.ALL_PROFILES)) {
                filters.add(0, "profile " + selection.profile());
            }
            throw new UsageException("no check is selected by " + String.join(" and ", filters));
        }
    }

    private static void require(String option, String pattern, List<ConformanceTest> checks) {
        Selection alone = Selection.EVERYTHING.including(pattern);
        if (checks.stream().noneMatch(alone::admits)) {
            List<String> ids = checks.stream().map(ConformanceTest::id).toList();
            boolean unnamed = pattern.startsWith(ScenarioCheck.PREFIX)
                    && ids.stream().noneMatch(id -> id.startsWith(ScenarioCheck.PREFIX));
            throw new UsageException(
                    option + ": expected the id of a check, found " + (pattern.isBlank() ? "nothing" : pattern)
                            + (unnamed
                                    ? "; name the scenarios with --scenarios PATH"
                                    : meant(pattern, ids) + "; see kspec list checks"));
        }
    }

    private static String meant(String pattern, List<String> ids) {
        if (Catalog.standard().apis().stream().map(ApiSpec::name).anyMatch(pattern::equalsIgnoreCase)) {
            return "; did you mean --api " + pattern + "?";
        }
        int at = pattern.indexOf('@');
        if (at > 0 && ids.contains(pattern.substring(0, at))) {
            return "; did you mean --case " + pattern + "?";
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
