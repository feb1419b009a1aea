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

/** {@code kspec explain}: which field lies at which bytes, what it says, and where the bytes are wrong. */
@Command(
        name = "explain",
        description = "Explains the bytes of a request or a response.",
        footer = {
            "",
            "Bytes may come as a plain stream of hexadecimal digits, as xxd, hexdump -C,",
            "od -t x1, Wireshark or Go, C, Java and Python print them, or as they are; or as",
            "packets: what tcpdump -X and tshark -x print, or a pcap or pcapng file. Then each",
            "response stands after its request.",
            "",
            "A request names its API and version; for a response say them, unless it is one",
            "that no other API has:",
            "  kspec explain --response --api OffsetFetch --version 2 response.hex",
            "",
            "Exit codes: 0 the bytes are the message, 1 they are not, 2 usage."
        })
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "BYTES",
            arity = "0..*",
            description = "The bytes, or a file that holds them; - or nothing for the standard input.")
    private List<String> bytes = List.of();

    @Mixin
    private final MessageOptions message = new MessageOptions();

    @Option(
            names = {"-v", "--version"},
            paramLabel = "N",
            description = "The version of the API. A response without it is tried at each.")
    private @Nullable Integer version;

    @Option(names = "--json", description = "Writes JSON, for tools.")
    private boolean json;

    @Option(names = "--full", description = "Shows long fields whole.")
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
