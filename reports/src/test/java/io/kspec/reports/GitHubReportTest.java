package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.RunLog;
import io.kspec.runlog.VerdictCounts;
import io.kspec.runlog.known.Acceptance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubReportTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aCauseIsAnAnnotationWithItsExtent() {
        List<String> lines = GitHubReport.annotations(SampleCauses.summary());

        assertThat(lines)
                .anySatisfy(
                        line -> assertThat(line)
                                .startsWith(
                                        "::error title=The committed offset is written as an int16; it is an int64.::8 cases of "))
                .anySatisfy(line -> assertThat(line).startsWith("::warning title="))
                .allSatisfy(
                        line -> assertThat(line).doesNotContain("\n").matches("::(error|warning) title=[^:,]*::.+"));
    }

    @Test
    void gitHubShowsTenOfAKind() {
        List<CauseDigest> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            SampleCauses.summary().causes().forEach(many::add);
        }
        List<String> lines = GitHubReport.annotations(withCauses(many));

        assertThat(lines.stream().filter(line -> line.startsWith("::error"))).hasSize(10);
        assertThat(lines.stream().filter(line -> line.startsWith("::warning"))).hasSize(10);
        assertThat(lines.get(9)).matches("::error title=kspec::\\d+ more causes: see the report");
    }

    @Test
    void textOfATargetCannotEndTheCommand() {
        assertThat(GitHubReport.annotations(Summary.of(HostileRun.log())))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line).doesNotContain("\n", "\r").matches("::(error|warning) title=[^:,]*::.+"));
    }

    @Test
    void theSummaryIsAppendedToWhatTheStepWroteBefore() throws IOException {
        Path file = Files.writeString(folder.resolve("summary.md"), "# Build\n");
        RunLog log = SampleRun.young();

        assertThat(GitHubReport.appendSummary(log, Summary.of(log), file)).isTrue();

        assertThat(file).content().startsWith("# Build\n## kspec: ").contains("### Cases");
    }

    @Test
    void aSummaryThatDoesNotFitIsShortenedOrLeftOut() throws IOException {
        RunLog log = SampleRun.young();
        Summary summary = Summary.of(log);
        Path nearlyFull = Files.write(folder.resolve("nearly"), new byte[GitHubReport.MOST_BYTES - 1_000]);
        Path full = Files.write(folder.resolve("full"), new byte[GitHubReport.MOST_BYTES]);

        assertThat(GitHubReport.appendSummary(log, summary, nearlyFull)).isTrue();
        assertThat(Files.size(nearlyFull)).isLessThanOrEqualTo(GitHubReport.MOST_BYTES);
        assertThat(nearlyFull).content().contains("## kspec: ").doesNotContain("### Cases");
        assertThat(GitHubReport.appendSummary(log, summary, full)).isFalse();
        assertThat(Files.size(full)).isEqualTo(GitHubReport.MOST_BYTES);
    }

    private static Summary withCauses(List<CauseDigest> causes) {
        return new Summary(
                Outcome.NOT_CONFORMANT,
                "Not conformant",
                "It fails.",
                List.of(),
                causes,
                VerdictCounts.NONE,
                1,
                0,
                "a:1",
                null,
                Acceptance.NOTHING);
    }
}
