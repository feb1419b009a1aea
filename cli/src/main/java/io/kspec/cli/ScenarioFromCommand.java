package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kspec scenario from}: makes a scenario of a recording. */
@Command(
        name = "from",
        mixinStandardHelpOptions = true,
        description = "Makes a scenario of a recording of kspec record.",
        footer = {
            "",
            "The scenario sends the same requests in the same order, on topics and groups of",
            "its own. What brokers choose, such as member ids and topic ids, becomes",
            "variables. Retries, polls that found nothing and questions asked before are left",
            "out, which is printed. Look at the file before you keep it: expectations are the",
            "error codes and the first record of each Fetch."
        })
final class ScenarioFromCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "RECORDING", description = "The recording.")
    private @Nullable Path recording;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Writes the scenario to this file, whose name is that of the scenario.")
    private @Nullable Path output;

    ScenarioFromCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path from = Objects.requireNonNull(recording);
        new SessionFiles(terminal).writeScenario(SessionFiles.read(from), Objects.requireNonNull(output));
        return ExitCode.CONFORMANT;
    }
}
