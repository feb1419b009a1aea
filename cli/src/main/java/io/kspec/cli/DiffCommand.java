package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.cli.diff.Differ;
import io.kspec.inspection.InspectionException;
import io.kspec.inspection.reading.Question;
import io.kspec.inspection.reading.Reading;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kspec diff}: what differs between two messages of the same API, field by field. */
@Command(
        name = "diff",
        description = "Compares two requests or two responses field by field.",
        footer = {
            "",
            "A and B may be whatever kspec explain reads. Of packets, the first request of an",
            "API in A is compared with the first in B, and so on, and likewise responses.",
            "Entries of arrays are compared with those of the same name, index or id, if they",
            "have one. A request names its API and version; for responses say them, and where",
            "A and B differ, both, as --version 2,3:",
            "  kspec diff --response --api OffsetFetch --version 2 kafka.hex mine.hex",
            "",
            "Exit codes: 0 both say the same, 1 they do not, 2 usage."
        })
final class DiffCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "Bytes, or a file that holds them; - for the standard input.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "Likewise.")
    private String second = "";

    @Mixin
    private final MessageOptions message = new MessageOptions();

    @Option(
            names = {"-v", "--version"},
            paramLabel = "N[,N]",
            split = ",",
            hideParamSyntax = true,
            description = "The version of the API, or that of A and that of B. Responses without it are tried at each.")
    private List<Integer> versions = List.of();

    @Option(
            names = "--ignore",
            paramLabel = "FIELD",
            description =
                    "A field that is not compared, by name or path, such as CorrelationId; may be given repeatedly.")
    private List<String> ignored = List.of();

    @Option(names = "--all", description = "Shows what is the same too.")
    private boolean all;

    @Option(names = "--full", description = "Shows long fields whole.")
    private boolean full;

    @Option(names = "--json", description = "Writes JSON, for tools.")
    private boolean json;

    @Mixin
    final HelpOption help = new HelpOption();

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (versions.size() > 2) {
            throw new UsageException("expected --version for A and B, found " + versions.size() + " versions");
        }
        if (first.equals(ByteSource.STANDARD_INPUT) && second.equals(ByteSource.STANDARD_INPUT)) {
            throw new UsageException("expected the standard input as A or as B, found it as both");
        }
        List<Reading> a = read("A", first, versions.isEmpty() ? null : versions.get(0));
        List<Reading> b = read("B", second, versions.isEmpty() ? null : versions.get(versions.size() - 1));
        Differ differ = new Differ(terminal, ignored);
        boolean same = json ? differ.writeJson(a, b, all) : differ.writeText(a, b, all, full);
        return same ? ExitCode.CONFORMANT : ExitCode.FAILURES;
    }

    private List<Reading> read(String name, String source, @Nullable Integer version) throws IOException {
        Question question = message.question(version);
        try {
            return Reading.all(new ByteSource(terminal.in()).read(source), question);
        } catch (UsageException | InspectionException e) {
            throw new UsageException(name + ": " + e.getMessage());
        }
    }
}
