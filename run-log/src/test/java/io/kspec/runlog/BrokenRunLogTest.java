package io.kspec.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenRunLogTest {
    private static final String JAVA_NAME = "\\b(java|io|com)\\.[a-z]+\\.|(?i:deserialize|subtype)";

    private final Path file;
    private final List<String> lines;

    BrokenRunLogTest(@TempDir Path folder) throws IOException {
        file = folder.resolve("run.jsonl");
        try (RunLogWriter writer = RunLogWriter.create(file, Samples.header())) {
            writer.append(Samples.passed());
            writer.append(Samples.failedWithFrames());
            writer.finish(Samples.START, Samples.ALIVE, null);
        }
        lines = Files.readAllLines(file);
    }

    private RunLog readWith(int line, UnaryOperator<String> change) throws IOException {
        List<String> changed = new ArrayList<>(lines);
        changed.set(line - 1, change.apply(lines.get(line - 1)));
        Files.write(file, changed);
        return RunLog.read(file);
    }

    @Test
    void aCompleteLogHasNoFault() throws IOException {
        assertThat(RunLog.read(file).faults()).isEmpty();
    }

    @Test
    void aLogWithoutFooterIsBroken() throws IOException {
        Files.write(file, lines.subList(0, 3));
        RunLog log = RunLog.read(file);
        assertThat(log.faults())
                .containsExactly(new LogFault(4, "a footer", "the end of the log: the run was cut off"));
        assertThat(log.header()).isEqualTo(Samples.header());
        assertThat(log.results()).hasSize(2);
        assertThat(log.footer()).isNull();
    }

    @Test
    void anIncompleteLineIsReportedAndTheRestRead() throws IOException {
        Files.writeString(
                file,
                String.join("\n", lines.subList(0, 2)) + "\n" + lines.get(2).substring(0, 100),
                StandardCharsets.US_ASCII);
        RunLog log = RunLog.read(file);
        assertThat(log.results()).containsExactly(Samples.passed());
        assertThat(log.faults()).hasSize(2);
        assertThat(log.faults().get(0).toString())
                .startsWith("line 3: expected a complete line of JSON")
                .contains("an incomplete line");
        assertThat(log.faults().get(1).line()).isEqualTo(4);
    }

    @Test
    void aBrokenHeaderLeavesTheResultsReadable() throws IOException {
        RunLog log = readWith(1, line -> "garbage");
        assertThat(log.header()).isNull();
        assertThat(log.results()).hasSize(2);
        assertThat(log.faults()).singleElement().satisfies(fault -> assertThat(fault.line())
                .isEqualTo(1));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "2; '\"exchanges\":4'; '\"exchanges\":4,\"speed\":1'; speed",
                "2; '\"exchanges\":4,'; ''; exchanges",
                "2; '\"exchanges\":4'; '\"exchanges\":null'; exchanges",
                "2; '\"exchanges\":4'; '\"exchanges\":\"4\"'; exchanges",
                "2; '\"exchanges\":4'; '\"exchanges\":4.5'; exchanges",
                "2; '\"exchanges\":4'; '\"exchanges\":4,\"exchanges\":4'; exchanges",
                "2; '\"verdict\":\"pass\"'; '\"verdict\":\"PASS\"'; verdict",
                "2; '\"verdict\":\"pass\"'; '\"verdict\":\"fail\"'; a failure if the verdict is fail",
                "2; '\"id\":\"offset-fetch.committed-offset-survives\"'; '\"id\":null'; id",
                "2; '{\"result\":'; '{\"outcome\":'; outcome",
                "3; '\"hex\":\"00000007'; '\"hex\":\"0000000G'; hex",
                "3; '\"note\":'; '\"gossip\":'; gossip",
                "3; '\"event\":1'; '\"event\":9'; event",
            })
    void anInvalidFieldIsNamed(int number, String text, String replacement, String named) throws IOException {
        assertThat(lines.get(number - 1)).contains(text);
        RunLog log = readWith(number, line -> line.replace(text, replacement));
        assertThat(log.results()).hasSize(1);
        assertThat(log.faults()).hasSize(2);
        assertThat(log.faults().get(0).line()).isEqualTo(number);
        assertThat(log.faults().get(0).found()).contains(named).doesNotContainPattern(JAVA_NAME);
        assertThat(log.faults().get(1).expected()).startsWith("as many results as the footer counts");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-20T10:00:00.125Z, yesterday", "17, 170000000000000000000"})
    void anUnreadableHeaderIsReportedOnce(String text, String replacement) throws IOException {
        RunLog log =
                readWith(1, line -> line.replace("\"port\":9092", "\"port\":17").replace(text, replacement));
        assertThat(log.header()).isNull();
        assertThat(log.faults()).singleElement().satisfies(fault -> assertThat(fault.line())
                .isEqualTo(1));
    }

    @Test
    void anotherFormatIsRefused() throws IOException {
        RunLog log =
                readWith(1, line -> line.replace("\"format\":" + RunHeader.FORMAT, "\"format\":1,\"mood\":\"new\""));
        assertThat(log.faults()).containsExactly(new LogFault(1, "a header of format " + RunHeader.FORMAT, "format 1"));
        assertThat(log.results()).isEmpty();
    }

    @Test
    void whatALineLacksIsSaidInWords() throws IOException {
        assertThat(readWith(2, line -> line.replaceFirst("\"verdict\":\"[a-z]+\",", ""))
                        .faults())
                .extracting(LogFault::found)
                .contains("at verdict: no verdict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "7", "\"header\"", "{\"header\": 7}", "{\"header\": {}, \"result\": {}}"})
    void aLineOfAnotherFormIsSaidInWords(String line) throws IOException {
        assertThat(readWith(2, old -> line).faults().get(0).toString())
                .startsWith("line 2: expected a complete line of JSON with a header, result or footer, found ")
                .doesNotContain("column -1")
                .doesNotContainPattern(JAVA_NAME);
    }

    @Test
    void linesOutOfOrderAreReported() throws IOException {
        Files.write(file, List.of(lines.get(1), lines.get(0), lines.get(2), lines.get(3), lines.get(1)));
        assertThat(RunLog.read(file).faults())
                .containsExactly(
                        new LogFault(1, "a header as the first line", "a result"),
                        new LogFault(2, "one header, in the first line", "another"),
                        new LogFault(5, "nothing after the footer", "a result"));
    }

    @Test
    void anEmptyFileIsBroken() throws IOException {
        Files.write(file, new byte[0]);
        assertThat(RunLog.read(file).faults())
                .extracting(LogFault::toString)
                .containsExactly(
                        "line 1: expected a header, found an empty file",
                        "line 1: expected a footer, found the end of the log: the run was cut off");
    }

    @Test
    void blankLinesAndBareNullsAreFaults() throws IOException {
        Files.write(file, List.of(lines.get(0), "", "null", lines.get(1), lines.get(2), lines.get(3)));
        RunLog log = RunLog.read(file);
        assertThat(log.faults()).extracting(LogFault::line).containsExactly(2L, 3L);
        assertThat(log.results()).hasSize(2);
    }

    @Test
    void aLineBeyondTheLimitIsSkippedWithoutBeingHeldInMemory() throws IOException {
        byte[] log = (lines.get(0) + "\n" + "x".repeat(5000) + "\n" + lines.get(1) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        List<LogFault> faults = new ArrayList<>();
        List<CaseResult> results = new ArrayList<>();
        new RunLogReader(new ByteArrayInputStream(log), 2000, new RunLogListener() {
                    @Override
                    public void header(RunHeader header) {}

                    @Override
                    public void result(CaseResult result) {
                        results.add(result);
                    }

                    @Override
                    public void footer(RunFooter footer) {}

                    @Override
                    public void fault(LogFault fault) {
                        faults.add(fault);
                    }
                })
                .readAll();
        assertThat(faults.get(0)).isEqualTo(new LogFault(2, "a line of at most 2000 bytes", "a longer one"));
        assertThat(results).containsExactly(Samples.passed());
    }
}
