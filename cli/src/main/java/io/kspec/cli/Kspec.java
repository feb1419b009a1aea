package io.kspec.cli;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.inspection.InspectionException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The kspec command: parses the command line, runs the command it names and maps the result to an exit code. */
@Command(
        name = "kspec",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = "Checks whether a broker speaks the Kafka protocol as Apache Kafka does.",
        footer = {
            "",
            "Exit codes: 0 conformant, 1 failures, 2 usage error, 3 no Kafka broker at the",
            "target, 4 kspec itself failed, or not everything that applies was played."
        })
public final class Kspec implements Callable<Integer> {
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Kspec(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    /** Runs the command named by the arguments and exits with its exit code. */
    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        // Allure and Netty log through SLF4J, which complains on standard error when no backend is present.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Terminal terminal = Terminal.ofProcess(environment, System.getProperty(Terminal.TERMINALS, ""));
        int exitCode = new Kspec(terminal, environment).run(args);
        System.exit(exitCode);
    }

    /** Runs the command named by the arguments and returns its exit code. */
    int run(String... args) {
        int exitCode = execute(commandLine(), args);
        terminal.out().flush();
        terminal.err().flush();
        return exitCode;
    }

    /** Builds the parser with all commands. */
    CommandLine commandLine() {
        return new CommandLine(this)
                .addSubcommand(new RunCommand(terminal))
                .addSubcommand(new MergeCommand(terminal))
                .addSubcommand(new CompareCommand(terminal))
                .addSubcommand(new KnownFailuresCommand(terminal))
                .addSubcommand(new MockCommand(terminal))
                .addSubcommand(new CommandLine(new ScenarioCommand(terminal))
                        .addSubcommand(new ScenarioValidateCommand(terminal))
                        .addSubcommand(new ScenarioPlayCommand(terminal)))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new DiffCommand(terminal))
                .addSubcommand(new CaptureCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new ReferenceCommand(terminal))
                .addSubcommand(new ListCommand(terminal))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(terminal.colours() == Colours.ANSI ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Terminal.WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(new DurationDefaults())
                .setParameterExceptionHandler(this::usage)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
    }

    private int execute(CommandLine commandLine, String... args) {
        try {
            return commandLine.execute(args);
        } catch (Error e) {
            return failed(e, commandLine);
        }
    }

    /** Prints the usage help: a command is required. */
    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.err());
        return ExitCode.USAGE;
    }

    private int usage(ParameterException failure, String[] args) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println(terminal.errorColours().bad(command + ": " + failure.getMessage()));
        terminal.err().println("Try: " + command + " --help");
        return ExitCode.USAGE;
    }

    private int failed(Throwable failure, CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        if (failure instanceof UsageException || failure instanceof InspectionException) {
            terminal.err().println(terminal.errorColours().bad(name + ": " + failure.getMessage()));
            return ExitCode.USAGE;
        }
        terminal.err().println(terminal.errorColours().bad(name + " failed; this is a bug in kspec: " + failure));
        if (environment.containsKey("KSPEC_TRACE")) {
            failure.printStackTrace(terminal.err());
        } else {
            terminal.err().println("Set KSPEC_TRACE=1 to print the stack trace.");
        }
        return ExitCode.HARNESS_ERROR;
    }
}
