package io.kspec.cli.console;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command reads from and writes to.
 *
 * @param in the standard input
 * @param out results
 * @param err progress, and what went wrong
 * @param colours how to emphasise on {@code out}
 * @param errorColours how to emphasise on {@code err}
 * @param interactive whether a person watches {@code err}, so that a line there may be written over
 */
public record Terminal(
        InputStream in, PrintWriter out, PrintWriter err, Colours colours, Colours errorColours, boolean interactive) {
    /** How many columns output keeps to. */
    public static final int WIDTH = 80;

    /** The JVM cannot tell which of its streams is a terminal; who starts it can, and says so: {@code out,err}. */
    public static final String TERMINALS = "kspec.terminals";

    /** The process's own streams, always UTF-8; coloured only on a terminal, and never where NO_COLOR is set. */
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
