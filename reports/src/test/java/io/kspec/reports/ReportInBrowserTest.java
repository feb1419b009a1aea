package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with the page, in a real browser. Skipped where no Chromium is on the path. */
@Tag("browser")
class ReportInBrowserTest {
    private static final String CARDS = "[...document.querySelectorAll('.card')]";

    @TempDir
    private static @Nullable Path folder;

    private static @Nullable Browser shared;

    @BeforeAll
    static void startBrowser() throws IOException, InterruptedException {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no chromium on the path: the page is not looked at in a browser");
        shared = new Browser(program.orElseThrow(), folder().resolve("profile"));
        HtmlReport.write(
                SampleRun.young(), Summary.of(SampleRun.young()), new SampleGolden(), folder().resolve("young.html"));
    }

    @AfterAll
    static void stopBrowser() {
        if (shared != null) {
            shared.close();
        }
    }

    @BeforeEach
    void openYoungBroker() throws InterruptedException {
        browser().show(1280, 900, false);
        browser().open(folder().resolve("young.html"));
    }

    private static Path folder() {
        return Objects.requireNonNull(folder, "folder");
    }

    private static Browser browser() {
        return Objects.requireNonNull(shared, "browser");
    }

    private static JsonNode evaluate(String expression) throws InterruptedException {
        return browser().evaluate(expression);
    }

    private static String text(String selector) throws InterruptedException {
        return evaluate("document.querySelector(" + quoted(selector) + ").textContent")
                .asText();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void open(String name, RunLog log) throws IOException, InterruptedException {
        Path file = folder().resolve(name);
        HtmlReport.write(log, Summary.of(log), new SampleGolden(), file);
        browser().open(file);
    }

    @Test
    void nothingIsAskedOfTheNetworkAndNothingGoesWrong() throws InterruptedException {
        evaluate(CARDS + ".forEach(card => card.reveal())");
        assertThat(browser().requests())
                .allMatch(address -> address.endsWith("/young.html") || address.equals("data:,"))
                .anyMatch(address -> address.startsWith("file:"));
        assertThat(browser().complaints()).isEmpty();
    }

    @Test
    void thePolicyStopsAScriptThatGotIn() throws InterruptedException {
        evaluate(
                "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.x = 1'}))");
        assertThat(evaluate("typeof window.x").asText()).isEqualTo("undefined");
        assertThat(browser().complaints()).anyMatch(text -> text.contains("Content Security Policy"));
    }

    @Test
    void hostileTextIsShownAndDoesNothing() throws IOException, InterruptedException {
        open("hostile.html", HostileRun.log());
        evaluate(CARDS + ".forEach(card => card.reveal())");
        evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })");
        assertThat(evaluate("document.querySelectorAll('img, svg[onload], [onerror], [onmouseover]').length")
                        .asInt())
                .isZero();
        assertThat(evaluate("document.querySelectorAll('script').length").asInt())
                .isEqualTo(2);
        assertThat(text(".blame .sentence"))
                .startsWith(HostileRun.MARKUP)
                .contains("\\u202e")
                .contains("\\ud800");
        assertThat(browser().requests()).hasSizeLessThanOrEqualTo(2);
        assertThat(browser().complaints()).isEmpty();
    }

    @Test
    void failuresComeFirstAndTheGravestCauseIsOpen() throws InterruptedException {
        assertThat(evaluate(CARDS + ".map(card => card.dataset.group)"))
                .extracting(JsonNode::asText)
                .startsWith("offset-fetch.committed-offset-survives|9")
                .endsWith("describe-groups.unknown-group-is-dead|15", "fetch.session-epoch-is-checked|1");
        assertThat(evaluate("document.querySelectorAll('.cause[open]').length").asInt())
                .isEqualTo(1);
        assertThat(evaluate("document.querySelectorAll('.card[open]').length").asInt())
                .isZero();
        assertThat(text("#case-list h3")).isEqualTo("Failed 10");
    }

    @Test
    void theBlamedBytesAndTheirFieldAreMarked() throws InterruptedException {
        evaluate(CARDS + "[0].reveal()");
        String blamed =
                "[...document.querySelectorAll('.card[open] .byte.blamed')].map(one => one.textContent).join(' ')";
        assertThat(evaluate(blamed).asText()).isEqualTo("00 07");
        assertThat(text(".card[open] .field.blamed .path")).isEqualTo("Topics[0].Partitions[0].CommittedOffset");
        assertThat(text(".card[open] .status")).contains("bytes 37–38");
    }

    @Test
    void theAnswerOfApacheKafkaStandsBesideTheWrongOneAndWhatDiffersIsMarked() throws InterruptedException {
        evaluate(CARDS + "[0].reveal()");
        assertThat(text(".card[open] .golden h4")).isEqualTo("What Apache Kafka 4.3.1 answers");
        assertThat(text(".card[open] .golden .hint"))
                .contains("“a committed offset”")
                .endsWith("Apart from names and ids, both ask the same.");
        assertThat(evaluate(rows(".card[open]")))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "differs blamed|Topics[0].Partitions[0].CommittedOffset|absent|42",
                        "differs|Topics[0].Partitions[0].Metadata|absent|\"\"",
                        "differs|Topics[0].Partitions[0].ErrorCode|absent|0");
        evaluate("document.querySelector('.card[open] .golden .more').click()");
        assertThat(evaluate(rows(".card[open]")))
                .extracting(JsonNode::asText)
                .hasSize(8)
                .contains(
                        "own|CorrelationId|5|3",
                        "own|Topics[0].Name|\"kspec-7f3a91-orders\"|\"kspec-capture-offsetfetch\"",
                        "same|Topics[0].Partitions[0].PartitionIndex|0|0");
    }

    private static String rows(String card) {
        return "[...document.querySelectorAll('" + card + " .golden tbody tr')].map(row => [row.className,"
                + " [...row.cells[0].childNodes].filter(node => node.className !== 'flag').map(node => node.textContent).join(''),"
                + " row.cells[1].textContent, row.cells[2].textContent].join('|'))";
    }

    @Test
    void theBytesOfApacheKafkasAnswerAreFolded() throws InterruptedException {
        evaluate(CARDS + "[0].reveal()");
        assertThat(text(".card[open] .recorded summary")).endsWith("apache-kafka-4.3.1/OffsetFetch/v0.golden");
        assertThat(evaluate("document.querySelectorAll('.card[open] .recorded .byte').length")
                        .asInt())
                .isZero();
        evaluate("document.querySelector('.card[open] .recorded').reveal()");
        assertThat(evaluate("document.querySelectorAll('.card[open] .recorded .byte').length")
                        .asInt())
                .isEqualTo(55);
    }

    @Test
    void whereOneOfTheTwoDidNotAnswerThePageSaysSo() throws InterruptedException {
        evaluate(CARDS + ".find(card => card.dataset.group.startsWith('join-group')).reveal()");
        assertThat(text(".card[open] .golden")).contains("No response: connection closed.");
        assertThat(evaluate("document.querySelectorAll('.card[open] .golden table').length")
                        .asInt())
                .isZero();
        evaluate(CARDS + ".forEach(card => { card.open = false; })");
        evaluate(CARDS + ".find(card => card.dataset.group.startsWith('fetch.empty')).reveal()");
        assertThat(text(".card[open] .golden")).contains("The target did not answer.");
        assertThat(evaluate(rows(".card[open]")))
                .extracting(JsonNode::asText)
                .containsExactly("differs|CorrelationId|absent|12", "differs|ThrottleTimeMs|absent|0");
    }

    @Test
    void bytesThatAreMissingLeaveAHole() throws InterruptedException {
        evaluate(CARDS + ".find(card => card.dataset.group.startsWith('offset-fetch.group')).reveal()");
        assertThat(text(".card .hole")).isEqualTo("??");
        assertThat(evaluate(
                                "document.querySelector('.card .hole').closest('.byte-view').querySelector('.field.blamed').textContent")
                        .asText())
                .contains("ErrorCode")
                .contains("missing");
    }

    @Test
    void pointingAtAByteShowsItsFieldAndArrowsMove() throws InterruptedException {
        evaluate(CARDS + "[0].reveal()");
        evaluate("document.querySelector('.card[open] .byte[data-at=\"8\"]').focus()");
        assertThat(text(".card[open] .status")).startsWith("Topics[0].Name string = \"kspec-7f3a91-orders\"");
        assertThat(evaluate("document.querySelectorAll('.card[open] .byte.lit').length")
                        .asInt())
                .isEqualTo(21);
        browser().press("ArrowDown");
        assertThat(evaluate("document.activeElement.dataset.at").asText()).isEqualTo("24");
        browser().press("End");
        assertThat(evaluate("document.activeElement.dataset.at").asText()).isEqualTo("31");
    }

    @Test
    void aCellShowsItsCasesAloneAndAgainAll() throws InterruptedException {
        String cell = "document.querySelector('button[data-key=\"9\"][data-version=\"2\"]')";
        evaluate(cell + ".click()");
        assertThat(text(".shown")).isEqualTo("OffsetFetch, v2: 7 cases of 574");
        assertThat(evaluate(CARDS + ".length").asInt()).isEqualTo(2);
        evaluate(cell + ".click()");
        assertThat(text(".shown")).isEqualTo("all 574 cases");
    }

    @Test
    void theMatrixIsWalkedWithArrowKeysFromOneTabStop() throws InterruptedException {
        assertThat(evaluate("document.querySelectorAll('#matrix button.cell[tabindex=\"0\"]').length")
                        .asInt())
                .isEqualTo(1);
        evaluate("document.querySelector('#matrix button.cell').focus()");
        browser().press("ArrowRight");
        browser().press("ArrowDown");
        assertThat(evaluate("document.activeElement.getAttribute('aria-label')").asText())
                .isEqualTo("OffsetFetch v1: 1 failed, 5 passed");
    }

    @Test
    void wordsOfABlameOrAClientFindTheCase() throws InterruptedException {
        String search = "(() => { const box = document.getElementById('filter-text'); box.value = 'THROTTLE sarama';"
                + " box.dispatchEvent(new Event('input')); return new Promise(done => requestAnimationFrame(() =>"
                + " requestAnimationFrame(done))); })()";
        evaluate(search);
        assertThat(evaluate(CARDS + ".map(card => card.dataset.group).join()").asText())
                .isEqualTo("join-group.layout-of-the-version|11");
        evaluate("document.querySelector('.reset').click()");
        assertThat(text(".shown")).isEqualTo("all 574 cases");
    }

    @Test
    void aVerdictCanBePutAside() throws InterruptedException {
        evaluate("document.querySelector('.toggle.pass').click()");
        assertThat(text(".shown")).isEqualTo("69 cases of 574");
        assertThat(evaluate("document.querySelectorAll('.verdict-section.pass').length")
                        .asInt())
                .isZero();
    }

    @Test
    void anotherVersionOfTheSameFailureIsOneButtonAway() throws InterruptedException {
        evaluate(CARDS + "[0].reveal()");
        evaluate("document.querySelectorAll('.card[open] .picker button')[3].click()");
        assertThat(text(".card[open] .exchange.blamed .what b")).isEqualTo("OffsetFetch v3");
        assertThat(text(".card[open] .status")).contains("bytes 41–42");
    }

    @Test
    void everyChoosableThingHasAName() throws InterruptedException {
        evaluate(CARDS + ".forEach(card => card.reveal())");
        assertThat(evaluate("[...document.querySelectorAll('button, input, select, a, summary')].filter(one =>"
                        + " !(one.getAttribute('aria-label') || one.textContent.trim() || one.labels?.length))"
                        + ".map(one => one.outerHTML)"))
                .isEmpty();
        assertThat(evaluate("['header', 'main', 'footer'].every(name => document.querySelectorAll('body > ' + name)"
                                + ".length === 1) && document.querySelectorAll('h1').length === 1")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aPhoneNeverScrollsSideways() throws IOException, InterruptedException {
        browser().show(390, 844, true);
        for (RunLog log : List.of(SampleRun.young(), SampleCauses.log(), SampleRun.conformant(), HostileRun.log())) {
            open("phone.html", log);
            evaluate(CARDS + ".forEach(card => card.reveal())");
            evaluate("document.querySelectorAll('.golden .more').forEach(more => more.click())");
            evaluate("document.querySelectorAll('.recorded').forEach(one => one.reveal())");
            evaluate("document.querySelectorAll('.cause').forEach(cause => { cause.open = true; })");
            assertThat(evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(390);
        }
    }

    @Test
    void threeThousandPassesAreThereInASecondAndInFewElements() throws IOException, InterruptedException {
        List<CaseResult> twice = new ArrayList<>(SampleRun.conformant().results());
        twice.addAll(SampleRun.conformant().results());
        open("large.html", SampleRun.log(List.of(), twice));
        assertThat(text(".shown")).isEqualTo("all 3,160 cases");
        assertThat(evaluate("document.querySelectorAll('*').length").asInt()).isLessThan(6000);
        assertThat(evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
                        .asDouble())
                .isBetween(1.0, 5000.0);
        assertThat(Files.size(folder().resolve("large.html"))).isLessThan(500_000);
    }
}
