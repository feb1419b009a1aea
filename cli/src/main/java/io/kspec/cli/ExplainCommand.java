package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.cli.explain.CaptureFollower;
import io.kspec.cli.explain.Explainer;
import io.kspec.inspection.dump.DumpFormat;
import io.kspec.inspection.dump.DumpInput;
import io.kspec.inspection.reading.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            "BYTES can be hexadecimal digits, base64, percent encoding, literals of SQL, a",
            "dump of xxd, hexdump -C, od, Format-Hex, Wireshark or Netty, what Go, C, Java,",
            "Kotlin, Scala, Rust, Swift, F#, Python, Ruby, .NET, Node, Erlang and Elixir",
            "print, lines of a log with any of these, and raw bytes; or packets: pcap and",
            "pcapng files, the output of tcpdump -X, tshark -x or ngrep -x, Wireshark's JSON,",
            "PDML and followed streams; or the journal of kspec mock, a recording of kspec",
            "record and the log of kspec run. The form is recognized, or given with --from.",
            "Each response in packets, journals, recordings and logs is shown after its",
            "request.",
            "",
            "A request identifies its API and version. A response does not: without them, the",
            "likeliest is shown, or the three likeliest are named. Better give them:",
            "  kspec explain --response --api OffsetFetch --version 2 response.hex",
            "",
            "Bytes of other protocols, such as HTTP and TLS, are named, and records and the",
            "structures of group protocols and internal topics are recognized.",
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

    @Option(
            names = "--from",
            paramLabel = "FORM",
            converter = DumpFormatConverter.class,
            description =
                    "Form of BYTES: pcap, pcapng, raw, journal, wireshark-json, pdml, follow, node, erlang, netty, ngrep, octal, dump,"
                            + " percent, escaped, array, decimal, base64 or hex (default: recognized).")
    private @Nullable DumpFormat from;

    @Option(
            names = "--follow",
            description = "Keeps reading a growing pcap or pcapng file, and explains each message once it is complete.")
    private boolean follow;

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
        if (follow) {
            if (json || source.equals(ByteSource.STANDARD_INPUT) || !Files.isRegularFile(Path.of(source))) {
                throw new UsageException("--follow needs a pcap or pcapng file, and writes no JSON");
            }
            new CaptureFollower(terminal, full).follow(Path.of(source), question);
            return ExitCode.CONFORMANT;
        }
        DumpInput input = new ByteSource(terminal.in()).read(source, from);
        boolean sound = new Explainer(terminal, json, full).explain(input, question);
        return sound ? ExitCode.CONFORMANT : ExitCode.FAILURES;
    }
}
