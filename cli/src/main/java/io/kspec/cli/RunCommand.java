package io.kspec.cli;

import io.kspec.cli.console.IoReason;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.cli.console.Wrapping;
import io.kspec.mock.MockBroker;
import io.kspec.reports.MarkdownSummary;
import io.kspec.reports.Summary;
import io.kspec.runlog.RunLog;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.process.TargetCommand;
import io.kspec.suite.session.NoKafkaThere;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kspec run}: runs the suite against a broker and writes the reports. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the conformance suite against a broker and writes a report.",
        footer = {
            "",
            "Ctrl-C ends a run early: kspec cleans up the target and reports what it has",
            "checked so far. With --baseline or --known-failures, only failures that are not",
            "known count."
        })
final class RunCommand implements Callable<Integer> {
    /**
     * How long an interrupted run may take to clean up and write its reports; longer than a clean-up that times out. To note
     * thousands of cases as not played takes a busy machine more than 20 s.
     */
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(60);

    /** What the embedded mock is: with fewer than three brokers, the checks of clusters would not apply to it. */
    private static final int MOCK_BROKERS = 3;

    private final Terminal terminal;
    private final Map<String, String> environment;

    @Option(
            names = {"-t", "--target"},
            paramLabel = "HOST:PORT",
            converter = TargetConverter.class,
            description = "Broker to check (default: the embedded mock, a cluster of " + MOCK_BROKERS + ").")
    private @Nullable Target target;

    @Option(
            names = "--exec",
            paramLabel = "COMMAND",
            description =
                    "Starts the broker to check with this shell command, restarts it when it dies, and ends it after the"
                            + " run. {port} is replaced by a free port, or by that of --target.")
    private @Nullable String exec;

    @Option(
            names = "--exec-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a broker started by --exec may take to answer (default: ${DEFAULT-VALUE}).")
    private Duration execTimeout = TargetCommand.DEFAULT_PATIENCE;

    @Option(
            names = {"-r", "--report"},
            paramLabel = "FOLDER",
            description = "Folder for run.jsonl, report.html, junit.xml and the badge (default: ${DEFAULT-VALUE}).")
    private Path report = Path.of("kspec-report");

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also writes a Markdown summary to this file.")
    private @Nullable Path markdown;

    @Option(names = "--allure", paramLabel = "FOLDER", description = "Also writes Allure results to this folder.")
    private @Nullable Path allure;

    @Mixin
    private CommandConfigOption commandConfig = new CommandConfigOption();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private ScenarioOptions scenarios = new ScenarioOptions();

    @Mixin
    private KnownFailureOptions knownFailures = new KnownFailureOptions();

    @Mixin
    private RunOutput output = new RunOutput();

    @Option(names = "--fail-fast", description = "Ends the run after the first case that fails.")
    private boolean failFast;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to wait for a response, such as 500ms (default: ${DEFAULT-VALUE}).")
    private Duration timeout = ConnectionSettings.DEFAULT.readTimeout();

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long the whole run may take (default: ${DEFAULT-VALUE}).")
    private Duration limit = RunSettings.DEFAULT_LIMIT;

    @Option(
            names = "--lanes",
            converter = LanesConverter.class,
            paramLabel = "N",
            description = "How many checks may run side by side (default: ${DEFAULT-VALUE}).")
    private int lanes = RunSettings.DEFAULT_LANES;

    RunCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        List<ScenarioCheck> added = scenarios.read();
        SelectionAdvice.require(scenarios.narrow(selection.selection()), added);
        if (failFast && knownFailures.isGiven()) {
            throw new UsageException(
                    "--fail-fast ends the run at the first failure, whether it is known or not: leave out"
                            + " either that or --baseline and --known-failures");
        }
        KnownFailureOptions.Known known = knownFailures.read(terminal, ScenarioOptions.ids(added));
        if (exec != null) {
            TargetCommand command = command(exec);
            return run(settings(command.target(), added).withCommand(command), known);
        }
        if (target != null) {
            return run(settings(target, added), known);
        }
        try (MockBroker broker = MockBroker.builder().brokers(MOCK_BROKERS).start()) {
            if (!output.quiet()) {
                terminal.err().println("No --target given: checking the embedded mock broker.");
            }
            return run(settings(new Target(broker.host(), broker.port()), added), known);
        }
    }

    private TargetCommand command(String text) {
        try {
            return TargetCommand.of(text, target, execTimeout);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--exec: " + e.getMessage());
        }
    }

    private int run(RunSettings settings, KnownFailureOptions.Known known) throws IOException {
        if (markdown != null) {
            requireWritable(markdown);
        }
        ReportFolder folder = new ReportFolder(report);
        folder.prepare();
        RunProgress progress = new RunProgress(terminal, output, known, InstantSource.system());
        ConformanceRun run = ConformanceRun.of(settings).listener(progress);
        if (allure != null) {
            AllureResults.prepare(allure);
        }
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        EndOfProcess end = EndOfProcess.after(() -> interrupt(run, exitCode));
        try {
            exitCode.complete(play(run, folder, known, progress));
        } finally {
            exitCode.complete(ExitCode.HARNESS_ERROR);
            end.forget();
        }
        return exitCode.join();
    }

    /** Who names a file that cannot be written should learn that now, and not at the end of the run. */
    private static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new UsageException("--markdown: expected a file that can be written, found " + IoReason.at(file, e));
        }
        if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
            throw new UsageException("--markdown: expected a file that can be written, found " + file);
        }
    }

    /** Ends a run early, and returns once the reports are written. */
    private void interrupt(ConformanceRun run, CompletableFuture<Integer> exitCode) {
        terminal.err().println("Interrupted: cleaning up the target and writing the reports.");
        run.interrupt();
        exitCode.completeOnTimeout(ExitCode.HARNESS_ERROR, SHUTDOWN_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private int play(ConformanceRun run, ReportFolder folder, KnownFailureOptions.Known known, RunProgress progress)
            throws IOException {
        RunOutcome outcome;
        try {
            outcome = run.execute();
        } catch (NoKafkaThere e) {
            terminal.err().println(terminal.errorColours().bad(String.valueOf(e.getMessage())));
            return ExitCode.UNREACHABLE;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } finally {
            progress.end();
        }
        return conclude(outcome, folder, known);
    }

    private RunSettings settings(Target broker, List<ScenarioCheck> added) {
        return RunSettings.of(broker, new ReportFolder(report).log())
                .withSelection(scenarios.narrow(selection.selection()))
                .withConnections(ConnectionSettings.DEFAULT
                        .withReadTimeout(timeout)
                        .withSecurity(commandConfig.security(terminal)))
                .withClientOptions(Stream.concat(Stream.of(commandConfig.words()), scenarios.words())
                        .toArray(String[]::new))
                .withLimit(limit)
                .withFailFast(failFast)
                .withLanes(lanes)
                .withScenarios(added);
    }

    private int conclude(RunOutcome outcome, ReportFolder folder, KnownFailureOptions.Known known) throws IOException {
        RunLog log = RunLog.read(outcome.logFile());
        Summary summary = Summary.of(log, known.baseline(), known.file());
        folder.write(log, summary);
        if (markdown != null) {
            MarkdownSummary.write(log, summary, markdown);
        }
        if (allure != null) {
            AllureResults.write(log, summary, allure);
        }
        RunSummary screen = new RunSummary(terminal, log, summary);
        GitHubJob job = new GitHubJob(terminal, environment);
        if (output.json()) {
            terminal.out()
                    .println(new RunDocument(summary, screen.exitCode(), outcome.leftBehind(), folder.files()).write());
        } else {
            job.guard(() -> print(screen, outcome, folder));
        }
        job.tell(log, summary);
        return screen.exitCode();
    }

    private void print(RunSummary screen, RunOutcome outcome, ReportFolder folder) {
        if (output.quiet()) {
            screen.printVerdict();
        } else {
            screen.print();
            terminal.out().println();
        }
        if (!outcome.leftBehind().isEmpty()) {
            Wrapping.lines("Left on the target: " + String.join(", ", outcome.leftBehind()), terminal.width())
                    .forEach(terminal.out()::println);
        }
        terminal.out().println("Report: " + folder.html());
        if (!output.quiet()) {
            terminal.out().println("JUnit XML: " + folder.junitXml());
        }
    }
}
