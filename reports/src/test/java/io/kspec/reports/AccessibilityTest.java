package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What axe-core finds on the page, with something of each kind opened. Skipped where no Chromium is on the path. */
@Tag("browser")
class AccessibilityTest {
    private static final String AXE = axe();

    @TempDir
    private static @Nullable Path folder;

    private static @Nullable Browser shared;

    @BeforeAll
    static void startBrowser() throws IOException, InterruptedException {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no chromium on the path: the page is not checked for accessibility");
        Path pages = Objects.requireNonNull(folder, "folder");
        shared = new Browser(program.orElseThrow(), pages.resolve("profile"));
        HtmlReport.write(
                SampleRun.young(), Summary.of(SampleRun.young()), new SampleGolden(), pages.resolve("young.html"));
        HtmlReport.write(SampleRun.conformant(), Summary.of(SampleRun.conformant()), pages.resolve("conformant.html"));
        Files.writeString(pages.resolve("grave.html"), HtmlReport.render(SampleCauses.log(), SampleCauses.summary()));
    }

    @AfterAll
    static void stopBrowser() {
        if (shared != null) {
            shared.close();
        }
    }

    private static String axe() {
        try (InputStream in =
                Objects.requireNonNull(AccessibilityTest.class.getResourceAsStream("/axe.min.js"), "axe")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "{0} at {1} px, dark: {2}")
    @CsvSource({"young, 1280, false", "young, 390, true", "grave, 1280, true", "conformant, 1280, false"})
    void axeFindsNothing(String name, int width, boolean dark) throws InterruptedException {
        Browser browser = Objects.requireNonNull(shared, "browser");
        browser.show(width, 900, dark);
        browser.open(Objects.requireNonNull(folder, "folder").resolve(name + ".html"));
        browser.evaluate("const first = (selector, most) => [...document.querySelectorAll(selector)].slice(0, most);"
                + " first('.cause', 3).forEach(one => { one.open = true; });"
                + " first('.card', 1).forEach(one => one.reveal());"
                + " first('.recorded', 1).forEach(one => one.reveal()); first('.line-item', 2).forEach(one => one.reveal());"
                + " new Promise(done => setTimeout(done, 300))");
        browser.evaluate(AXE + "; 0");
        assertThat(
                        browser.evaluate(
                                "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map("
                                        + "one => one.id + ': ' + one.help + ', at ' + one.nodes.slice(0, 4).map(node => node.target.join(' ')"
                                        + " + ' (' + (node.any.concat(node.all, node.none)[0] || {}).message + ')').join('; ')))"))
                .isEmpty();
    }
}
