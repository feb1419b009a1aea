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
 */
public record Terminal(
        InputStream in, PrintWriter out, PrintWriter err, Colours colours, Colours errorColours, boolean interactive) {
    /** The width of output in columns. */
    public static final int WIDTH = 80;

    /** System property that lists the streams that are terminals, set by the start script because the JVM cannot tell: {@code out,err}. */
    public static final String TERMINALS = "kspec.terminals";

    /** The streams of this process, always UTF-8; coloured only on a terminal, and never if NO_COLOR is set. */
    public static Terminal ofProcess(Map<String, String> environment, String terminals) {
        boolean capable = !environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean coloured = capable && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                System.in,
                new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true),
                new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
                coloured && terminals.contains("out") ? Colours.ANSI : Colours.NONE,
                coloured && terminals.contains("err") ? Colours.ANSI : Colours.NONE,
                capable && terminals.contains("err"));
    }
}
