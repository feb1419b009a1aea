package io.kspec.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say how much a run prints, and in which form. */
final class RunOutput {
    @ArgGroup
    private final Amount amount = new Amount();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Writes the result as text, or as one document of json (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.TEXT;

    /** How much is printed: at most one of both. */
    private static final class Amount {
        @Option(
                names = {"-q", "--quiet"},
                description = "Prints the verdict, and no progress.")
        private boolean quiet;

        @Option(
                names = {"-v", "--verbose"},
                description = "Prints a line for each case as it ends.")
        private boolean verbose;
    }

    boolean quiet() {
        return amount.quiet;
    }

    boolean verbose() {
        return amount.verbose;
    }

    boolean json() {
        return format == OutputFormat.JSON;
    }
}
