package io.kspec.cli;

import io.kspec.cli.console.Wrapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a run ends. Where several apply, the first one decides the exit code. */
enum Ending {
    USAGE(ExitCode.USAGE, "usage error", "the command line, or a file that it names, is invalid: nothing was started"),
    INTERRUPTED(
            ExitCode.INTERRUPTED,
            "interrupted",
            "Ctrl-C (SIGINT): the target is cleaned up, and the reports show what was checked so far"),
    TERMINATED(ExitCode.TERMINATED, "terminated", "SIGTERM: as for Ctrl-C"),
    UNREACHABLE(ExitCode.UNREACHABLE, "unreachable", "no Kafka broker at the target"),
    FAILURES(ExitCode.FAILURES, "failures", "at least one case failed, or the target did not survive the run"),
    INCOMPLETE(
            ExitCode.HARNESS_ERROR,
            "incomplete",
            "nothing failed, but less than everything that applies was played: cases are blocked, the run reached its limit,"
                    + " kspec itself failed, or nothing applies"),
    CONFORMANT(ExitCode.CONFORMANT, "conformant", "every case that applies was played and passed");

    private static final int LONGEST_LINE = 80;
    private static final int CODE_COLUMN = 5;

    private final int code;
    private final String title;
    private final String meaning;

    Ending(int code, String title, String meaning) {
        this.code = code;
        this.title = title;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /** The codes and their meanings, for help texts of 80 columns. */
    static List<String> help() {
        List<String> lines = new ArrayList<>(List.of("", "Exit codes, of which the first that applies counts:"));
        for (Ending ending : values()) {
            String lead =
                    " ".repeat(CODE_COLUMN - 1 - String.valueOf(ending.code).length()) + ending.code + " ";
            for (String line : Wrapping.lines(ending.title + ": " + ending.meaning, LONGEST_LINE - CODE_COLUMN)) {
                lines.add(lead + line);
                lead = " ".repeat(CODE_COLUMN);
            }
        }
        return lines;
    }

    /** The codes and their titles in two lines. */
    static List<String> briefHelp() {
        Map<Integer, String> sorted = new LinkedHashMap<>();
        Arrays.stream(values())
                .sorted((a, b) -> Integer.compare(a.code, b.code))
                .forEach(ending -> sorted.put(ending.code, ending.title));
        String text = "Exit codes: "
                + sorted.entrySet().stream()
                        .map(entry -> entry.getKey() + String.valueOf(Wrapping.UNBROKEN) + entry.getValue())
                        .collect(Collectors.joining(", "))
                + "; kspec run --help explains them.";
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(Wrapping.linesKeeping(text, LONGEST_LINE));
        return lines;
    }

    /** The table of the documentation. */
    static String markdown() {
        return Arrays.stream(values())
                .map(ending -> "| " + ending.code + " | " + ending.title + " | " + ending.meaning + " |\n")
                .collect(Collectors.joining("", "| exit code | | meaning |\n| ---: | --- | --- |\n", ""));
    }
}
