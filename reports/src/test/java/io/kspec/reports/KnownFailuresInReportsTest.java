package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.known.KnownFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports set known failures apart from new ones. */
class KnownFailuresInReportsTest {
    private static final String KNOWN =
            """
            known-failures:
              - check: offset-fetch.committed-offset-survives
                reason: <offsets> are short
            """;

    @TempDir
    private Path folder = Path.of("");

    private Summary summary(RunLog log, String known) throws IOException, KnownFailures.InvalidFile {
        List<String> checks = log.results().stream()
                .map(result -> result.check().id())
                .distinct()
                .toList();
        Path file = Files.writeString(folder.resolve("known.yaml"), known);
        return Summary.of(log, null, KnownFailures.read(file, checks, List.of("OffsetFetch")));
    }

    @Test
    void inJUnitXmlKnownFailuresAreSkippedWithTheirReason() throws Exception {
        RunLog log = SampleRun.young();

        String xml = JUnitXmlReport.render(log, summary(log, KNOWN));

        assertThat(occurrences(xml, "<skipped message=\"known failure: &lt;offsets&gt; are short: "))
                .isEqualTo(6);
        assertThat(xml).contains("<testsuites name=\"kspec\"").contains(" failures=\"4\" ");
        assertThat(occurrences(xml, "<failure ")).isEqualTo(4);
        assertThat(occurrences(JUnitXmlReport.render(log), "<failure ")).isEqualTo(10);
    }

    @Test
    void gitHubIsNotToldOfWhatIsKnown() throws Exception {
        RunLog log = SampleRun.young();

        assertThat(GitHubReport.annotations(summary(log, KNOWN)))
                .hasSize(GitHubReport.annotations(Summary.of(log)).size() - 1);
    }

    @Test
    void theReportSaysWhatIsKnownAndWhy() throws Exception {
        RunLog log = SampleRun.young();

        String page = HtmlReport.render(log, summary(log, KNOWN));

        assertThat(occurrences(page, "<span class=\"known\">known</span>")).isEqualTo(1);
        assertThat(page).contains("6 known, 4 new, 0 fixed").contains("Known: &lt;offsets&gt; are short");
        assertThat(MarkdownSummary.render(log, summary(log, KNOWN))).contains("Failures: 6 known, 4 new, 0 fixed.");
        assertThat(HtmlReport.render(log)).doesNotContain("class=\"known\"").doesNotContain("<dt>Failures");
    }

    @Test
    void anEntryThatTheRunContradictsIsAWarningInEveryReport() throws Exception {
        RunLog log = SampleRun.log(
                List.of(), List.of(CaseResult.passed(SampleRun.check("fetch.a", "A", Level.MUST), null, 1, 1)));
        Summary summary = summary(log, "known-failures: [{check: fetch.a, reason: r}]");

        assertThat(summary.warnings())
                .singleElement()
                .asString()
                .endsWith("known.yaml:1:18: expected fetch.a to fail, found that it passes; remove the entry");
        assertThat(JUnitXmlReport.render(log, summary))
                .contains("<error message=")
                .contains("remove the entry");
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
