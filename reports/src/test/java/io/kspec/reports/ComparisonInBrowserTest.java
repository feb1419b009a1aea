package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of several runs in a real browser. Skipped where no Chromium is on the path. */
@Tag("browser")
class ComparisonInBrowserTest {
    @Test
    void thePageFitsWideAndNarrowWindowsAndAsksTheNetworkForNothing(@TempDir Path folder)
            throws IOException, InterruptedException {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no chromium on the path: the page is not looked at in a browser");
        List<ComparedRun> runs = List.of(
                ComparedRun.of("apache-kafka-4.3.1", SampleRun.conformant()),
                ComparedRun.of("young", SampleRun.young()),
                ComparedRun.of("causes", SampleCauses.log()),
                ComparedRun.of("hostile", HostileRun.log()));
        List<RunChanges> changes = runs.stream()
                .skip(1)
                .map(run -> RunChanges.of(runs.get(0), run))
                .toList();
        Path page = folder.resolve("compare.html");
        ComparisonPage.write(runs, changes, page);
        try (Browser browser = new Browser(program.orElseThrow(), folder.resolve("profile"))) {
            for (int width : new int[] {1400, 390}) {
                browser.show(width, 900, width == 390);
                browser.open(page);

                assertThat(browser.evaluate("document.documentElement.scrollWidth")
                                .asInt())
                        .as("width of the page in a window of %d", width)
                        .isLessThanOrEqualTo(width);
                assertThat(browser.evaluate("getComputedStyle(document.querySelector('.wide.fail')).backgroundColor")
                                .asText())
                        .isNotEqualTo("rgba(0, 0, 0, 0)");
                assertThat(browser.evaluate("[...document.querySelectorAll('.side-by-side th.name .api')]"
                                        + ".filter(name => name.scrollWidth > name.clientWidth + 1).length")
                                .asInt())
                        .as("names of APIs that are cut in a window of %d", width)
                        .isZero();
                assertThat(browser.requests())
                        .allMatch(address -> address.endsWith("/compare.html") || address.equals("data:,"));
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }
}
