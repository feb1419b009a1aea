package io.kspec.cli;

import static io.kspec.cli.SampleLogs.SURVIVES;
import static io.kspec.cli.SampleLogs.fail;
import static io.kspec.cli.SampleLogs.pass;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFailuresCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");
    private Path log = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("known.yaml");
        log = SampleLogs.write(folder.resolve("run.jsonl"), fail(SURVIVES, 0), pass(SURVIVES, 1));
    }

    @Test
    void anUpdateMakesTheFileSayWhatTheRunSays() throws IOException {
        CommandRun made = run("--update");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.out()).isEqualTo(file + ": 1 added, 0 narrowed, 0 removed\n");
        assertThat(file).content().contains("  - check: " + SURVIVES + "\n    api: OffsetFetch\n    versions: 0\n");

        CommandRun reviewed = run();
        assertThat(reviewed.exitCode()).isZero();
        assertThat(reviewed.out()).isEqualTo("Failures: 1 known, 0 new, 0 fixed\n");

        String before = Files.readString(file);
        assertThat(run("--update").out()).isEqualTo(file + ": 0 added, 0 narrowed, 0 removed\n");
        assertThat(file).content().isEqualTo(before);
    }

    @Test
    void aFileThatTheRunContradictsIsOne() throws IOException {
        Files.writeString(file, "known-failures: [{check: " + SURVIVES + ", versions: 1, reason: r}]");

        CommandRun run = run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo("Failures: 0 known, 1 new, 1 fixed\n" + file + ":1:18: expected " + SURVIVES
                        + ", v1 to fail, found that it passes; remove the entry\n");
    }

    @Test
    void whatCannotBeReadOrUpdatedIsAnErrorOfUsage() throws IOException {
        assertUsage(
                "expected a file of known failures, found none that can be read at " + file + "; --update creates it");

        Files.writeString(file, "known-failures: [{check: " + SURVIVES + "s, reason: r}]");
        assertUsage("known.yaml:1:26: expected the id of a check, found " + SURVIVES + "s; did you mean " + SURVIVES);
        assertUsage("known.yaml:1:26: expected the id of a check", "--update");

        Files.writeString(file, "known-failures: [{check: " + SURVIVES + ", versions: 1, reason: r}]");
        assertUsage("expected known failures as a list of \"- check: …\" on lines of their own", "--update");
        assertThat(file).content().startsWith("known-failures: [{check: ");

        Files.write(file, new byte[] {(byte) 0xc3, 0x28});
        assertUsage("expected a file of known failures in UTF-8", "--update");
    }

    private void assertUsage(String message, String... options) {
        CommandRun run = run(options);

        assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    private CommandRun run(String... options) {
        String[] args = new String[options.length + 4];
        args[0] = "known-failures";
        args[1] = "--file";
        args[2] = file.toString();
        args[3] = log.toString();
        System.arraycopy(options, 0, args, 4, options.length);
        return CommandRun.of(args);
    }
}
