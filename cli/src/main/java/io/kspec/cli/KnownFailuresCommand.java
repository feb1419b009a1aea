package io.kspec.cli;

import io.kspec.cli.console.NearbyFile;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.cause.Causes;
import io.kspec.runlog.known.Acceptance;
import io.kspec.runlog.known.KnownFailures;
import io.kspec.runlog.known.KnownFailuresUpdate;
import io.kspec.runlog.known.UpdateRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kspec known-failures}: compares a file of known failures with a run, and brings it up to date. */
@Command(
        name = "known-failures",
        mixinStandardHelpOptions = true,
        description = "Compares a file of known failures with a run log, or updates it.",
        footer = {
            "",
            "The file lists what kspec run --known-failures accepts:",
            "  known-failures:",
            "    - check: offset-fetch.offset-survives",
            "      api: OffsetFetch",
            "      versions: 0-3",
            "      reason: offsets are 32 bits wide before v4",
            "      link: https://example.org/issues/17",
            "check and reason are required. Without versions, an entry stands for all cases",
            "of the check. --update adds what fails, with its cause as the reason, and",
            "removes or narrows what passes; all other lines stay as they are.",
            "",
            "Exit codes: 0 the file says what the run says, or was updated; 1 it does not;",
            "2 usage error, or the file cannot be updated without losing something."
        })
final class KnownFailuresCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "LOG",
            arity = "0..1",
            description = "Run log, or the folder of a report (default: ${DEFAULT-VALUE}).")
    private String log = "kspec-report";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "File of known failures (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("known-failures.yaml");

    @Option(names = "--update", description = "Updates the file, or creates it.")
    private boolean update;

    KnownFailuresCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        RunLog run = RunLogFiles.read(List.of(log)).values().iterator().next();
        List<Cause> causes = Causes.of(run.results()).gravestFirst();
        try {
            return update ? update(run, causes) : review(run, causes);
        } catch (KnownFailures.InvalidFile e) {
            throw new UsageException("invalid file of known failures:\n" + e.getMessage());
        } catch (UpdateRefused e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private int review(RunLog run, List<Cause> causes) throws IOException, KnownFailures.InvalidFile {
        if (!Files.isReadable(file)) {
            throw new UsageException("expected a file of known failures, found none that can be read at " + file
                    + NearbyFile.suggestion(file) + "; --update creates it");
        }
        KnownFailures known = KnownFailures.read(file, checks(run), KnownFailureOptions.apis());
        Acceptance acceptance = Acceptance.of(run, causes, null, known);
        terminal.out().println("Failures: " + acceptance.news());
        acceptance.complaints().forEach(terminal.out()::println);
        boolean same = acceptance.newFailures() == 0 && acceptance.complaints().isEmpty();
        return same ? ExitCode.CONFORMANT : ExitCode.FAILURES;
    }

    private int update(RunLog run, List<Cause> causes) throws IOException, KnownFailures.InvalidFile {
        String old = Files.exists(file) ? text() : null;
        KnownFailuresUpdate updated =
                KnownFailuresUpdate.of(file.toString(), old, checks(run), KnownFailureOptions.apis(), run, causes);
        if (!updated.text().equals(old)) {
            write(updated.text());
        }
        terminal.out()
                .println(file + ": " + updated.added() + " added, " + updated.narrowed() + " narrowed, "
                        + updated.removed() + " removed");
        return ExitCode.CONFORMANT;
    }

    private static List<String> checks(RunLog run) {
        return KnownFailureOptions.checks(KnownFailureOptions.scenarios(List.of(run)));
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UsageException(
                    "expected a file of known failures in UTF-8, found none that can be read at " + file);
        }
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UsageException("expected a file that can be written, found " + file);
        }
    }
}
