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
import java.util.Set;
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
    private static final String TARGET = "--target";
    /** The length of an option of one letter, to which every other letter is as near. */
    private static final int LETTER = 2;

    /** What other tools call the address of a broker. */
    private static final Set<String> BOOTSTRAP = Set.of(
            "--bootstrap-server",
            "--bootstrap-servers",
            "--bootstrap",
            "--broker-list",
            "--broker",
            "--brokers",
            "--host");

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
        String suggestion = meant(name, command.getCommandSpec().optionsMap().keySet());
        String elsewhere = owners.isEmpty() || !suggestion.isEmpty()
                ? ""
                : "; it is an option of " + String.join(", ", owners.subList(0, Math.min(3, owners.size())));
        return new UsageAdvice("unknown option " + name + suggestion + elsewhere, help);
    }

    /** An option that is misspelt, cut short, or called so by Apache Kafka's tools. */
    private static String meant(String name, Set<String> options) {
        if (BOOTSTRAP.contains(name) && options.contains(TARGET)) {
            return "; did you mean " + TARGET + "?";
        }
        if (name.length() == LETTER) {
            return "";
        }
        String misspelt = Suggestion.of(name, options);
        if (!misspelt.isEmpty() || !name.startsWith("--") || name.length() <= LETTER + 1) {
            return misspelt;
        }
        return options.stream()
                .filter(option -> option.startsWith(name))
                .sorted()
                .findFirst()
                .map(option -> "; did you mean " + option + "?")
                .orElse("");
    }

    /** A command that is misspelt, stands below another one, or is an option. */
    private static String meantCommand(CommandLine command, String word) {
        String misspelt =
                Suggestion.of(word, new TreeSet<>(command.getSubcommands().keySet()));
        if (!misspelt.isEmpty()) {
            return misspelt;
        }
        if (command.getCommandSpec().optionsMap().containsKey("--" + word)) {
            return "; did you mean --" + word + "?";
        }
        return all(command).stream()
                .filter(other -> other.getCommandName().equals(word))
                .findFirst()
                .map(other -> "; did you mean " + other.getCommandSpec().qualifiedName() + "?")
                .orElse("");
    }

    /** An argument that no command takes: a command that is misspelt, or the value of an option. */
    private static UsageAdvice argument(CommandLine command, String word, String help) {
        Map<String, CommandLine> subcommands = command.getSubcommands();
        Optional<String> target = TargetText.meant(word);
        if (!subcommands.isEmpty() && target.isEmpty()) {
            return new UsageAdvice("expected a command, found " + word + meantCommand(command, word), help);
        }
        String run = root(command).getCommandName() + " " + RUN;
        for (String option : List.of("--check", "--api", TARGET)) {
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
