package io.kspec.cli;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line, and how it is meant.
 *
 * @param message what is wrong
 * @param line the command line to try
 */
record UsageAdvice(String message, String line) {
    private static final String RUN = "run";

    /** What the parser found. */
    static UsageAdvice of(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            return word.startsWith("-") && word.length() > 1
                    ? option(command, word, help)
                    : argument(command, word, help);
        }
        return new UsageAdvice(ParserText.of(failure), help);
    }

    private static UsageAdvice option(CommandLine command, String word, String help) {
        String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        List<String> owners = new ArrayList<>();
        for (CommandLine other : all(root(command))) {
            if (other.getCommandSpec().optionsMap().containsKey(name)) {
                owners.add(other.getCommandSpec().qualifiedName());
            }
        }
        String suggestion =
                Suggestion.of(name, command.getCommandSpec().optionsMap().keySet());
        String elsewhere = owners.isEmpty() || !suggestion.isEmpty()
                ? ""
                : "; it is an option of " + String.join(", ", owners.subList(0, Math.min(3, owners.size())));
        return new UsageAdvice("unknown option " + name + suggestion + elsewhere, help);
    }

    /** An argument that no command takes: a command that is misspelt, or the value of an option. */
    private static UsageAdvice argument(CommandLine command, String word, String help) {
        Map<String, CommandLine> subcommands = command.getSubcommands();
        Optional<String> target = TargetText.meant(word);
        if (!subcommands.isEmpty() && target.isEmpty()) {
            return new UsageAdvice(
                    "expected a command, found " + word + Suggestion.of(word, new TreeSet<>(subcommands.keySet())),
                    help);
        }
        String run = root(command).getCommandName() + " " + RUN;
        for (String option : List.of("--check", "--api", "--target")) {
            Optional<String> value = value(option, word);
            boolean takes = command.getCommandSpec().optionsMap().containsKey(option);
            if (value.isPresent() && (takes || command.getParent() == null)) {
                String owner = takes ? command.getCommandSpec().qualifiedName() : run;
                return new UsageAdvice(
                        "expected " + option + " before " + word, owner + " " + option + " " + value.get());
            }
        }
        return new UsageAdvice("expected an option, found the argument " + word, help);
    }

    /** What an argument is as the value of an option; empty if it cannot be. */
    private static Optional<String> value(String option, String word) {
        return switch (option) {
            case "--check" ->
                ConformanceRun.checks().stream()
                        .map(ConformanceTest::id)
                        .filter(id -> id.equals(word) || (word.endsWith(".*") && id.startsWith(word.replace("*", ""))))
                        .findFirst()
                        .map(id -> word.equals(id) ? id : "'" + word + "'");
            case "--api" ->
                Catalog.standard().apis().stream()
                        .map(ApiSpec::name)
                        .filter(word::equalsIgnoreCase)
                        .findFirst();
            default -> TargetText.meant(word);
        };
    }

    private static CommandLine root(CommandLine command) {
        CommandLine parent = command.getParent();
        return parent == null ? command : root(parent);
    }

    private static List<CommandLine> all(CommandLine command) {
        List<CommandLine> all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(each -> all.addAll(all(each)));
        return all;
    }
}
