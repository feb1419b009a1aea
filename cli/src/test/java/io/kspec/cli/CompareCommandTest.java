package io.kspec.cli;

import static io.kspec.cli.SampleLogs.OUT_OF_RANGE;
import static io.kspec.cli.SampleLogs.SURVIVES;
import static io.kspec.cli.SampleLogs.blocked;
import static io.kspec.cli.SampleLogs.fail;
import static io.kspec.cli.SampleLogs.pass;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatIsFixedNewStillFailingAndNoLongerPlayedIsToldByCause() throws IOException {
        Path before = log("before", fail(SURVIVES, 0), fail(SURVIVES, 1), pass(SURVIVES, 2), pass(OUT_OF_RANGE, 4));
        Path after = log("after", pass(SURVIVES, 0), fail(SURVIVES, 1), fail(SURVIVES, 2), blocked(OUT_OF_RANGE, 4));

        CommandRun run = CommandRun.of("compare", before.toString(), after.toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(
                        """
                before: localhost:9092, kspec 0.1.0, 2026-11-20T10:00:00Z
                  2 passed, 2 failed, 0 skipped, 0 errors, 0 blocked, 0 not played
                after: localhost:9092, kspec 0.1.0, 2026-11-20T10:00:00Z
                  1 passed, 2 failed, 0 skipped, 0 errors, 1 blocked, 0 not played

                New: fails in after, not in before: 1 case
                  offset-fetch.offset-survives: 8 instead
                    offset-fetch.offset-survives  OffsetFetch v2

                Fixed: fails in before, passes in after: 1 case
                  offset-fetch.offset-survives: 8 instead
                    offset-fetch.offset-survives  OffsetFetch v0

                Still failing: fails in both: 1 case
                  offset-fetch.offset-survives: 8 instead
                    offset-fetch.offset-survives  OffsetFetch v1

                No longer played: played in before, not in after: 1 case
                  blocked: no topic has a leader
                    fetch.out-of-range  Fetch v4
                """);
    }

    @Test
    void theExitCodeTellsWhatIsWorse() throws IOException {
        Path passes = log("passes", pass(SURVIVES, 0));
        Path fails = log("fails", fail(SURVIVES, 0));
        Path less = log("less", blocked(SURVIVES, 0));

        assertThat(compare(fails, passes).exitCode()).isZero();
        assertThat(compare(fails, log("same", fail(SURVIVES, 0))).exitCode()).isZero();
        assertThat(compare(passes, fails).exitCode()).isEqualTo(1);
        assertThat(compare(passes, less).exitCode()).isEqualTo(4);
        assertThat(compare(passes, less, fails).exitCode()).isEqualTo(1);
        assertThat(compare(fails, passes).out()).contains("Fixed").doesNotContain("New");
        assertThat(compare(passes, log("again", pass(SURVIVES, 0))).out())
                .endsWith("\nFrom passes to again: nothing changed\n");
    }

    @Test
    void jsonSaysTheSame() throws IOException {
        Path before = log("before", pass(SURVIVES, 1), pass(SURVIVES, 2));
        Path after = log("after", fail(SURVIVES, 1), fail(SURVIVES, 2));

        CommandRun run = CommandRun.of("compare", "--format", "json", before.toString(), after.toString());

        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.at("/runs/1/name").asText()).isEqualTo("after");
        assertThat(json.at("/runs/1/counts/fail").asInt()).isEqualTo(2);
        JsonNode changes = json.at("/changes/0");
        assertThat(changes.at("/before").asText()).isEqualTo("before");
        assertThat(changes.at("/new/cases").asInt()).isEqualTo(2);
        assertThat(changes.at("/new/groups/0/title").asText()).isEqualTo("offset-fetch.offset-survives: 8 instead");
        assertThat(changes.at("/new/groups/0/checks/0/versions").toString()).isEqualTo("[1,2]");
        assertThat(changes.has("fixed")).isFalse();
    }

    @Test
    void severalRunsStandSideBySideInAPage() throws IOException {
        Path page = folder.resolve("compare.html");
        Path first = SampleLogs.write(folder.resolve("kafka/run.jsonl"), pass(SURVIVES, 0));
        Path second = log("mine", fail(SURVIVES, 0));

        CommandRun run = CommandRun.of(
                "compare",
                String.valueOf(first.getParent()),
                "theirs=" + second,
                second.toString(),
                "--html",
                page.toString());

        assertThat(run.out()).contains("Side by side: " + page);
        assertThat(page).content().contains("<h1>kafka, theirs, mine</h1>");
    }

    @Test
    void aDamagedLogIsComparedAsFarAsItGoes() throws IOException {
        Path before = log("before", pass(SURVIVES, 0), pass(SURVIVES, 1));
        List<String> lines = Files.readAllLines(before);
        Path cut = Files.writeString(folder.resolve("cut.jsonl"), lines.get(0) + "\n" + lines.get(1) + "\n{\"resu");

        CommandRun run = compare(before, cut);

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out())
                .contains("Run log, line 3: expected a complete line of JSON")
                .contains("No longer played: played in before, not in cut: 1 case\n  not in this run\n");
    }

    @Test
    void aLogOfAnotherVersionOfKspecIsAnErrorThatSaysSo() throws IOException {
        Path before = log("before", pass(SURVIVES, 0));
        Path old = Files.writeString(
                folder.resolve("old.jsonl"),
                Files.readString(before)
                        .replace("\"format\":" + RunHeader.FORMAT, "\"format\":2")
                        .replace("\"durationMs\":", "\"tookMs\":"));

        CommandRun run = compare(before, old);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("old.jsonl: expected a run log with results, found none")
                .contains("line 1: expected a header of format " + RunHeader.FORMAT + ", found format 2")
                .contains("written by another version of kspec");
    }

    @Test
    void filesThatAreNoLogsAreErrorsOfUsage() throws IOException {
        Path log = log("log", pass(SURVIVES, 0));
        Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");

        assertUsage(compare(log, folder.resolve("none.jsonl")), "found no file ");
        assertUsage(compare(log, empty), "line 1: expected a header, found an empty file");
        assertUsage(compare(log, log), "expected run logs with different names, found log twice");
        assertUsage(CommandRun.of("compare", log.toString()), "LOG");
        assertUsage(CommandRun.of("compare", "a\0b", log.toString()), "expected the name of a run log");
    }

    private static void assertUsage(CommandRun run, String message) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    private static CommandRun compare(Path... logs) {
        String[] args = new String[logs.length + 1];
        args[0] = "compare";
        for (int i = 0; i < logs.length; i++) {
            args[i + 1] = logs[i].toString();
        }
        return CommandRun.of(args);
    }

    private Path log(String name, CaseResult... results) throws IOException {
        return SampleLogs.write(folder.resolve(name + ".jsonl"), results);
    }
}
