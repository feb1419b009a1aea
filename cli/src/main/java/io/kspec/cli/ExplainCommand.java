package io.kspec.cli;

import io.kspec.cli.dump.Dump;
import io.kspec.cli.dump.DumpReader;
import io.kspec.cli.explain.Explainer;
import io.kspec.cli.explain.Question;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.spec.ApiSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
            "packets: what tcpdump -X prints, or a pcap or pcapng file. Then each response",
            "stands after its request.",
            "",
            "A request names its API and version; for a response say them:",
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

    @Option(
            names = {"-a", "--api"},
            paramLabel = "NAME",
            converter = ApiConverter.class,
            description = "The API, by name or key.")
    private @Nullable ApiSpec api;

    @Option(
            names = {"-v", "--version"},
            paramLabel = "N",
            description = "The version of the API. A response without it is tried at each.")
    private @Nullable Integer version;

    @ArgGroup
    private @Nullable Direction direction;

    @Option(names = "--body", description = "The bytes are a body without its header.")
    private boolean headerless;

    @Option(names = "--json", description = "Writes JSON, for tools.")
    private boolean json;

    @Option(names = "--full", description = "Shows long fields whole.")
    private boolean full;

    @Mixin
    final HelpOption help = new HelpOption();

    /** Which way the bytes went. */
    private static final class Direction {
        @Option(names = "--request", description = "The bytes are a request.")
        private boolean request;

        @Option(names = "--response", description = "The bytes are a response.")
        private boolean response;
    }

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        MessageType type = direction == null
                ? null
                : direction.request ? MessageType.REQUEST : direction.response ? MessageType.RESPONSE : null;
        Question question = new Question(api, version, type, headerless);
        boolean sound = new Explainer(terminal, json, full).explain(dump(), question);
        return sound ? ExitCode.CONFORMANT : ExitCode.FAILURES;
    }

    private Dump dump() throws IOException {
        if (bytes.isEmpty() || bytes.equals(List.of("-"))) {
            return DumpReader.read(terminal.in().readAllBytes());
        }
        if (bytes.size() == 1) {
            Optional<Path> file = file(bytes.get(0));
            if (file.isPresent()) {
                return DumpReader.read(read(file.get()));
            }
        }
        return DumpReader.read(String.join(" ", bytes));
    }

    private static Optional<Path> file(String argument) {
        try {
            Path path = Path.of(argument);
            if (!argument.isBlank() && Files.exists(path)) {
                return Optional.of(path);
            }
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        if (argument.matches("[\\w./~-]*(/|\\.[A-Za-z]+$)[\\w./~-]*")) {
            throw new UsageException("expected bytes or a file, found no file " + argument);
        }
        return Optional.empty();
    }

    private static byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file) && Files.isDirectory(file)) {
            throw new UsageException("expected a file, found the folder " + file);
        }
        if (!Files.isReadable(file)) {
            throw new UsageException("expected a file that may be read, found " + file + ", which may not");
        }
        return Files.readAllBytes(file);
    }
}
