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

/** The kspec command: parses the command line, runs what it names, and turns what comes of it into an exit code. */
@Command(
        name = "kspec",
        mixinStandardHelpOptions = true,
        versionProvider = KspecVersion.class,
        description = "Checks whether a broker speaks Kafka's protocol as Apache Kafka does.",
        footer = {
            "",
            "Exit codes: 0 conformant, 1 failures, 2 usage, 3 target not reachable or not",
            "Kafka, 4 kspec itself failed."
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

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        // Allure and Netty log through SLF4J, which without a logger behind it says so on the standard error.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Terminal terminal = Terminal.ofProcess(environment, System.getProperty(Terminal.TERMINALS, ""));
        int exitCode = new Kspec(terminal, environment).run(args);
        System.exit(exitCode);
    }

    /** Runs the command that the arguments name; gives its exit code. */
    int run(String... args) {
        int exitCode = execute(commandLine(), args);
        terminal.out().flush();
        terminal.err().flush();
        return exitCode;
    }

    /** All commands, and how they are to be parsed. */
    CommandLine commandLine() {
        return new CommandLine(this)
                .addSubcommand(new RunCommand(terminal))
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

    /** Without a command there is nothing to do but to say which there are. */
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
        terminal.err().println(terminal.errorColours().bad(name + " failed, which is an error of kspec: " + failure));
        if (environment.containsKey("KSPEC_TRACE")) {
            failure.printStackTrace(terminal.err());
        } else {
            terminal.err().println("KSPEC_TRACE=1 in the environment has it print where.");
        }
        return ExitCode.HARNESS_ERROR;
    }
}
