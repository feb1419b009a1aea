package io.kspec.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kspec.reports.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The site as files in a browser. Skipped where no Chromium is on the path. */
@Tag("browser")
class SiteInBrowserTest {
    @TempDir
    private static @Nullable Path folder;

    private static @Nullable Browser shared;

    @BeforeAll
    static void startBrowser() throws IOException, InterruptedException {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no chromium on the path: the site is not looked at");
        Path site = Objects.requireNonNull(folder, "folder");
        shared = new Browser(program.orElseThrow(), site.resolve("profile"));
        Site.write(Path.of(".."), site, "1.2.3");
    }

    @AfterAll
    static void stopBrowser() {
        if (shared != null) {
            shared.close();
        }
    }

    @Test
    void searchFindsASectionAndLeadsThere() throws InterruptedException {
        Browser browser = open("index.html", 1400, false);

        browser.press("/");
        assertThat(browser.evaluate("document.activeElement.id").asText()).isEqualTo("words");
        browser.evaluate("field.value = 'junit jupiter'; search()");

        assertThat(browser.evaluate("found.querySelector('a').getAttribute('href')")
                        .asText())
                .isEqualTo("mock.html#with-junit-jupiter");
        assertThat(browser.evaluate("found.querySelectorAll('mark').length").asInt())
                .isPositive();
        browser.evaluate("field.value = 'nosuchword'; search()");
        assertThat(browser.evaluate("found.textContent").asText()).isEqualTo("Nothing found");
        browser.press("Escape");
        assertThat(browser.evaluate("found.hidden").asBoolean()).isTrue();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).allMatch(request -> request.startsWith("file:"));
    }

    @ParameterizedTest
    @CsvSource({"index.html", "mutants.html", "causes.html", "stubs.html", "ci.html", "junit.html", "explain.html"})
    void aPhoneShowsPagesWithoutScrollingSideways(String page) throws InterruptedException {
        Browser browser = open(page, 390, false);

        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(390);
        assertThat(browser.evaluate("getComputedStyle(navigation).display").asText())
                .isEqualTo("none");
        browser.evaluate("menu.click()");
        assertThat(browser.evaluate("getComputedStyle(navigation).display").asText())
                .isEqualTo("block");
    }

    @ParameterizedTest(name = "{0} at {1} px, dark: {2}")
    @CsvSource({"index.html, 1400, false", "mock.html, 1400, true", "ci.html, 390, true", "junit.html, 390, false"})
    void axeFindsNothing(String page, int width, boolean dark) throws InterruptedException, IOException {
        Browser browser = open(page, width, dark);
        browser.evaluate("field.value = 'broker'; search()");

        browser.evaluate(axe() + "; 0");

        assertThat(browser.evaluate(
                        "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map("
                                + "one => one.id + ': ' + one.help + ', at ' + one.nodes.slice(0, 4).map(node => node.target.join(' ')"
                                + ").join('; ')))"))
                .isEmpty();
    }

    private static Browser open(String page, int width, boolean dark) throws InterruptedException {
        Browser browser = Objects.requireNonNull(shared, "browser");
        browser.show(width, 900, dark);
        browser.open(Objects.requireNonNull(folder, "folder").resolve(page));
        return browser;
    }

    private static String axe() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SiteInBrowserTest.class.getResourceAsStream("/axe.min.js"), "axe")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
