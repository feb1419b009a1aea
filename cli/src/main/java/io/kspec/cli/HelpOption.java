package io.kspec.cli;

import picocli.CommandLine.Option;

/** {@code --help} for commands whose {@code --version} means another version than kspec's. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli sees to it that the help is printed
    private boolean help;
}
