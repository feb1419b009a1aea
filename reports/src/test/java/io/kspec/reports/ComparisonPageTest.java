package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.LogFault;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.compare.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonPageTest {
    private static final ComparedRun KAFKA = ComparedRun.of("kafka", SampleRun.conformant());
    private static final ComparedRun YOUNG = ComparedRun.of("young", SampleRun.young());

    @Test
    void thePageLoadsNothingAndHasNoScript() {
        String page = page(KAFKA, YOUNG);

        assertThat(page)
                .contains("default-src &#39;none&#39;; style-src &#39;sha256-")
                .doesNotContain("<script")
                .doesNotContainPattern("(?:src|href)=\"(?!#|data:,)")
                .doesNotContain("@import")
                .doesNotContain("url(");
    }

    @Test
    void everyApiStandsInOneRowWithACellPerRun() {
        String page = page(KAFKA, YOUNG, KAFKA);
        String offsetFetch = row(page, "OffsetFetch");

        assertThat(Pattern.compile("<td>").matcher(offsetFetch).results()).hasSize(3);
        assertThat(offsetFetch)
                .containsPattern("wide pass\" title=\"[0-9]+ passed\"")
                .containsPattern("wide fail\" title=\"7 failed, [0-9]+ passed\"")
                .contains("v0–5");
        assertThat(row(page, "ShareFetch")).contains("wide absent");
    }

    private static String row(String page, String api) {
        int start = page.lastIndexOf("<tr", page.indexOf(">" + api + "</"));
        return page.substring(start, page.indexOf("</tr>", start));
    }

    @Test
    void everyLinkLeadsToTheChecksOfItsApi() {
        String page = page(KAFKA, YOUNG);

        assertThat(Pattern.compile("href=\"#(api-[^\"]+)\"").matcher(page).results())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(page).contains("id=\"" + link.group(1) + "\""));
        assertThat(page).contains("✗ fails v0–v5");
    }

    @Test
    void whatChangedIsToldByCause() {
        RunChanges changes = RunChanges.of(KAFKA, YOUNG);

        assertThat(changes.cases(Change.NEW)).isEqualTo(10);
        assertThat(changes.cases(Change.FIXED)).isZero();
        assertThat(changes.cases(Change.NO_LONGER_PLAYED)).isPositive();
        assertThat(changes.sections().get(0).groups())
                .extracting(RunChanges.Group::title)
                .isNotEmpty()
                .allSatisfy(title -> assertThat(page(KAFKA, YOUNG))
                        .contains(new Markup().text(title).toString()));
        assertThat(RunChanges.of(YOUNG, mended()).cases(Change.FIXED)).isEqualTo(10);
        assertThat(RunChanges.of(YOUNG, YOUNG).sections())
                .extracting(RunChanges.Section::change)
                .containsExactly(Change.STILL_FAILING);
    }

    /** The young broker, without its mistakes. */
    private static ComparedRun mended() {
        List<CaseResult> results = SampleRun.young().results().stream()
                .map(result -> result.verdict() == Verdict.FAIL
                        ? CaseResult.passed(result.check(), result.api(), 1, 1)
                        : result)
                .toList();
        return ComparedRun.of("mended", SampleRun.log(List.of(), results));
    }

    @Test
    void causesComeInTheOrderOfTheReport() {
        List<String> titles =
                YOUNG.summary().causes().stream().map(CauseDigest::title).toList();

        assertThat(RunChanges.of(KAFKA, YOUNG).sections().get(0).groups())
                .extracting(RunChanges.Group::title)
                .containsExactlyElementsOf(titles);
    }

    @Test
    void theSameRunsDifferInNothing() {
        assertThat(page(KAFKA, ComparedRun.of("again", SampleRun.conformant())))
                .contains("Nothing changed.")
                .doesNotContain("Checks that failed");
    }

    @Test
    void aDamagedLogIsSaidToBeSo() {
        RunLog cut = new RunLog(
                null, SampleRun.young().results(), null, List.of(new LogFault(4, "a footer", "the end of the log")));

        assertThat(page(KAFKA, ComparedRun.of("cut", cut)))
                .contains("cut: Run log, line 4: expected a footer, found the end of the log.")
                .contains("Broken run");
    }

    @Test
    void hostileTextIsEscaped() {
        ComparedRun hostile = ComparedRun.of("<b>\u202e", HostileRun.log());

        assertThat(page(KAFKA, hostile))
                .contains("&lt;b&gt;\\u202e")
                .doesNotContain("<b>\u202e")
                .doesNotContain("\u202e")
                .doesNotContain(HostileRun.MARKUP);
    }

    @Test
    void thePageIsWrittenToAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep/compare.html");

        ComparisonPage.write(List.of(KAFKA, YOUNG), List.of(RunChanges.of(KAFKA, YOUNG)), file);

        assertThat(Files.readString(file)).isEqualTo(page(KAFKA, YOUNG));
    }

    private static String page(ComparedRun first, ComparedRun... others) {
        List<ComparedRun> runs = new ArrayList<>(List.of(first));
        runs.addAll(List.of(others));
        return ComparisonPage.render(
                runs,
                List.of(others).stream()
                        .map(other -> RunChanges.of(first, other))
                        .toList());
    }
}
