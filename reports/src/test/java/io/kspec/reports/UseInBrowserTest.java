package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.inspection.dump.Dump;
import io.kspec.inspection.dump.DumpReader;
import io.kspec.inspection.packet.TcpStream;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ExchangeEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a person gets about in the page, and takes things away from it. Skipped where no Chromium is on the path. */
@Tag("browser")
class UseInBrowserTest {
    private static final String SETTLED = "new Promise(done => setTimeout(() => done(%s), 300))";

    @TempDir
    private static @Nullable Path folder;

    private static @Nullable Browser shared;

    @BeforeAll
    static void startBrowser() throws IOException, InterruptedException {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no chromium on the path: the page is not used in a browser");
        shared = new Browser(program.orElseThrow(), folder().resolve("profile"));
        browser().show(1280, 900, false);
        HtmlReport.write(SampleRun.young(), Summary.of(SampleRun.young()), folder().resolve("young.html"));
        Files.writeString(
                folder().resolve("grave.html"), HtmlReport.render(SampleCauses.log(), SampleCauses.summary()));
    }

    @AfterAll
    static void stopBrowser() {
        if (shared != null) {
            shared.close();
        }
    }

    private static Path folder() {
        return Objects.requireNonNull(folder, "folder");
    }

    private static Browser browser() {
        return Objects.requireNonNull(shared, "browser");
    }

    private static void open(String name, String address) throws InterruptedException {
        browser().open(folder().resolve(name), address);
    }

    private static String text(String expression) throws InterruptedException {
        return browser().evaluate(expression).asText();
    }

    /** The address of the page, once it had time to change. */
    private static String address() throws InterruptedException {
        return text(SETTLED.formatted("location.hash"));
    }

    private static boolean isInSight(String selector) throws InterruptedException {
        return browser()
                .evaluate("new Promise(done => setTimeout(() => { const box = document.querySelector('" + selector
                        + "').getBoundingClientRect(); done(box.top >= 0 && box.top < innerHeight); }, 800))")
                .asBoolean();
    }

    @Test
    void theAddressOfACaseShowsItsVersion() throws InterruptedException {
        open("young.html", "#offset-fetch.committed-offset-survives/v3");
        assertThat(text("document.querySelector('.card[open] .picker [aria-pressed=true]').textContent"))
                .isEqualTo("v3");
        assertThat(text("document.querySelector('.card[open] .exchange.blamed .what b').textContent"))
                .isEqualTo("OffsetFetch v3");
        assertThat(browser()
                        .evaluate("document.querySelectorAll('.card[open]').length")
                        .asInt())
                .isEqualTo(1);
        assertThat(isInSight(".card[open]")).isTrue();
        assertThat(address()).isEqualTo("#offset-fetch.committed-offset-survives/v3");
    }

    @Test
    void theAddressOfACheckShowsItsFirstCase() throws InterruptedException {
        open("young.html", "#join-group.layout-of-the-version");
        assertThat(text("document.querySelector('.card[open]').dataset.group"))
                .isEqualTo("join-group.layout-of-the-version|11");
    }

    @Test
    void theAddressOfACheckThatPassedShowsItsLine() throws InterruptedException {
        open("young.html", "#wire.correlation-id-returns/Fetch/v4");
        assertThat(text("document.querySelector('.line-item[open] .title').textContent"))
                .isEqualTo("The correlation id comes back");
        assertThat(isInSight(".line-item[open]")).isTrue();
    }

    @Test
    void anAddressThatLeadsNowhereIsSaid() throws InterruptedException {
        open("young.html", "#fetch.of-another-run/v3");
        assertThat(text("document.getElementById('lost').textContent"))
                .contains("This run has nothing at #fetch.of-another-run/v3");

        browser().evaluate("location.hash = 'join-group.layout-of-the-version'");
        assertThat(browser()
                        .evaluate(SETTLED.formatted("document.getElementById('lost') === null"))
                        .asBoolean())
                .isTrue();
        open("young.html", "#cases");
        assertThat(browser()
                        .evaluate("document.getElementById('lost') === null")
                        .asBoolean())
                .isTrue();
    }

    /** A long way is not scrolled through. */
    @Test
    void whatIsFarAwayIsInSightAtOnce() throws InterruptedException {
        browser().show(1280, 200, false);
        open("young.html", "#wire.correlation-id-returns/Fetch/v4");

        boolean inSight = browser()
                .evaluate("new Promise(done => requestAnimationFrame(() => { const top ="
                        + " document.querySelector('.line-item[open]').getBoundingClientRect().top;"
                        + " done(scrollY > 2 * innerHeight && top >= 0 && top < innerHeight); }))")
                .asBoolean();

        browser().show(1280, 900, false);
        assertThat(inSight).isTrue();
    }

    @Test
    void theAddressOfACauseShowsIt() throws InterruptedException {
        open("grave.html", "");
        String cause = text("JSON.parse(document.getElementById('run-data').textContent).causes[3][1]");
        assertThat(cause).startsWith("cause/");
        open("grave.html", "#" + cause);
        assertThat(text("document.querySelector('.cause[open]').id")).isEqualTo("cause-4");
        assertThat(isInSight("#cause-4")).isTrue();
        open("grave.html", "#cause-2");
        assertThat(text("document.querySelector('.cause[open]').id")).isEqualTo("cause-2");
    }

    @Test
    void anAddressThatLeadsNowhereOpensThePageAsUsual() throws InterruptedException {
        open("young.html", "#%ff/<img src=x>?version=%ff&api=nobody");
        assertThat(text("document.querySelector('.shown').textContent")).isEqualTo("all 574 cases");
        assertThat(browser().complaints()).isEmpty();
    }

    @Test
    void whatIsOpenedStandsInTheAddress() throws InterruptedException {
        open("young.html", "");
        browser().evaluate("document.querySelectorAll('.card > summary')[0].click()");
        assertThat(address()).isEqualTo("#offset-fetch.committed-offset-survives/v0");
        browser().evaluate("document.querySelectorAll('.card[open] .picker button')[4].click()");
        assertThat(address()).isEqualTo("#offset-fetch.committed-offset-survives/v4");
        browser().evaluate("document.querySelectorAll('.card > summary')[0].click()");
        assertThat(address()).isEmpty();
        browser().evaluate("document.querySelectorAll('.cause > summary')[1].click()");
        assertThat(address()).startsWith("#cause/");
    }

    @Test
    void whatIsSearchedAndFilteredStandsInTheAddressAndLeadsBack() throws InterruptedException {
        open("young.html", "");
        browser()
                .evaluate(
                        "(() => { const box = document.getElementById('filter-text'); box.value = 'throttle sarama';"
                                + " box.dispatchEvent(new Event('input')); document.querySelector('.toggle.pass').click(); })()");
        String address = address();
        assertThat(address).isEqualTo("#?q=throttle+sarama&hide=pass");
        open("young.html", address);
        assertThat(text("document.getElementById('filter-text').value")).isEqualTo("throttle sarama");
        assertThat(text("document.querySelector('.toggle.pass').getAttribute('aria-pressed')"))
                .isEqualTo("false");
        assertThat(browser()
                        .evaluate("document.querySelectorAll('.card').length")
                        .asInt())
                .isEqualTo(1);
        open("young.html", "#?api=OffsetFetch&version=2");
        assertThat(text("document.querySelector('.shown').textContent")).isEqualTo("OffsetFetch, v2: 7 cases of 574");
    }

    @Test
    void backLeadsFromACauseToItsCase() throws InterruptedException {
        open("grave.html", "#fetch.records-come-back/v5");
        assertThat(address()).isEqualTo("#fetch.records-come-back/v5");
        browser().evaluate("document.querySelector('.card[open] .cause-link a').click()");
        assertThat(address()).startsWith("#cause/");
        browser().evaluate("history.back()");
        assertThat(address()).isEqualTo("#fetch.records-come-back/v5");
    }

    @Test
    void keysSearchWalkOpenAndLeave() throws InterruptedException {
        open("young.html", "");
        browser().press("/");
        assertThat(text("document.activeElement.id")).isEqualTo("filter-text");
        browser().press("ArrowDown");
        String focused = "document.activeElement.parentElement.dataset.address || document.activeElement.tagName";
        assertThat(text(focused)).isEqualTo("offset-fetch.committed-offset-survives");
        browser().press("j");
        String second = text(focused);
        assertThat(second).isNotEqualTo("offset-fetch.committed-offset-survives");
        browser().press("ArrowUp");
        browser().press("ArrowDown");
        assertThat(text(focused)).isEqualTo(second);
        browser().press("ArrowRight");
        assertThat(text("document.querySelector('.card[open]').dataset.address"))
                .isEqualTo(second);
        browser().press("Escape");
        assertThat(browser()
                        .evaluate("document.querySelectorAll('.card[open]').length")
                        .asInt())
                .isZero();
        assertThat(text(focused)).isEqualTo(second);
        browser().press("k");
        assertThat(text(focused)).isEqualTo("offset-fetch.committed-offset-survives");
    }

    @Test
    void commandsAreCopied() throws InterruptedException {
        open("young.html", "#offset-fetch.committed-offset-survives/v3");
        browser().allowClipboard(true);
        assertThat(copied("Copy the command"))
                .isEqualTo("kspec run --target localhost:9092 --case offset-fetch.committed-offset-survives@3");
        assertThat(copied("Copy a link")).endsWith("young.html#offset-fetch.committed-offset-survives/v3");
        String hex = Objects.requireNonNull(exchange().response()).hex();
        assertThat(copied("Copy the bytes")).isEqualTo(hex);
        assertThat(copied("Copy kspec explain"))
                .isEqualTo("kspec explain --response --api OffsetFetch --version 3 --correlation-id 5 " + hex);
    }

    @Test
    void withoutAClipboardTheTextIsShownAndSelected() throws InterruptedException {
        open("young.html", "#offset-fetch.committed-offset-survives/v3");
        browser().allowClipboard(false);
        click("Copy the command");
        assertThat(text(SETTLED.formatted("String(getSelection()) || document.activeElement.value.slice("
                        + "document.activeElement.selectionStart, document.activeElement.selectionEnd)")))
                .isEqualTo("kspec run --target localhost:9092 --case offset-fetch.committed-offset-survives@3");
    }

    private static String copied(String label) throws InterruptedException {
        browser().evaluate("window.taken = ''; navigator.clipboard.writeText = async text => { window.taken = text; }");
        click(label);
        return text("window.taken");
    }

    private static void click(String label) throws InterruptedException {
        browser()
                .evaluate(
                        "[...document.querySelectorAll('.card[open] button')].find(one => one.textContent.startsWith('"
                                + label + "')).click()");
    }

    private static ExchangeEvent exchange() {
        return (ExchangeEvent)
                SampleFailures.committedOffsetIsShort(3).timeline().get(3);
    }

    @Test
    void whatStopsAClientLeadsToItsCase() throws InterruptedException {
        open("young.html", "#cases");
        String target = text("document.querySelector('.obstacles a').getAttribute('href')");
        browser().evaluate("document.querySelector('.obstacles a').click()");

        assertThat(target).startsWith("#").contains("/v");
        assertThat(address()).isEqualTo(target);
        assertThat(text("document.querySelector('.card[open] .id').textContent"))
                .isEqualTo(target.substring(1, target.indexOf('/')));
    }

    @Test
    void sourcesAreLinksThatTakeNothingAlong() throws InterruptedException {
        open("young.html", "#offset-fetch.group-error-is-last");
        assertThat(text("document.querySelector('.card[open] .requirement a').href"))
                .matches("https://github\\.com/apache/kafka/blob/\\d+\\.\\d+\\.\\d+/clients/src/main/resources/common/"
                        + "message/OffsetFetchResponse\\.json");
        assertThat(browser()
                        .evaluate(
                                "[...document.querySelectorAll('a[href^=https]')].every(one => one.rel.includes('noreferrer'))")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void thePacketsOfACaseAreReadBack() throws InterruptedException {
        open("young.html", "#offset-fetch.committed-offset-survives/v3");
        List<TcpStream> streams = saved("Save its packets");
        CaseResult result = SampleFailures.committedOffsetIsShort(3);
        StringBuilder requests = new StringBuilder();
        StringBuilder responses = new StringBuilder();
        result.timeline().forEach(event -> {
            if (event instanceof ExchangeEvent exchange) {
                requests.append(sized(exchange.request().hex()));
                responses.append(
                        sized(Objects.requireNonNull(exchange.response()).hex()));
            }
        });
        assertThat(streams)
                .extracting(stream -> stream.bytes().toHex())
                .containsExactly(requests.toString(), responses.toString());
        assertThat(streams.get(1).isAnswerTo(streams.get(0))).isTrue();
    }

    @Test
    void thePacketsOfAllFailuresAreOneFile() throws InterruptedException {
        open("young.html", "");
        List<TcpStream> streams = saved("Save the packets of all");
        long exchanging = SampleFailures.all().stream()
                .filter(result -> result.failure() != null
                        && result.timeline().stream().anyMatch(ExchangeEvent.class::isInstance))
                .count();
        assertThat(streams.stream().map(TcpStream::source).filter(source -> !source.startsWith("10.255.")))
                .hasSize((int) exchanging);
    }

    private static String sized(String hex) {
        return String.format("%08x", hex.length() / 2) + hex;
    }

    private static List<TcpStream> saved(String label) throws InterruptedException {
        browser().evaluate("window.saved = null; URL.createObjectURL = file => { window.saved = file; return '#'; }");
        browser()
                .evaluate("[...document.querySelectorAll('button.save')].find(one => one.offsetParent !== null && "
                        + "one.textContent.startsWith('" + label + "') && (!document.querySelector('.card[open]') ||"
                        + " one.closest('.card[open]'))).click()");
        JsonNode base64 = browser()
                .evaluate("saved.arrayBuffer().then(bytes => btoa(Array.from(new Uint8Array(bytes), byte =>"
                        + " String.fromCharCode(byte)).join('')))");
        Dump dump = DumpReader.read(Base64.getDecoder().decode(base64.asText()), null)
                .dump();
        return TcpStream.of(((Dump.Packets) dump).packets());
    }
}
