package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownSummaryTest {
    @Test
    void theVerdictComesFirst() {
        assertThat(MarkdownSummary.render(SampleRun.young()))
                .startsWith("## kspec: Not conformant\n\nlocalhost:9092 fails 5 checks")
                .contains("| 505 | 10 | 58 | 1 |")
                .contains("| OffsetFetch v2 | offset-fetch.group-error-is-last | must |");
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
                        .isIn(5L, 6L));
    }

    @Test
    void manyFailuresAreCutShort() {
        String text = MarkdownSummary.render(
                SampleRun.log(List.of(), Collections.nCopies(70, SampleFailures.groupErrorIsMissing())));
        assertThat(text).endsWith("… and 20 more.\n");
    }
}
