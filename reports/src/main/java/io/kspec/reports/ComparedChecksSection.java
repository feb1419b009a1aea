package io.kspec.reports;

import io.kspec.runlog.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The checks that failed, or could not be played, in one of the runs, by API, with one column per run. */
final class ComparedChecksSection {
    private final Markup page;
    private final List<ComparedRun> runs;
    private final ComparedApis apis;

    ComparedChecksSection(Markup page, List<ComparedRun> runs, ComparedApis apis) {
        this.page = page;
        this.runs = runs;
        this.apis = apis;
    }

    void write() {
        List<ComparedApis.Row> telling =
                apis.rows().stream().filter(row -> !row.checks().isEmpty()).toList();
        if (telling.isEmpty()) {
            return;
        }
        page.open("section", "aria-labelledby", "checks-title");
        page.open("div", "class", "section-head");
        page.element("h2", "Checks that failed or were not played", "id", "checks-title");
        page.element("p", "The versions at which they failed, or were not played, in each run.", "class", "hint");
        page.close();
        telling.forEach(this::write);
        page.close().newLine();
    }

    private void write(ComparedApis.Row row) {
        page.element("h3", row.name(), "id", row.anchor());
        page.open(
                "div",
                "class",
                "scroll",
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                "Checks of " + row.name() + ", scroll sideways");
        page.open("table", "class", "side-by-side checks").open("thead").open("tr");
        page.element("th", "Check", "scope", "col", "class", "name");
        runs.forEach(run -> page.element("th", run.name(), "scope", "col"));
        page.close().close().open("tbody");
        for (ComparedApis.ComparedCheck check : row.checks()) {
            page.open("tr").element("th", check.id(), "scope", "row", "class", "name id");
            check.versions().forEach(this::writeCell);
            page.close();
        }
        page.close().close().close().newLine();
    }

    private void writeCell(Map<Verdict, Set<Integer>> verdicts) {
        page.open("td");
        if (verdicts.isEmpty()) {
            page.element("span", "–", "class", "wide absent", "title", "no case");
        } else if (verdicts.keySet().equals(Set.of(Verdict.PASS))) {
            page.element("span", "✓ passes", "class", "wide pass");
        } else {
            for (Map.Entry<Verdict, Set<Integer>> some : verdicts.entrySet()) {
                Verdict verdict = some.getKey();
                page.element(
                        "span",
                        (words(verdict) + " " + versions(some.getValue())).strip(),
                        "class",
                        "wide " + style(verdict));
            }
        }
        page.close();
    }

    private static String versions(Set<Integer> versions) {
        return VersionRanges.of(versions.stream()
                .filter(version -> version != ComparedApis.NO_VERSION)
                .collect(Collectors.toSet()));
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "✓ passes";
            case FAIL -> "✗ fails";
            case SKIPPED -> "– skipped";
            case ERROR -> "! harness error";
            case BLOCKED -> "⊘ blocked";
            case NOT_PLAYED -> "○ not played";
        };
    }

    private static String style(Verdict verdict) {
        return switch (verdict) {
            case PASS -> CellState.PASS.style();
            case FAIL -> CellState.FAIL.style();
            case SKIPPED -> CellState.SKIPPED.style();
            case ERROR -> CellState.ERROR.style();
            case BLOCKED, NOT_PLAYED -> CellState.PARTLY.style();
        };
    }
}
