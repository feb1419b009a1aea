package io.kspec.cli;

import io.kspec.cli.compare.JsonRunChanges;
import io.kspec.cli.compare.TextRunChanges;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.reports.ComparedRun;
import io.kspec.reports.ComparisonPage;
import io.kspec.reports.RunChanges;
import io.kspec.runlog.compare.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kspec compare}: shows what changed from one run to others. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Shows what changed from one run to others: what is fixed, what is new, what still fails, and what"
                        + " is no longer played, by cause.",
        footer = {
            "",
            "A run log is the file run.jsonl that kspec run writes, or the folder of its",
            "report. NAME=FILE gives it a name:",
            "  kspec compare before=old/run.jsonl after=kspec-report",
            "",
            "Several targets stand side by side in a page of HTML:",
            "  kspec compare kafka=a.jsonl mine=b.jsonl --html compare.html",
            "",
            "Exit codes: 0 nothing new fails, 1 something new fails, 2 usage error,",
            "4 nothing new fails, but a log is damaged, or something that was played before",
            "is not played any more."
        })
final class CompareCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 20;

    private final Terminal terminal;

    @Parameters(paramLabel = "LOG", arity = "2..*", description = "Run logs; each one is compared with the first.")
    private List<String> files = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.TEXT;

    @Option(names = "--html", paramLabel = "FILE", description = "Also writes the runs side by side to this file.")
    private @Nullable Path html;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (files.size() > MOST_RUNS) {
            throw new UsageException("expected at most " + MOST_RUNS + " run logs, found " + files.size());
        }
        List<ComparedRun> runs = new ArrayList<>();
        RunLogFiles.read(files).forEach((name, log) -> runs.add(ComparedRun.of(name, log)));
        List<RunChanges> changes = runs.stream()
                .skip(1)
                .map(after -> RunChanges.of(runs.get(0), after))
                .toList();
        if (html != null) {
            writePage(runs, changes, html);
        }
        if (format == OutputFormat.JSON) {
            new JsonRunChanges(terminal.out()).write(runs, changes);
        } else {
            new TextRunChanges(terminal).write(runs, changes);
            if (html != null) {
                terminal.out().println();
                terminal.out().println("Side by side: " + html);
            }
        }
        return exitCode(runs, changes);
    }

    private static void writePage(List<ComparedRun> runs, List<RunChanges> changes, Path file) {
        try {
            ComparisonPage.write(runs, changes, file);
        } catch (IOException e) {
            throw new UsageException("--html: expected a file that can be written, found " + file);
        }
    }

    private static int exitCode(List<ComparedRun> runs, List<RunChanges> changes) {
        if (changes.stream().anyMatch(changed -> changed.cases(Change.NEW) > 0)) {
            return ExitCode.FAILURES;
        }
        boolean less = changes.stream().anyMatch(changed -> changed.cases(Change.NO_LONGER_PLAYED) > 0);
        boolean damaged = runs.stream().anyMatch(run -> run.log().broken());
        return less || damaged ? ExitCode.HARNESS_ERROR : ExitCode.CONFORMANT;
    }
}
