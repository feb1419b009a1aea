package io.kspec.cli;

import static io.kspec.cli.SampleLogs.SURVIVES;
import static io.kspec.cli.SampleLogs.fail;
import static io.kspec.cli.SampleLogs.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theMergedRunHasALogAndReports() throws IOException {
        Path report = folder.resolve("report");
        Path log = folder.resolve("merged.jsonl");

        CommandRun run = CommandRun.of(
                "merge",
                shard(1, 2, pass(SURVIVES, 0)).toString(),
                shard(2, 2, pass(SURVIVES, 1)).toString(),
                "--report",
                report.toString(),
                "--output",
                log.toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).startsWith("\nConformant\n").contains("2 passed, 0 failed");
        assertThat(RunLog.read(log).results()).hasSize(2);
        assertThat(report.resolve("run.jsonl")).hasSameBinaryContentAs(log);
        assertThat(report.resolve("report.html")).isNotEmptyFile();
        assertThat(report.resolve("junit.xml")).content().contains("tests=\"2\"");
    }

    @Test
    void theExitCodeIsThatOfTheRun() throws IOException {
        Path passes = shard(1, 2, pass(SURVIVES, 0));
        Path fails = shard(2, 2, fail(SURVIVES, 1));
        Path known = Files.writeString(
                folder.resolve("known.yaml"), "known-failures: [{check: " + SURVIVES + ", versions: 1, reason: r}]");

        assertThat(merge(passes, fails).exitCode()).isEqualTo(1);
        assertThat(merge(passes, fails, Path.of("--known-failures"), known).exitCode())
                .isZero();
        CommandRun half = merge(passes);
        assertThat(half.exitCode()).isEqualTo(4);
        assertThat(half.out()).contains("The run is incomplete: shard 2/2 is missing");
    }

    @Test
    void logsThatDoNotBelongTogetherAreErrorsOfUsage() throws IOException {
        Path first = shard(1, 2, pass(SURVIVES, 0));
        Path other = SampleLogs.write(folder.resolve("other.jsonl"), List.of("shard 2/3"));

        assertUsage(merge(first, other), other + ": expected the number of shards of " + first + ", 2, found 3");
        assertUsage(merge(first, first), "expected each run log once, found " + first + " twice");
        assertUsage(merge(folder.resolve("none.jsonl")), "found no file ");
        assertUsage(
                CommandRun.of("merge", first.toString(), "--output", folder + "/none/out.jsonl"),
                "--output: expected a file that can be written, found ");
        assertUsage(CommandRun.of("merge", first.toString()), "expected --output FILE, --report FOLDER or both");
        assertThat(folder.resolve("out.jsonl")).doesNotExist();
    }

    @Test
    void aCauseWithKnownCasesTellsHowManyAreNew() throws IOException {
        Path known = Files.writeString(
                folder.resolve("known.yaml"), "known-failures: [{check: " + SURVIVES + ", versions: 0-1, reason: r}]");

        CommandRun run = merge(
                shard(1, 1, fail(SURVIVES, 0), fail(SURVIVES, 1), fail(SURVIVES, 2)),
                Path.of("--known-failures"),
                known);

        assertThat(run.out())
                .contains("Failures: 2 known, 1 new, 0 fixed\n")
                .contains("    3 cases of " + SURVIVES + " (must)\n    1 of these cases is new, such as " + SURVIVES
                        + "@OffsetFetch:2\n");
    }

    @Test
    void theLogOfAShardIsNotOverwritten() throws IOException {
        Path shard = SampleLogs.write(folder.resolve("shard/run.jsonl"), List.of("shard 1/1"), pass(SURVIVES, 0));
        String before = Files.readString(shard);

        assertUsage(
                CommandRun.of(
                        "merge", String.valueOf(shard.getParent()), "--report", String.valueOf(shard.getParent())),
                "--report: expected another folder than those of the shards, found " + shard.getParent());
        assertThat(shard).content().isEqualTo(before);
    }

    private static void assertUsage(CommandRun run, String message) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    private CommandRun merge(Path... args) {
        String[] all = new String[args.length + 3];
        all[0] = "merge";
        all[1] = "--output";
        all[2] = folder.resolve("out.jsonl").toString();
        for (int i = 0; i < args.length; i++) {
            all[i + 3] = args[i].toString();
        }
        return CommandRun.of(all);
    }

    private Path shard(int index, int count, CaseResult... results) throws IOException {
        return SampleLogs.write(
                folder.resolve("shard-" + index + ".jsonl"), List.of("shard " + index + "/" + count), results);
    }
}
