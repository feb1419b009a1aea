package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kspec scenario}: scenarios, the flows of real clients as YAML. */
@Command(
        name = "scenario",
        mixinStandardHelpOptions = true,
        description = "Lists, validates, plays and makes scenarios: flows of real clients as YAML.")
final class ScenarioCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ScenarioCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Lists the scenarios of the catalogue. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the bundled scenarios.")
    int list() {
        new ScenarioTable(terminal).print();
        return ExitCode.CONFORMANT;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.err());
        return ExitCode.USAGE;
    }
}
