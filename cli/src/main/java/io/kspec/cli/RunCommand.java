package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunLog;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.NoKafkaThere;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kspec run}: the suite against a broker, and the reports of it. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the suite against a broker, and writes a report.",
        footer = {
            "",
            "Ctrl-C ends a run early: the target is cleaned up, and the report tells how far",
            "it came.",
            "",
            "Exit codes: 0 conformant, 1 failures, 2 usage, 3 nothing that speaks Kafka's",
            "protocol at the target, 4 kspec itself failed or could not try everything, as",
            "when it is interrupted."
        })
final class RunCommand implements Callable<Integer> {
    /** How long an interrupted run may take to end in order; longer than a clean-up takes that waits in vain. */
    private static final Duration LAST_ORDERS = Duration.ofSeconds(20);

    private final Terminal terminal;

    @Option(
            names = {"-t", "--target"},
            paramLabel = "HOST:PORT",
            converter = TargetConverter.class,
            description = "The broker; the embedded mock broker unless said.")
    private @Nullable Target target;

    @Option(
            names = {"-r", "--report"},
            paramLabel = "FOLDER",
            description = "Where run.jsonl, report.html and junit.xml are written; kspec-report unless said.")
    private Path report = Path.of("kspec-report");

    @Option(names = "--allure", paramLabel = "FOLDER", description = "Writes Allure results there too.")
    private @Nullable Path allure;

    @Option(
            names = {"-c", "--check"},
            paramLabel = "ID",
            description = "Only checks of this id; * stands for any characters. Repeatable.")
    private List<String> checks = List.of();

    @Option(
            names = {"-x", "--exclude"},
            paramLabel = "ID",
            description = "No checks of this id, likewise.")
    private List<String> excluded = List.of();

    @Option(
            names = {"-a", "--api"},
            paramLabel = "NAME",
            converter = ApiConverter.class,
            description = "Only this API, by name or key. Repeatable.")
    private List<ApiSpec> apis = List.of();

    @Option(
            names = {"-l", "--level"},
            paramLabel = "LEVEL",
            description = "Only requirements of this level: must or should.")
    private Set<Level> levels = EnumSet.allOf(Level.class);

    @Option(names = "--profile", paramLabel = "NAME", description = "Only checks of this profile; all unless said.")
    private String profile = Selection.ALL_PROFILES;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a response may take, such as 500ms; 10s unless said.")
    private Duration timeout = ConnectionSettings.DEFAULT.readTimeout();

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long the whole run may take; 15m unless said.")
    private Duration limit = RunSettings.DEFAULT_LIMIT;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (target != null) {
            return run(target);
        }
        try (MockBroker broker = MockBroker.start()) {
            terminal.err().println("No --target: the target is the embedded mock broker.");
            return run(new Target(broker.host(), broker.port()));
        }
    }

    private int run(Target broker) throws IOException {
        ReportFolder folder = new ReportFolder(report);
        folder.prepare();
        RunProgress progress = new RunProgress(terminal, InstantSource.system());
        ConformanceRun run = ConformanceRun.of(settings(broker, folder)).listener(progress);
        if (allure != null) {
            run.junitListener(AllureResults.into(allure));
        }
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        EndOfProcess end = EndOfProcess.with(() -> interrupt(run, exitCode));
        try {
            exitCode.complete(play(run, folder, progress));
        } finally {
            exitCode.complete(ExitCode.HARNESS_ERROR);
            end.forget();
        }
        return exitCode.join();
    }

    /** Ends a run early; gives the exit code of what is left of it, once its reports are written. */
    private int interrupt(ConformanceRun run, CompletableFuture<Integer> exitCode) {
        terminal.err().println("Interrupted: cleaning up, then the reports.");
        run.interrupt();
        return exitCode.completeOnTimeout(ExitCode.HARNESS_ERROR, LAST_ORDERS.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private int play(ConformanceRun run, ReportFolder folder, RunProgress progress) throws IOException {
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
        return conclude(outcome, folder);
    }

    private RunSettings settings(Target broker, ReportFolder folder) {
        Set<String> names = apis.stream().map(ApiSpec::name).collect(Collectors.toSet());
        return RunSettings.of(broker, folder.log())
                .withSelection(new Selection(profile, levels, checks, excluded, names))
                .withConnections(ConnectionSettings.DEFAULT.withReadTimeout(timeout))
                .withLimit(limit);
    }

    private int conclude(RunOutcome outcome, ReportFolder folder) throws IOException {
        RunLog log = RunLog.read(outcome.logFile());
        folder.write(log);
        RunSummary summary = new RunSummary(terminal, log);
        summary.print();
        terminal.out().println();
        if (!outcome.leftBehind().isEmpty()) {
            terminal.out().println("Left on the target: " + String.join(", ", outcome.leftBehind()));
        }
        terminal.out().println("Report: " + folder.html());
        terminal.out().println("JUnit XML: " + folder.junitXml());
        return summary.exitCode();
    }
}
