package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownSummaryTest {
    @Test
    void theVerdictComesFirst() {
        assertThat(MarkdownSummary.render(SampleRun.young()))
                .startsWith("## kspec: Not conformant\n\nlocalhost:9092 fails 10 of 515 cases, which have ")
                .contains("| 505 | 10 | 58 | 1 | 0 | 0 |")
                .contains("| OffsetFetch v2 | offset-fetch.group-error-is-last | must |");
    }

    @Test
    void theCausesStandBeforeTheCases() {
        assertThat(MarkdownSummary.render(SampleCauses.log(), SampleCauses.summary()))
                .contains("| 485 | 25 | 0 | 0 | 4 | 3 |")
                .containsSubsequence(
                        "### No client can connect",
                        "1. **Metadata names a broker address that nobody can dial**",
                        "    - Metadata v0–v7: Nothing listens at",
                        "3. **FindCoordinator with a key type kills the target**",
                        "    - 4 cases could not be played because of it: Heartbeat v0–v3",
                        "    - exit status 139 \\(SIGSEGV\\)",
                        "    - repeat it: kspec run --target localhost:9092 --case",
                        "### Robustness",
                        "### Cases");
    }

    @Test
    void whatWasMeasuredIsListed() {
        assertThat(MarkdownSummary.render(SampleRun.measured()))
                .endsWith(
                        """

                        ### Measured

                        - A thousand schemas are found
                            - registered: 4,210 schemas/s
                            - until acknowledged, median: 0.42 ms
                            - until acknowledged, 99th percentile: 12.3 ms
                        """);
        assertThat(MarkdownSummary.render(SampleRun.conformant())).doesNotContain("Measured");
    }

    @Test
    void hostileTextStaysInItsCell() {
        String text = MarkdownSummary.render(HostileRun.log());
        assertThat(text).doesNotContain("<").doesNotContain("](").contains("\\]\\(javascript:hacked");
        assertThat(text.lines().filter(line -> line.startsWith("|")))
                .allSatisfy(line -> assertThat(line.replaceAll("\\\\.", "")
                                .chars()
                                .filter(c -> c == '|')
                                .count())
                        .isIn(6L, 7L));
    }

    @Test
    void manyFailuresAreCutShort() {
        String text = MarkdownSummary.render(
                SampleRun.log(List.of(), Collections.nCopies(70, SampleFailures.groupErrorIsMissing())));
        assertThat(text).endsWith("… and 20 more.\n");
    }
}
