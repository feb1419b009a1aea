package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions of {@code model.js}, alone. Skipped where no Chromium is on the path. */
@Tag("browser")
class ReportModelTest {
    private static @Nullable Browser shared;

    @BeforeAll
    static void startBrowser(@TempDir Path folder) throws IOException, InterruptedException {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no chromium on the path: the page's functions are not run");
        Browser browser = new Browser(program.orElseThrow(), folder.resolve("profile"));
        shared = browser;
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("model.js"), "model.js")) {
            browser.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8) + "\n0");
        }
    }

    @AfterAll
    static void stopBrowser() {
        if (shared != null) {
            shared.close();
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "versionRanges([5, 0, 1, 3, 2, 9, 10, 3]) | \"v0–v3, v5, v9–v10\"",
                "versionRanges([]) | \"\"",
                "[...parseHex('00ff7f')] | [0,255,127]",
                "[...owners([[0,8,'a'],[2,4,'b'],[3,4,'c'],[6,6,'d']], 9)] | [0,0,1,2,0,0,0,0,-1]",
                "[...owners([[0,100,'a']], 3)] | [0,0,0]",
                "firstRows(100, 0, 32) | [0,7]",
                "firstRows(0, 0, 32) | [0,0]",
                "firstRows(65536, 65530, 32) | [4064,4096]",
                "firstRows(65536, 1600, 32) | [84,116]",
                "blamedField([[0,4,'A'],[4,6,'B']], {path: 'B', start: 5, end: 6}) | 1",
                "blamedField([[0,4,'A'],[4,6,'B']], {path: 'C', start: 4, end: 6}) | 1",
                "blamedField([[0,4,'A']], {path: 'C', start: 4, end: 4}) | -1",
                "withBlamed([[0,4,'A']], {path: 'B', start: 4, end: 4}).map(f => f[2] + f[4]) | [\"Aundefined\",\"Bmissing\"]",
                "withBlamed([[0,4,'A'],[8,9,'C']], {path: 'B', start: 4, end: 8})[1][4] | \"not readable\"",
                "withBlamed([[0,4,'A']], null).length | 1",
                "byteRange(4, 4) + byteRange(4, 5) + byteRange(4, 6) | \"missing at byte 4byte 4bytes 4–5\"",
                "milliseconds(0.5) + milliseconds(12.34) + milliseconds(2504) + milliseconds(12345) | \"0.50 ms12.3 ms2504 ms12.3 s\"",
                "certaintyInWords(undefined) + certaintyInWords(0) + certaintyInWords(1) | \"a guess (0 %)almost certain (100 %)\"",
                "subjects([{api:'A',version:0},{api:'B',version:null},{api:'A',version:1},{api:'',version:null}]) | [\"A v0–v1\",\"B\"]",
                "ascii(0x41) + ascii(0x00) + ascii(0x7f) + ascii(0x20) | \"A·· \"",
            })
    void anExpressionComesTo(String expression, String expected) throws InterruptedException {
        assertThat(Objects.requireNonNull(shared, "browser")
                        .evaluate(expression)
                        .toString())
                .isEqualTo(expected);
    }
}
