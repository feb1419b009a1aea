package io.kspec.cli;

import picocli.CommandLine.Option;

/** {@code --help} for commands in which {@code --version} is an API version rather than kspec's. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli prints the help
    private boolean help;
}
