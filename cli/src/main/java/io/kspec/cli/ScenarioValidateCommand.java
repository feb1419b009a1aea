package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.scenarios.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kspec scenario validate}: checks scenario files without playing them. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Reports every problem in scenario files, with line and column.")
final class ScenarioValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scenario files, or folders of .yaml files.")
    private List<Path> files = List.of();

    ScenarioValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<Scenario> scenarios = ScenarioFiles.load(files);
        terminal.out()
                .println(
                        scenarios.size() == 1
                                ? "1 scenario, no problems"
                                : scenarios.size() + " scenarios, no problems");
        return ExitCode.CONFORMANT;
    }
}
