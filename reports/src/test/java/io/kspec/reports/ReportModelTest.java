package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Event;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Field;
import io.kspec.runlog.Frame;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
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

/** The functions of the page that do not touch it. Skipped where no Chromium is on the path. */
@Tag("browser")
class ReportModelTest {
    /** Fields as {@code [path, type, value]}, and what the page makes of two frames of them. */
    private static final String PAIRING =
            """
            const fields = some => some.map(one => [0, 0, ...one]);
            const names = (mine, theirs) => namesOf(fields(mine), fields(theirs)).join(" ");
            const marks = (mine, theirs, asked = [], theirsAsked = [], isWhole = true) => pairs({fields: fields(mine), isWhole: true},
              {fields: fields(theirs), isWhole}, {fields: fields(asked)}, {fields: fields(theirsAsked)}, new Set(["MemberId"]))
              .map(({path, mark}) => path + "=" + mark).join(" ");
            """;

    private static @Nullable Browser shared;

    @BeforeAll
    static void startBrowser(@TempDir Path folder) throws IOException, InterruptedException {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no chromium on the path: the page's functions are not run");
        Browser browser = new Browser(program.orElseThrow(), folder.resolve("profile"));
        shared = browser;
        StringBuilder scripts = new StringBuilder();
        for (String name : List.of("model.js", "address.js", "frames.js", "pairs.js", "copy.js", "pcap.js")) {
            try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
                scripts.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        browser.evaluate(scripts + PAIRING + "\n0");
    }

    @AfterAll
    static void stopBrowser() {
        if (shared != null) {
            shared.close();
        }
    }

    /** The page leaves out what follows from the bytes; its script must read the same from them. */
    @Test
    void everyFieldAndByteIsReadBack() throws IOException, InterruptedException {
        List<CaseResult> results = new ArrayList<>(SampleFailures.all());
        results.addAll(SampleCauses.log().results());
        results.add(oddFields());
        results.addAll(HostileRun.log().results());
        RunLog log = SampleRun.log(List.of(), results);
        String page = HtmlReport.render(log);
        int start = page.indexOf('>', page.indexOf("id=\"run-data\"")) + 1;
        String data = page.substring(start, page.indexOf("</script>", start));
        List<String> expected = new ArrayList<>();
        for (CaseResult result : results) {
            for (Event event : result.timeline()) {
                if (event instanceof ExchangeEvent exchange) {
                    expected.add(text(exchange.request()));
                    if (exchange.response() != null) {
                        expected.add(text(exchange.response()));
                    }
                }
            }
        }
        JsonNode read = Objects.requireNonNull(shared, "browser")
                .evaluate("(() => { const data = " + data
                        + "; return readCases(data).flatMap(one => timelineOf(data, one) || [])"
                        + ".flatMap(event => [event.request, event.response]).filter(Boolean).map(frame => frame.size + ' ' +"
                        + " hexOf(frame.bytes) + frame.fields.map(field => '\\n' + field.join(' ')).join('')); })()");
        assertThat(read).extracting(JsonNode::asText).containsExactlyElementsOf(expected);
        assertThat(expected).hasSizeGreaterThan(40);
    }

    private static String text(Frame frame) {
        StringBuilder text = new StringBuilder(frame.size() + " " + frame.hex());
        for (Field field : frame.fields()) {
            text.append('\n')
                    .append(field.start())
                    .append(' ')
                    .append(field.end())
                    .append(' ');
            text.append(VisibleText.of(field.path() + ' ' + field.type() + ' ' + field.value()));
        }
        return text.toString();
    }

    /** Fields with gaps, of no length, with values that do not follow from their bytes, or that almost do. */
    private static CaseResult oddFields() {
        byte[] bytes = new byte[40];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 37);
        }
        bytes[20] = (byte) 0x80;
        bytes[21] = 1;
        Frame frame = Frame.of(
                bytes,
                List.of(
                        new Field(0, 1, "A", "int8", "0"),
                        new Field(4, 4, "B", "string", ""),
                        new Field(6, 8, "C", "int16", "222 (no such error)"),
                        new Field(
                                8,
                                16,
                                "D",
                                "int64",
                                Long.toString(ByteBuffer.wrap(bytes).getLong(8))),
                        new Field(16, 20, "E", "bytes", HexFormat.of().formatHex(bytes, 16, 20)),
                        new Field(20, 22, "F", "compact length", "127"),
                        new Field(20, 22, "G", "tag", "128"),
                        new Field(
                                22,
                                38,
                                "H",
                                "uuid",
                                Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(Arrays.copyOfRange(bytes, 22, 38))),
                        new Field(38, 39, "I", "bool", "true"),
                        new Field(39, 39, "J", "string", "null")));
        Frame shortOne = Frame.of(new byte[] {1, 2}, List.of(new Field(0, 2, "A", "int16", "258")));
        return CaseResult.failed(
                SampleRun.check("a.odd", "Odd", Level.MUST),
                null,
                new Failure("a", "b", List.of()),
                1,
                2,
                List.of(
                        new ExchangeEvent("a", 1, null, null, 0, 1.0, frame, frame),
                        new ExchangeEvent("a", 1, null, null, 1, 2.0, shortOne, shortOne)),
                null,
                List.of());
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
                "names([['ApiKeys','count','1'],['ApiKeys[0].ApiKey','int16','18'],['ApiKeys[0].MinVersion','int16','0']], [['ApiKeys[7].ApiKey','int16','18']]) | \"ApiKeys (count) ApiKeys{18}.ApiKey ApiKeys{18}.MinVersion\"",
                "names([['A[0].B','int16','7'],['A[1].B','int16','7'],['C[0].ErrorCode','int16','3'],['D[0]','int32','3']], [['A[0].B','int16','7'],['C[0].ErrorCode','int16','3'],['D[0]','int32','3']]) | \"A{7}.B A[1].B C[0].ErrorCode D[0]\"",
                "names([['A[0].B','int16','7']], [['A[0].B','int16','8']]) | \"A[0].B\"",
                "names([['A[0].B','string','7'],['A[0].C','int16','7']], [['A[0].B','string','7'],['A[0].C','int16','7']]) | \"A[0].B A[0].C\"",
                "names([['A[1].B','int32','7'],['A[1].C[4].D','int32','8'],['A[1].C[4].E','string','x']], [['A[0].B','int32','7'],['A[0].C[0].D','int32','8']]) | \"A{7}.B A{7}.C{8}.D A{7}.C{8}.E\"",
                "marks([['A','int16','1'],['B','int16','2']], [['A','int16','1'],['B','int16','3']]) | \"A=same B=differs\"",
                "marks([['B[0].Id','int32','1'],['B[0].Rack','string','r']], [['B[0].Id','int32','2'],['B[0].Rack','string','r']]) | \"B[0].Id=differs B[0].Rack=same\"",
                "marks([['Is[0].K','int16','1'],['Is[0].V','int16','5'],['Is[1].K','int16','2']], [['Is[0].K','int16','2'],['Is[1].K','int16','1'],['Is[1].V','int16','5']]) | \"Is[0].K=same Is[0].V=same Is[1].K=same\"",
                "marks([['A','int16','1']], [['A','int16','1'],['B','int16','3']]) | \"A=same B=differs\"",
                "marks([['A','int16','1'],['X','int16','1'],['B','int16','3']], [['A','int16','1'],['B','int16','3']]) | \"A=same X=differs B=same\"",
                "marks([['MemberId','string','m1']], [['MemberId','string','m2']]) | \"MemberId=own\"",
                "marks([['MemberId','string','']], [['MemberId','string','m2']]) | \"MemberId=differs\"",
                "marks([['A','string','m']], [['A','string','n']], [['N','string','m']], [['N','string','n']]) | \"A=own\"",
                "marks([['A','int32','4']], [['A','int32','5']], [['N','int32','4']], [['N','int32','5']]) | \"A=differs\"",
                "marks([['P[0].Index','int32','4']], [['P[0].Index','int32','5']], [['Q.Index','int32','4']], [['Q.Index','int32','5']]) | \"P[0].Index=own\"",
                "marks([['A','int16','1']], [], [], [], false) | \"A=unseen\"",
                "marks([], [['A','int16','1']], [], [], false) | \"A=differs\"",
                "ascii(0x41) + ascii(0x00) + ascii(0x7f) + ascii(0x20) | \"A·· \"",
            })
    void anExpressionComesTo(String expression, String expected) throws InterruptedException {
        assertThat(Objects.requireNonNull(shared, "browser")
                        .evaluate(expression)
                        .toString())
                .isEqualTo(expected);
    }
}
