package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.cli.why.Answerer;
import io.kspec.diagnosis.clients.ClientTexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kspec why}: tells what is wrong on the wire if a client prints a text. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = "Tells what is wrong on the wire if a client prints a text.",
        footer = {
            "",
            "TEXT is a line of a log as it stands there: names, numbers, times and quotes do",
            "not matter. kspec looks it up among the texts that real clients print when a",
            "broker answers them wrongly, and names the fields and the checks.",
            "  kspec why \"kafka: response did not contain all the expected topic/partition",
            "  blocks\"",
            "",
            "Exit codes: 0 the text is known, 1 it is not, 2 usage error."
        })
final class WhyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "TEXT", arity = "1..*", description = "What the client printed; - reads standard input.")
    private List<String> text = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "Writes text or json (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.TEXT;

    WhyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String printed = String.join(" ", text);
        if (printed.equals(ByteSource.STANDARD_INPUT)) {
            printed = new String(terminal.in().readNBytes(ClientTexts.LONGEST), StandardCharsets.UTF_8);
        }
        if (printed.isBlank()) {
            throw new UsageException("expected what a client printed, found nothing");
        }
        boolean known = new Answerer(terminal, format == OutputFormat.JSON).answer(printed);
        return known ? ExitCode.CONFORMANT : ExitCode.FAILURES;
    }
}
