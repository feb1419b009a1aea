package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kspec list}: what kspec knows. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what kspec knows.")
final class ListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Lists the APIs, by rising key. */
    @Command(
            name = "apis",
            mixinStandardHelpOptions = true,
            description = "The APIs: their versions, and which of them the mock broker answers.")
    int apis() {
        new ApiTable(terminal).print();
        return ExitCode.CONFORMANT;
    }

    /** Lists the checks, by id. */
    @Command(name = "checks", mixinStandardHelpOptions = true, description = "The checks of the suite.")
    int checks(
            @Option(
                            names = {"-v", "--verbose"},
                            description = "Says what each asks for, why, and where that is laid down.")
                    boolean verbose) {
        new CheckTable(terminal).print(verbose);
        return ExitCode.CONFORMANT;
    }

    /** Lists the scenarios of the catalogue. */
    @Command(name = "scenarios", mixinStandardHelpOptions = true, description = "The scenarios that kspec brings.")
    int scenarios() {
        new ScenarioTable(terminal).print();
        return ExitCode.CONFORMANT;
    }

    /** Lists the releases whose definitions make the union. */
    @Command(
            name = "releases",
            mixinStandardHelpOptions = true,
            description = "The releases of Kafka whose definitions kspec knows.")
    int releases() {
        new ReleaseTable(terminal).print();
        return ExitCode.CONFORMANT;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.err());
        return ExitCode.USAGE;
    }
}
