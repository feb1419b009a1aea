package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kspec run} with what is known of a target's failures. */
class KnownFailuresOfRunTest {
    private static final String COMPLETENESS = "api-versions.group-apis-are-complete";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void onlyWhatTheBaselineDoesNotHaveFailsTheRun() throws IOException {
        try (MockBroker broken = MockBroker.builder()
                        .versions("OffsetFetch", Versions.NONE)
                        .start();
                MockBroker sound = MockBroker.start()) {
            Path old = folder.resolve("old");
            Path now = folder.resolve("now");
            assertThat(run(old, broken).exitCode()).isEqualTo(1);

            CommandRun same = run(now, broken, "--baseline", old.toString());
            assertThat(same.exitCode()).as(same.out() + same.err()).isZero();
            assertThat(same.out())
                    .contains("Failures: 1 known, 0 new, 0 fixed\n")
                    .contains("Known failures\n");
            assertThat(now.resolve("junit.xml"))
                    .content()
                    .contains("<skipped message=\"known failure: it failed in the baseline too: ")
                    .doesNotContain("<failure");

            CommandRun fixed =
                    run(now, sound, "--baseline", now.resolve("run.jsonl").toString());
            assertThat(fixed.exitCode()).isZero();
            assertThat(fixed.out()).contains("Failures: 0 known, 0 new, 1 fixed\n");

            CommandRun worse =
                    run(now, broken, "--baseline", now.resolve("run.jsonl").toString());
            assertThat(worse.exitCode()).isEqualTo(1);
            assertThat(worse.out())
                    .contains("Failures: 0 known, 1 new, 0 fixed\n")
                    .doesNotContain("Known failures\n");
        }
    }

    @Test
    void whatTheFileListsDoesNotFailTheRunUntilItPasses() throws IOException {
        Path known = Files.writeString(
                folder.resolve("known.yaml"),
                "known-failures:\n  - check: " + COMPLETENESS + "\n    reason: no offsets\n");
        try (MockBroker broken = MockBroker.builder()
                        .versions("OffsetFetch", Versions.NONE)
                        .start();
                MockBroker sound = MockBroker.start()) {
            CommandRun run = run(folder, broken, "--known-failures", known.toString());
            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(run.err())
                    .contains("known " + COMPLETENESS + "  no offsets\n")
                    .doesNotContain("FAIL");
            assertThat(folder.resolve("report.html")).content().contains("Known: no offsets");

            CommandRun stale = run(folder, sound, "--known-failures", known.toString());
            assertThat(stale.exitCode()).isEqualTo(1);
            assertThat(stale.out().replaceAll("\\s+", " "))
                    .contains("known.yaml:2:5: expected " + COMPLETENESS
                            + " to fail, found that it passes; remove the entry");

            CommandRun quiet = run(folder, sound, "--quiet", "--known-failures", known.toString());
            assertThat(quiet.exitCode()).isEqualTo(1);
            assertThat(quiet.out().replaceAll("\\s+", " ")).contains("found that it passes; remove the entry");
        }
    }

    @Test
    void filesThatCannotBeUsedAreErrorsOfUsageBeforeTheRun() throws IOException {
        Path report = folder.resolve("report");
        Path known = Files.writeString(folder.resolve("known.yaml"), "known-failures: [{check: fetch.out-of-rage}]");
        Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");

        assertUsage(
                report,
                "known.yaml:1:26: expected the id of a check, found fetch.out-of-rage; did you mean fetch.out-of-range?",
                "--known-failures",
                known.toString());
        assertUsage(
                report,
                "--baseline: expected a run log",
                "--baseline",
                folder.resolve("none").toString());
        assertUsage(report, "expected a run log with results, found none", "--baseline", empty.toString());
        assertUsage(
                report,
                "found none that can be read",
                "--known-failures",
                folder.resolve("none").toString());
        assertUsage(report, "--fail-fast", "--fail-fast", "--known-failures", known.toString());
        assertThat(report).doesNotExist();
    }

    private static void assertUsage(Path report, String message, String... options) {
        List<String> args = new ArrayList<>(List.of("run", "--report", report.toString()));
        args.addAll(List.of(options));
        CommandRun run = CommandRun.of(args.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    private static CommandRun run(Path report, MockBroker broker, String... options) {
        List<String> args = new ArrayList<>(
                List.of("run", "--target", broker.bootstrap(), "--check", COMPLETENESS, "--report", report.toString()));
        args.addAll(List.of(options));
        return CommandRun.of(args.toArray(String[]::new));
    }
}
