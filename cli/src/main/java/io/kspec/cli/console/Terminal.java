package io.kspec.cli.console;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The streams of a command.
 *
 * @param in standard input
 * @param out results
 * @param err progress and errors
 * @param colours emphasis on {@code out}
 * @param errorColours emphasis on {@code err}
 * @param interactive whether {@code err} is a terminal, so that a line there can be overwritten
 * @param width the columns of {@code out}
 * @param errorWidth the columns of {@code err}
 */
public record Terminal(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        Colours colours,
        Colours errorColours,
        boolean interactive,
        int width,
        int errorWidth) {
    /** The width of output in columns that is no terminal, or one of unknown width. */
    public static final int WIDTH = 80;

    /** The narrowest width that text is wrapped to. */
    private static final int NARROWEST = 40;
    /** The widest: longer lines are hard to read. */
    private static final int WIDEST = 120;

    /** System property that lists the streams that are terminals, set by the start script because the JVM cannot tell: {@code out,err}. */
    public static final String TERMINALS = "kspec.terminals";

    /** System property for the width of the terminal, set by the start script: {@code 132}. */
    public static final String COLUMNS = "kspec.columns";

    /** Streams that are no terminals. */
    public static Terminal plain(InputStream in, PrintWriter out, PrintWriter err) {
        return new Terminal(in, out, err, Colours.NONE, Colours.NONE, false, WIDTH, WIDTH);
    }

    /**
     * The streams of this process, always UTF-8; coloured only on a terminal, and never if NO_COLOR is set.
     *
     * @param columns the width of the terminal, or an empty text if it is unknown; COLUMNS of the environment counts more
     */
    public static Terminal ofProcess(Map<String, String> environment, String terminals, String columns) {
        int width = width(environment.getOrDefault("COLUMNS", ""), columns);
        boolean capable = !environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean coloured = capable && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                System.in,
                new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true),
                new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
                coloured && terminals.contains("out") ? Colours.ANSI : Colours.NONE,
                coloured && terminals.contains("err") ? Colours.ANSI : Colours.NONE,
                capable && terminals.contains("err"),
                terminals.contains("out") ? width : WIDTH,
                terminals.contains("err") ? width : WIDTH);
    }

    private static int width(String... texts) {
        for (String text : texts) {
            if (text.matches("[1-9][0-9]{0,3}")) {
                return Math.max(NARROWEST, Math.min(WIDEST, Integer.parseInt(text)));
            }
        }
        return WIDTH;
    }
}
