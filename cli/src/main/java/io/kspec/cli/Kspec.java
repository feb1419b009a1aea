package io.kspec.cli;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.IoReason;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.cli.console.Wrapping;
import io.kspec.inspection.InspectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The kspec command: parses the command line, runs the command it names and maps the result to an exit code. */
@Command(
        name = "kspec",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = "Checks whether a broker speaks the Kafka protocol as Apache Kafka does.")
public final class Kspec implements Callable<Integer> {
    private static final String RUN = "run";
    private static final String COMPLETION = "completion";

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
        Terminal terminal = Terminal.ofProcess(
                environment, System.getProperty(Terminal.TERMINALS, ""), System.getProperty(Terminal.COLUMNS, ""));
        int exitCode = new Kspec(terminal, environment).run(args);
        System.exit(exitCode);
    }

    /** Runs the command named by the arguments and returns its exit code. */
    int run(String... args) {
        int exitCode = execute(commandLine(needed(args)), args);
        terminal.out().flush();
        terminal.err().flush();
        return exitCode;
    }

    /** Builds the parser with all commands. */
    CommandLine commandLine() {
        return commandLine(commands().keySet());
    }

    /**
     * The commands to build for some arguments: the one that they name first, since to build all of them takes as long as many a
     * command; all of them, if they name none or one that looks at the others.
     */
    private Set<String> needed(String... args) {
        Set<String> all = commands().keySet();
        return args.length > 0 && all.contains(args[0]) && !args[0].equals(COMPLETION) ? Set.of(args[0]) : all;
    }

    private Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put(RUN, () -> new RunCommand(terminal, environment));
        commands.put("merge", () -> new MergeCommand(terminal));
        commands.put("compare", () -> new CompareCommand(terminal));
        commands.put("known-failures", () -> new KnownFailuresCommand(terminal));
        commands.put("mock", () -> new MockCommand(terminal));
        commands.put("scenario", () -> new CommandLine(new ScenarioCommand(terminal))
                .addSubcommand(new ScenarioValidateCommand(terminal))
                .addSubcommand(new ScenarioPlayCommand(terminal))
                .addSubcommand(new ScenarioFromCommand(terminal)));
        commands.put("explain", () -> new ExplainCommand(terminal));
        commands.put("diff", () -> new DiffCommand(terminal));
        commands.put("why", () -> new WhyCommand(terminal));
        commands.put("capture", () -> new CaptureCommand(terminal, Clock.systemUTC()));
        commands.put("record", () -> new RecordCommand(terminal, Clock.systemUTC()));
        commands.put("replay", () -> new ReplayCommand(terminal));
        commands.put("reference", () -> new ReferenceCommand(terminal));
        commands.put("clients", () -> new ClientsCommand(terminal));
        commands.put("list", () -> new ListCommand(terminal));
        commands.put(COMPLETION, () -> new CompletionCommand(terminal));
        return commands;
    }

    private CommandLine commandLine(Set<String> names) {
        CommandLine commandLine = new CommandLine(this);
        commands().forEach((name, command) -> {
            if (names.contains(name)) {
                commandLine.addSubcommand(name, command.get());
            }
        });
        boolean whole = names.size() > 1;
        commandLine
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(terminal.colours() == Colours.ANSI ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(terminal.width())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, Kspec::path)
                .setDefaultValueProvider(new DurationDefaults())
                // Advice on a usage error looks at all commands.
                .setParameterExceptionHandler((failure, args) -> whole ? usage(failure) : execute(commandLine(), args))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        addFooter(commandLine, Ending.briefHelp());
        if (names.contains(RUN)) {
            addFooter(Objects.requireNonNull(commandLine.getSubcommands().get(RUN), RUN), Ending.help());
        }
        return commandLine;
    }

    private static void addFooter(CommandLine command, List<String> lines) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        List<String> footer = new ArrayList<>(List.of(usage.footer()));
        footer.addAll(lines);
        usage.footer(footer.toArray(String[]::new));
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(
                    "expected the name of a file, found one that cannot be: " + e.getReason());
        }
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

    private int usage(ParameterException failure) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        UsageAdvice advice = UsageAdvice.of(failure);
        complain(command + ": " + advice.message());
        terminal.err().println("Try: " + advice.line());
        return ExitCode.USAGE;
    }

    /** Prints what is wrong, in lines that fit a terminal; in a pipe, what is one line stays one. */
    private void complain(String text) {
        text.lines()
                .flatMap(line ->
                        terminal.interactive() ? Wrapping.lines(line, terminal.errorWidth()).stream() : Stream.of(line))
                .forEach(line -> terminal.err().println(terminal.errorColours().bad(line)));
    }

    private static String reason(Throwable failure) {
        if (failure instanceof IOException unwritten) {
            return ": " + IoReason.of(unwritten);
        }
        if (failure instanceof UncheckedIOException unwritten) {
            return ": " + unwritten.getMessage();
        }
        String message = failure.getMessage();
        return "; this is a bug in kspec: " + (message == null || message.isBlank() ? "no description" : message);
    }

    private int failed(Throwable failure, CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        if (failure instanceof UsageException || failure instanceof InspectionException) {
            complain(name + ": " + failure.getMessage());
            return ExitCode.USAGE;
        }
        complain(name + " failed" + reason(failure));
        if (environment.containsKey("KSPEC_TRACE")) {
            failure.printStackTrace(terminal.err());
        } else {
            terminal.err().println("Set KSPEC_TRACE=1 to print the stack trace.");
        }
        return ExitCode.HARNESS_ERROR;
    }
}
