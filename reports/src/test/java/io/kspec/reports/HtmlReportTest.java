package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Level;
import io.kspec.runlog.LogFault;
import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

    @Test
    void thePageLoadsNothingAndLinksOnlyToSources() {
        String page = HtmlReport.render(SampleRun.young());
        assertThat(page).doesNotContainPattern("http:|@import|\\burl\\(");
        assertThat(Pattern.compile("https:[^\"]*").matcher(page).results().map(found -> found.group()))
                .isNotEmpty()
                .allMatch(address -> address.matches("https://(github\\.com|cwiki\\.apache\\.org)/.*"));
        assertThat(Pattern.compile("(?:src|href)=\"([^\"]*)\"")
                        .matcher(page)
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(address -> address.equals("data:,")
                        || address.startsWith("#")
                        || address.startsWith("https://github.com/"));
    }

    @Test
    void thePolicyForbidsWhatIsNotInThePage() {
        assertThat(HtmlReport.render(SampleRun.young()))
                .contains("http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src"
                        + " &#39;sha256-")
                .doesNotContain("unsafe-inline")
                .doesNotContain(" style=\"");
    }

    @Test
    void theScriptParsesNoMarkupAndRunsNoText() {
        Matcher script = SCRIPT.matcher(HtmlReport.render(SampleRun.young()));
        assertThat(script.find()).isTrue();
        assertThat(script.group(1))
                .doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|Function\\("
                        + "|fetch\\(|XMLHttpRequest|import\\(|WebSocket|DOMParser|createContextualFragment");
        assertThat(script.find()).as("a second script").isFalse();
    }

    @Test
    void hostileTextNeverBecomesMarkup() {
        String page = HtmlReport.render(HostileRun.log());
        assertThat(page)
                .doesNotContain("<img")
                .doesNotContain("<svg onload")
                .doesNotContain("<!--")
                .doesNotContain("' onmouseover='")
                .contains("&lt;img src=x onerror=hacked()&gt;")
                .contains("\\u003Cimg src=x onerror=hacked()\\u003E")
                .contains("\\u202e\\u2066\\u2028\\ud800 \\udfff");
        assertThat(page.split("</script>", -1)).hasSize(3);
        assertThat(page.chars().filter(c -> c < ' ' && c != '\n').count()).isZero();
    }

    @Test
    void theVerdictIsOnThePageBeforeAnyScriptRuns() {
        String page = HtmlReport.render(SampleRun.young());
        assertThat(page.substring(0, page.indexOf("<script")))
                .contains("<h1>Not conformant</h1>")
                .contains("localhost:9092 fails 10 of 515 cases, which have ")
                .contains("The committed offset is written as an int16; it is an int64.")
                .contains("OffsetFetch v2: 2 failed, 5 passed");
    }

    @Test
    void theCausesStandAboveTheMatrixGravestFirst() {
        String page = HtmlReport.render(SampleCauses.log(), SampleCauses.summary());
        assertThat(page.substring(0, page.indexOf("id=\"matrix\"")))
                .containsSubsequence(
                        "<h3>No client can connect",
                        "Metadata names a broker address that nobody can dial",
                        "<h3>Data is lost, or clients hang",
                        "OffsetFetch v0–v7",
                        "The request is not answered.",
                        "<h3>The target dies",
                        "4 cases could not be played because of it: Heartbeat v0–v3.",
                        "<h3>Clients fail",
                        "<h3>Clients cope",
                        "<h3>Robustness: only hostile or malformed requests show it",
                        "A truncated request is answered as if it were empty");
    }

    @Test
    void withoutAFailureThereAreNoCauses() {
        assertThat(HtmlReport.render(SampleRun.conformant())).doesNotContain("id=\"causes\"");
    }

    @Test
    void whatWasMeasuredIsOnThePage() {
        String page = HtmlReport.render(SampleRun.measured());
        // AssertJ takes seconds for a subsequence of a whole page
        String heading = "<h2 id=\"measured-title\">Measured</h2>";
        assertThat(page).contains(heading);
        assertThat(page.substring(page.indexOf(heading), page.indexOf("</section>", page.indexOf(heading))))
                .containsSubsequence(
                        "<h3>A thousand schemas are found</h3>",
                        "<dt>registered</dt><dd>4,210 schemas/s</dd>",
                        "<dt>until acknowledged, median</dt><dd>0.42 ms</dd>",
                        "<dt>until acknowledged, 99th percentile</dt><dd>12.3 ms</dd>");
        assertThat(HtmlReport.render(SampleRun.conformant())).doesNotContain("id=\"measured-title\"");
    }

    @Test
    void aBrokenLogIsSaidToBeBroken() {
        RunLog young = SampleRun.young();
        RunLog broken = new RunLog(null, young.results(), null, List.of(new LogFault(9, "a footer", "the end")));
        assertThat(HtmlReport.render(broken))
                .contains("<h1>Broken run</h1>")
                .contains("Run log, line 9: expected a footer, found the end.");
    }

    @Test
    void threeThousandPassesStaySmall() {
        List<CaseResult> twice = new ArrayList<>(SampleRun.conformant().results());
        twice.addAll(SampleRun.conformant().results());
        assertThat(twice).hasSizeGreaterThan(3000);
        String page = HtmlReport.render(SampleRun.log(List.of(), twice));
        assertThat(page.length()).isLessThan(500_000);
    }

    @Test
    void aThousandFailuresStayBelowThreeMegabytesAndKeepTheBytesToBlame() throws IOException {
        List<CaseResult> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(ManyFailures.of(i));
        }
        RunLog log = SampleRun.log(List.of(), many);
        String page = HtmlReport.render(log, Summary.of(log), another());
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isBetween(2_000_000, 3_000_000);
        JsonNode data = data(page);
        assertThat(data.path("timelines")).hasSize(1000);
        for (JsonNode timeline : data.path("timelines")) {
            int response = timeline.path(ManyFailures.BLAMED).path(9).asInt();
            assertThat(data.path("frames").path(response).size())
                    .as("bytes and fields of the response to blame")
                    .isEqualTo(7);
        }
        assertThat(data.path("golden").path("answers")).hasSizeBetween(200, 900);
    }

    /** As on a broker that answers wrongly at random: many checks fail, and what they need blocks many others for one reason. */
    @Test
    void manyChecksAndReasonsLeaveRoomForTheBytesOfEachCause() throws IOException {
        List<CaseResult> many = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            CaseResult failed = ManyFailures.of(i);
            Check check = SampleRun.check("metadata.check-" + i, "Check " + i + " of many", Level.MUST);
            many.add(CaseResult.failed(
                    check,
                    failed.api(),
                    new Failure("a topic", "another", List.of("a finding of many cases ".repeat(10))),
                    1,
                    1,
                    failed.timeline(),
                    failed.blame(),
                    List.of()));
            many.add(CaseResult.blocked(check, failed.api(), "a topic could not be had: ".repeat(8) + i % 9, "topic"));
        }
        RunLog log = SampleRun.log(List.of(), many);

        String page = HtmlReport.render(log, Summary.of(log));

        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
        assertThat(page).containsPattern("<p>And [0-9,]+ more checks: see junit.xml.</p></noscript>");
        assertThat(data(page).path("frames")).hasSizeGreaterThan(400);
    }

    /** Another answer for each case. */
    private static GoldenAnswers another() {
        AtomicInteger number = new AtomicInteger();
        return (exchange, blame, expected) -> {
            String name = "topic " + number.incrementAndGet();
            SampleFrame response = SampleFrame.response(1).string("Topics[0].Name", name + "-".repeat(600));
            return Optional.of(new GoldenAnswer(
                    "Apache Kafka 4.3.1", name, "Metadata/v8.golden", exchange.request(), response.frame(), ""));
        };
    }

    @Test
    void equalBytesStandOnThePageOnce() throws IOException {
        JsonNode once = dataOf(SampleFailures.committedOffsetIsShort(3));
        JsonNode twice = dataOf(SampleFailures.committedOffsetIsShort(3), SampleFailures.committedOffsetIsShort(3));
        assertThat(twice.path("timelines")).hasSize(2);
        assertThat(twice.path("blobs")).isEqualTo(once.path("blobs"));
        assertThat(twice.path("frames")).isEqualTo(once.path("frames"));
        assertThat(twice.path("layouts")).isEqualTo(once.path("layouts"));
        assertThat(twice.path("golden").path("answers"))
                .isEqualTo(once.path("golden").path("answers"))
                .hasSize(1);
    }

    private static JsonNode dataOf(CaseResult... results) throws IOException {
        RunLog log = SampleRun.log(List.of(), List.of(results));
        return data(HtmlReport.render(log, Summary.of(log), new SampleGolden()));
    }

    private static JsonNode data(String page) throws IOException {
        int start = page.indexOf('>', page.indexOf("id=\"run-data\"")) + 1;
        return new ObjectMapper().readTree(page.substring(start, page.indexOf("</script>", start)));
    }

    @Test
    void aReportReplacesTheOneBefore(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/report.html");
        HtmlReport.write(SampleRun.young(), Summary.of(SampleRun.young()), file);
        HtmlReport.write(SampleRun.conformant(), Summary.of(SampleRun.conformant()), file);
        assertThat(file).content().contains("<h1>Conformant</h1>").doesNotContain("Not conformant");
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files).containsExactly(file);
        }
    }
}
