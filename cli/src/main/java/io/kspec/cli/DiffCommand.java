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

/** {@code kspec diff}: compares two messages of the same API field by field. */
@Command(
        name = "diff",
        description = "Compares two requests or two responses field by field.",
        footer = {
            "",
            "A and B can be anything that kspec explain reads. In packets, the first request",
            "of an API in A is compared with the first one in B, and so on; responses in the",
            "same way. Array entries are matched by name, index or id if they have one. A",
            "request identifies its API and version; for responses give them, and both",
            "versions if A and B differ, such as --version 2,3:",
            "  kspec diff --response --api OffsetFetch --version 2 kafka.hex mine.hex",
            "",
            "Exit codes: 0 equal, 1 different, 2 usage error."
        })
final class DiffCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "First message: bytes, or a file that contains them; - reads standard input.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "Second message, in the same forms as A.")
    private String second = "";

    @Mixin
    private final MessageOptions message = new MessageOptions();

    @Option(
            names = {"-v", "--version"},
            paramLabel = "N[,N]",
            split = ",",
            hideParamSyntax = true,
            description =
                    "Version of the API, or the versions of A and B. Without it, responses are tried at every version.")
    private List<Integer> versions = List.of();

    @Option(
            names = "--ignore",
            paramLabel = "FIELD",
            description = "Leaves out a field, by name or path, such as CorrelationId. Repeatable.")
    private List<String> ignored = List.of();

    @Option(names = "--all", description = "Also shows equal fields.")
    private boolean all;

    @Option(names = "--full", description = "Shows long fields in full.")
    private boolean full;

    @Option(names = "--json", description = "Writes JSON.")
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
            return Reading.all(new ByteSource(terminal.in()).read(source, null).dump(), question);
        } catch (UsageException | InspectionException e) {
            throw new UsageException(name + ": " + e.getMessage());
        }
    }
}
