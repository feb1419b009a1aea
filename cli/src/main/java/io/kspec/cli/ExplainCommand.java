package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.explain.Explainer;
import io.kspec.inspection.dump.Dump;
import io.kspec.inspection.reading.Question;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kspec explain}: shows the field, the value and the mistakes in the bytes of a message. */
@Command(
        name = "explain",
        description = "Explains the bytes of a request or a response.",
        footer = {
            "",
            "BYTES can be hexadecimal digits, a dump of xxd, hexdump -C, od -t x1 or",
            "Wireshark, an array as Go, C, Java, Rust or Python print it, raw bytes, or",
            "packets: the output of tcpdump -X or tshark -x, or a pcap or pcapng file. Each",
            "response in packets is shown after its request, as in the journal of kspec mock.",
            "",
            "A request identifies its API and version. For a response give them, unless only",
            "one API has such a response:",
            "  kspec explain --response --api OffsetFetch --version 2 response.hex",
            "",
            "Exit codes: 0 the bytes are a valid message, 1 they are not, 2 usage error."
        })
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "BYTES",
            arity = "0..*",
            description = "Bytes, or a file that contains them; - reads standard input (default: -).")
    private List<String> bytes = List.of();

    @Mixin
    private final MessageOptions message = new MessageOptions();

    @Option(
            names = {"-v", "--version"},
            paramLabel = "N",
            description = "Version of the API. Without it, a response is tried at every version.")
    private @Nullable Integer version;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    @Option(names = "--full", description = "Shows long fields in full.")
    private boolean full;

    @Mixin
    final HelpOption help = new HelpOption();

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Question question = message.question(version);
        String source = bytes.isEmpty() ? ByteSource.STANDARD_INPUT : String.join(" ", bytes);
        Dump dump = new ByteSource(terminal.in()).read(source);
        boolean sound = new Explainer(terminal, json, full).explain(dump, question);
        return sound ? ExitCode.CONFORMANT : ExitCode.FAILURES;
    }
}
