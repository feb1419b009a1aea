package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with the causes, in a real browser. Skipped where no Chromium is on the path. */
@Tag("browser")
class CausesInBrowserTest {
    @TempDir
    private static @Nullable Path folder;

    private static @Nullable Browser shared;

    @BeforeAll
    static void startBrowser() throws IOException, InterruptedException {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no chromium on the path: the page is not looked at in a browser");
        shared = new Browser(program.orElseThrow(), folder().resolve("profile"));
        Files.writeString(
                folder().resolve("grave.html"), HtmlReport.render(SampleCauses.log(), SampleCauses.summary()));
    }

    @AfterAll
    static void stopBrowser() {
        if (shared != null) {
            shared.close();
        }
    }

    @BeforeEach
    void openGraveRun() throws InterruptedException {
        browser().show(1280, 900, false);
        browser().open(folder().resolve("grave.html"));
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
        return evaluate("document.querySelector(\"" + selector + "\").textContent")
                .asText();
    }

    private static void open(int number) throws InterruptedException {
        evaluate("(() => { document.getElementById('cause-" + number + "').open = true;"
                + " return new Promise(done => setTimeout(done, 50)); })()");
    }

    @Test
    void theGravestCauseIsOpenWithItsBytes() throws InterruptedException {
        assertThat(evaluate("[...document.querySelectorAll('.cause')].map(one => one.open)"))
                .extracting(JsonNode::asBoolean)
                .containsExactly(true, false, false, false, false, false);
        assertThat(text("#cause-1 .field.blamed .path")).isEqualTo("Brokers[0].Host");
        assertThat(text("#cause-1 .clients dt")).isEqualTo("Java");
        assertThat(evaluate("document.querySelectorAll('#cause-1 .clients').length")
                        .asInt())
                .isEqualTo(1);
        assertThat(browser().complaints()).isEmpty();
    }

    @Test
    void eachFaceShowsItsOwnExample() throws InterruptedException {
        open(2);
        assertThat(text("#cause-2 .example h4"))
                .isEqualTo("Example: OffsetFetch v0, A committed offset is fetched back as it was committed");
        evaluate("document.querySelectorAll('#cause-2 .faces button')[1].click()");
        assertThat(text("#cause-2 .example h4")).isEqualTo("Example: OffsetFetch v6, A committed offset is answered");
        assertThat(text("#cause-2 .faces li.chosen")).contains("OffsetFetch v6–v7", "The request is not answered.");
    }

    @Test
    void aDeathShowsTheRequestTheOutputAndHowToRepeatIt() throws InterruptedException {
        open(3);
        assertThat(text("#cause-3 .death"))
                .contains("FindCoordinator v1, 45 bytes: 000a0001 00000007")
                .contains("exit status 139 (SIGSEGV)")
                .contains("panic: runtime error")
                .contains("<b>client_conn.go:128</b>\\u001b[31m")
                .contains("kspec run --target localhost:9092 --case find-coordinator.names-a-broker@1")
                .contains("The target came back");
        assertThat(text("#cause-3 .reason")).isEqualTo("4 cases could not be played because of it: Heartbeat v0–v3.");
    }

    @Test
    void allCasesOfACauseAreOneButtonAway() throws InterruptedException {
        open(3);
        evaluate("document.querySelector('#cause-3 .all-cases').click()");
        assertThat(text(".shown")).isEqualTo("cause 3: 5 cases of 517");
        assertThat(text(".verdict-section.blocked h3")).isEqualTo("Blocked 4");
        evaluate("document.querySelector('.reset').click()");
        assertThat(text(".shown")).isEqualTo("all 517 cases");
    }

    @Test
    void aCaseLeadsToItsCause() throws InterruptedException {
        evaluate("(() => { const card = [...document.querySelectorAll('.card')].find(one =>"
                + " one.dataset.group.startsWith('fetch.records')); card.reveal();"
                + " card.querySelector('.cause-link a').click(); })()");
        assertThat(evaluate("document.activeElement.parentElement.id").asText()).isEqualTo("cause-4");
        assertThat(evaluate("document.getElementById('cause-4').open").asBoolean())
                .isTrue();
    }

    @Test
    void theCellOfAWrongAnswerShowsTheCasesThatNoticed() throws InterruptedException {
        String cell = "document.querySelector('button[data-key=\"3\"][data-version=\"8\"]')";
        assertThat(evaluate(cell + ".getAttribute('aria-label')").asText())
                .isEqualTo("Metadata v8: 5 passed, its answer is wrong in 3 cases of other APIs or versions");
        assertThat(evaluate(cell + ".textContent").asText()).isEqualTo("⊗");
        evaluate(cell + ".click()");
        assertThat(text(".shown")).isEqualTo("Metadata, v8: 8 cases of 517");
        assertThat(text(".card .api")).isEqualTo("Fetch");
        assertThat(text(".card[open] .place")).startsWith("in the answer to Metadata v8");
    }

    @Test
    void aCellThatWasNotFullyPlayedSaysHowManyOfHowMany() throws InterruptedException {
        String text = "document.querySelector('button[data-key=\"%s\"][data-version=\"0\"]').textContent";
        assertThat(evaluate(text.formatted("12")).asText()).isEqualTo("5/6");
        assertThat(evaluate(text.formatted("14")).asText()).isEqualTo("0/1");
    }

    @Test
    void blockedAndNotPlayedCasesCanBePutAside() throws InterruptedException {
        assertThat(text(".toggle.blocked")).contains("blocked4");
        assertThat(text(".toggle.not-played")).contains("not played3");
        evaluate("document.querySelector('.toggle.blocked').click()");
        evaluate("document.querySelector('.toggle.not-played').click()");
        assertThat(text(".shown")).isEqualTo("510 cases of 517");
    }

    @Test
    void manyCausesAreHiddenUntilAskedFor() throws IOException, InterruptedException {
        RunLog log = SampleCauses.many(60);
        Files.writeString(folder().resolve("many.html"), HtmlReport.render(log, SampleCauses.oneCauseEach(log)));
        browser().open(folder().resolve("many.html"));
        String visible = "[...document.querySelectorAll('.cause')].filter(one => one.offsetParent !== null).length";
        assertThat(evaluate(visible).asInt()).isEqualTo(15);
        assertThat(evaluate(
                                "[...document.querySelectorAll('.causes h3')].filter(one => one.offsetParent === null).length")
                        .asInt())
                .as("headings above hidden causes alone")
                .isPositive();
        evaluate("document.querySelector('.all-causes').click()");
        assertThat(evaluate(visible + " === document.querySelectorAll('.cause').length")
                        .asBoolean())
                .isTrue();
    }
}
