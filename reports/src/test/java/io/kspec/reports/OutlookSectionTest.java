package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlookSectionTest {
    private static final String UNDERFLOW = "\"insufficient data <here>\"";

    /** A conformant run with failures at a version that Sarama uses to consume. */
    private static RunLog broken(String... reactions) {
        List<CaseResult> results = new ArrayList<>(SampleRun.conformant().results());
        for (String reaction : reactions) {
            results.add(CaseResult.failed(
                    SampleRun.check("fetch.records", "Records come back", Level.MUST),
                    new ApiVersion(1, "Fetch", 12),
                    new Failure("records", "none", List.of()),
                    1,
                    1,
                    List.of(),
                    null,
                    List.of(new ClientReaction("Sarama", reaction))));
        }
        var header = SampleRun.conformant().header();
        return SampleRun.log(header == null ? List.of() : header.advertised(), results);
    }

    private static String section(RunLog log) {
        String page = HtmlReport.render(log);
        int start = page.indexOf("<section class=\"outlook\"");
        return start < 0 ? "" : page.substring(start, page.indexOf("</section>", start));
    }

    @Test
    void theJobsOfAllClientsAreOneLineThatCanBeOpenedIfNothingStopsThem() {
        assertThat(section(SampleRun.conformant()))
                .containsPattern(
                        "<details class=\"all\"><summary>All [0-9]+ jobs of [0-9]+ clients will work\\.</summary>")
                .contains("<li>consume-assigned</li>")
                .doesNotContain("Stopped")
                .doesNotContain("Not known");
    }

    @Test
    void aStoppedJobHasWhatThePersonSeesAndLeadsToTheCase() {
        String section = section(broken(UNDERFLOW));

        assertThat(section)
                .containsPattern(
                        "<p>[0-9]+ of [0-9]+ jobs of [0-9]+ clients are stopped, [0-9]+ will work, [0-9]+ are not known\\.</p>")
                .contains("<span class=\"said\">&quot;insufficient data &lt;here&gt;&quot;</span>"
                        + " <span class=\"versions\">Fetch v12</span>"
                        + " <a href=\"#fetch.records/v12\">fetch.records</a>")
                .contains("<li>consume-assigned</li>");
        assertThat(section.substring(section.indexOf(">kafka-python<"), section.indexOf(">kafkajs<")))
                .as("clients without such a rule")
                .contains("Not known");
    }

    @Test
    void anAddressTellsTwoCasesOfANameApart() {
        RunLog log = broken(UNDERFLOW, UNDERFLOW);
        CaseAddresses addresses = new CaseAddresses(log.results());
        int last = log.results().size() - 1;

        assertThat(addresses.of(log.results().get(last - 1))).isEqualTo("fetch.records/v12");
        assertThat(addresses.of(log.results().get(last))).isEqualTo("fetch.records/v12~2");
        assertThat(addresses.of(log.results().get(0))).isEqualTo("wire.what-is-advertised-answers/Produce/v0");
    }

    @Test
    void aRunThatTellsNothingOfClientsHasNoSection() {
        RunLog nothing = SampleRun.log(List.of(), List.of());

        assertThat(section(SampleRun.log(List.of(), Collections.nCopies(2, SampleFailures.groupErrorIsMissing()))))
                .isNotEmpty();
        assertThat(MarkdownSummary.render(new RunLog(null, nothing.results(), null, List.of())))
                .doesNotContain("### Clients");
        assertThat(section(new RunLog(null, nothing.results(), null, List.of())))
                .isEmpty();
    }

    @Test
    void markdownHasALineOrATable() {
        assertThat(MarkdownSummary.render(SampleRun.conformant()))
                .containsPattern("\n### Clients\n\nAll [0-9]+ jobs of [0-9]+ clients will work\\.\n");
        assertThat(MarkdownSummary.render(broken(UNDERFLOW)))
                .containsPattern(
                        "\\| sarama \\| [0-9]+ \\| [0-9]+ \\| 0 \\| \"insufficient data &lt;here&gt;\" .*Fetch v12");
    }

    @Test
    void aLineTellsOfAClientThatIsStopped() {
        OutlookText text = OutlookText.of(broken(UNDERFLOW));

        assertThat(text.isStopped()).isTrue();
        assertThat(text.stops())
                .singleElement()
                .asString()
                .matches(
                        "sarama: [0-9]+ of [0-9]+ jobs stopped, such as [a-z0-9-]+: \"insufficient data <here>\" \\(Fetch"
                                + " v12\\)");
        assertThat(OutlookText.of(SampleRun.conformant()).stops()).isEmpty();
    }
}
