package io.kspec.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
    @Command(name = "apis", mixinStandardHelpOptions = true, description = "The APIs, by key.")
    int apis() {
        new ApiTable(terminal).print();
        return ExitCode.CONFORMANT;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.err());
        return ExitCode.USAGE;
    }
}
