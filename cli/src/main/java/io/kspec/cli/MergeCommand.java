package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.reports.Summary;
import io.kspec.runlog.MergeRefused;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.RunLogMerge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kspec merge}: makes one run log of the logs of all shards of a run. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = "Makes one run of the shards that kspec run --shard played, with its log and its reports.",
        footer = {
            "",
            "The shards must be of one kspec version, with the same options, on targets that",
            "advertise the same. A shard that is missing, or whose log is damaged, makes the",
            "run incomplete. A case that two shards played is an error.",
            "  kspec run --target localhost:9092 --shard 1/2 --report shard-1",
            "  kspec run --target localhost:9092 --shard 2/2 --report shard-2",
            "  kspec merge shard-1 shard-2 --report kspec-report",
            "",
            "Exit codes: those of kspec run, for the merged run; 2 also if the logs do not",
            "belong together."
        })
final class MergeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "LOG",
            arity = "1..*",
            description = "Run logs of the shards, or the folders of their reports.")
    private List<String> files = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes the merged run log to this file.")
    private @Nullable Path output;

    @Option(
            names = {"-r", "--report"},
            paramLabel = "FOLDER",
            description = "Folder for run.jsonl, report.html and junit.xml of the merged run.")
    private @Nullable Path report;

    @Mixin
    private KnownFailureOptions knownFailures = new KnownFailureOptions();

    MergeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (output == null && report == null) {
            throw new UsageException("expected --output FILE, --report FOLDER or both, found neither");
        }
        Map<String, RunLog> shards = RunLogFiles.readShards(files);
        KnownFailureOptions.Known known = knownFailures.read(terminal, KnownFailureOptions.scenarios(shards.values()));
        ReportFolder folder = report == null ? null : new ReportFolder(report);
        if (folder != null) {
            requireOther(folder.log(), shards.keySet());
        }
        Path merged = Files.createTempFile("kspec-merge", ".jsonl");
        try {
            Files.delete(merged);
            RunLogMerge.of(shards).writeTo(merged);
            if (folder != null) {
                folder.prepare();
                Files.copy(merged, folder.log());
            }
            if (output != null) {
                copy(merged, output);
            }
            return conclude(RunLog.read(merged), folder, known);
        } catch (MergeRefused e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } finally {
            Files.deleteIfExists(merged);
        }
    }

    /** The folder of the merged run must not be that of a shard, whose log would be lost. */
    private static void requireOther(Path log, Set<String> shards) {
        Path merged = log.toAbsolutePath().normalize();
        for (String shard : shards) {
            if (Path.of(shard).toAbsolutePath().normalize().equals(merged)) {
                throw new UsageException(
                        "--report: expected another folder than those of the shards, found " + log.getParent());
            }
        }
    }

    private static void copy(Path merged, Path output) {
        try {
            Files.copy(merged, output, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UsageException("--output: expected a file that can be written, found " + output);
        }
    }

    private int conclude(RunLog log, @Nullable ReportFolder folder, KnownFailureOptions.Known known)
            throws IOException {
        Summary summary = Summary.of(log, known.baseline(), known.file());
        RunSummary screen = new RunSummary(terminal, log, summary);
        screen.print();
        terminal.out().println();
        if (folder != null) {
            folder.write(log, summary);
            terminal.out().println("Report: " + folder.html());
            terminal.out().println("JUnit XML: " + folder.junitXml());
        }
        if (output != null) {
            terminal.out().println("Run log: " + output);
        }
        return screen.exitCode();
    }
}
