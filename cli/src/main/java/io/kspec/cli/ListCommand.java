package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kspec list}: lists APIs, checks, scenarios, releases and texts. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists APIs, checks, scenarios, Kafka releases or texts of clients.")
final class ListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Lists the APIs in the order of their keys. */
    @Command(
            name = "apis",
            mixinStandardHelpOptions = true,
            description = "Lists the APIs, their versions, and which of them the mock broker answers.")
    int apis() {
        new ApiTable(terminal).print();
        return ExitCode.CONFORMANT;
    }

    /** Lists the checks in the order of their ids. */
    @Command(name = "checks", mixinStandardHelpOptions = true, description = "Lists the checks of the suite.")
    int checks(
            @Option(
                            names = {"-v", "--verbose"},
                            description = "Also prints what each check requires, why, and its source.")
                    boolean verbose) {
        new CheckTable(terminal).print(verbose);
        return ExitCode.CONFORMANT;
    }

    /** Lists the scenarios of the catalogue. */
    @Command(name = "scenarios", mixinStandardHelpOptions = true, description = "Lists the bundled scenarios.")
    int scenarios() {
        new ScenarioTable(terminal).print();
        return ExitCode.CONFORMANT;
    }

    /** Lists the releases whose message definitions kspec has. */
    @Command(
            name = "releases",
            mixinStandardHelpOptions = true,
            description = "Lists the Kafka releases whose message definitions kspec has.")
    int releases() {
        new ReleaseTable(terminal).print();
        return ExitCode.CONFORMANT;
    }

    /** Lists what clients print when a broker answers them wrongly. */
    @Command(
            name = "texts",
            mixinStandardHelpOptions = true,
            description = "Lists the texts of clients that kspec why knows.")
    int texts() {
        new ClientTextTable(terminal).print();
        return ExitCode.CONFORMANT;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.err());
        return ExitCode.USAGE;
    }
}
