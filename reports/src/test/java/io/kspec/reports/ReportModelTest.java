package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions of the page that do not touch it. Skipped where no Chromium is on the path. */
@Tag("browser")
class ReportModelTest {
    private static @Nullable Browser shared;

    @BeforeAll
    static void startBrowser(@TempDir Path folder) throws IOException, InterruptedException {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no chromium on the path: the page's functions are not run");
        Browser browser = new Browser(program.orElseThrow(), folder.resolve("profile"));
        shared = browser;
        StringBuilder scripts = new StringBuilder();
        for (String name : List.of("model.js", "address.js", "frames.js", "copy.js", "pcap.js")) {
            try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
                scripts.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        browser.evaluate(scripts + "\n0");
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
                "[...fromBase64('AP9/')] | [0,255,127]",
                "hexOf(withId(fromBase64('AP9/'), 0, -2)) | \"fffffffe00ff7f\"",
                "hexOf(withId(fromBase64('AP9/'), 2, 7)) | \"00ff000000077f\"",
                "hexOf(withId(fromBase64('AP9/'), -1, null)) | \"00ff7f\"",
                "READINGS[1](Uint8Array.of(255, 255, 255, 254)) | \"-2\"",
                "READINGS[1](Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 1)) | \"72057594037927937\"",
                "READINGS[3](Uint8Array.of(0x80, 1)) + READINGS[4](Uint8Array.of(0x80, 1)) | \"127128\"",
                "READINGS[6](new Uint8Array(16).fill(255)) | \"_____________________w\"",
                "readFields(Uint8Array.of(0, 9, 97, 98), [0, 1, 0, 2, 1, 2, 3, 0, 1, 2], [1, 0, 2], [0, 4], ['A', 'int16', 'B', 'string', 'nine']) | [[0,2,\"A\",\"int16\",\"nine\"],[2,4,\"B\",\"string\",\"ab\"]]",
                "caseAddress({check: {id: 'fetch.out-of-range'}, api: 'Fetch', version: 7}) | \"fetch.out-of-range/v7\"",
                "caseAddress({check: {id: 'wire.answers'}, api: 'OffsetFetch', version: 7, twin: 2}) | \"wire.answers/OffsetFetch/v7~2\"",
                "caseAddress({check: {id: 'ready.lists'}, api: '', version: null}) | \"ready.lists\"",
                "caseName({check: {id: 'fetch.out-of-range'}, api: 'Fetch', version: 7}) | \"fetch.out-of-range@7\"",
                "caseName({check: {id: 'wire.answers'}, api: 'OffsetFetch', version: 7}) | \"wire.answers@OffsetFetch:7\"",
                "caseName({check: {id: 'cluster.grows'}, api: 'Metadata', version: null}) | \"cluster.grows\"",
                "runCommand({check: {id: 'a.b'}, api: 'A', version: 0}, '[::1]:9092') | \"kspec run --target '[::1]:9092' --case a.b@0\"",
                "explainCommand({api: 'OffsetFetch v2', correlation: 5}, 'response', {bytes: Uint8Array.of(0, 7)}) | \"kspec explain --response --api OffsetFetch --version 2 --correlation-id 5 0007\"",
                "explainCommand({api: 'raw bytes', correlation: null}, 'request', {bytes: new Uint8Array(9000)}).startsWith('echo 0000') | true",
                "queryOf({text: ' a b ', verdicts: new Set(['fail']), key: '9', version: '2', level: '', profile: '', cause: ''}, new Map([[9, 'OffsetFetch']])) | \"q=a+b&hide=error+blocked+not-played+skipped+pass&api=OffsetFetch&version=2\"",
                "JSON.stringify(filterOf('q=a&api=OffsetFetch&level=never&version=x&cause=4', new Map([[9, 'OffsetFetch']]))) | \"{\\\"text\\\":\\\"a\\\",\\\"verdicts\\\":{},\\\"key\\\":\\\"9\\\",\\\"version\\\":\\\"\\\",\\\"level\\\":\\\"\\\",\\\"profile\\\":\\\"\\\",\\\"cause\\\":4}\"",
                "readAddress('#a.b/v3?q=x') | {\"target\":\"a.b/v3\",\"query\":\"q=x\"}",
                "checksum(Uint8Array.of(0x45, 0, 0, 0x3c, 0x1c, 0x46, 0x40, 0, 0x40, 6, 0, 0, 0xac, 0x10, 0xa, 0x63, 0xac, 0x10, 0xa, 0xc), 0).toString(16) | \"b1e6\"",
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
