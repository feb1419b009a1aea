package io.kspec.cli;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * A run of a kspec command in this process.
 *
 * @param exitCode what the shell would be told
 * @param out what it wrote to the standard output
 * @param err what it wrote to the standard error
 */
record CommandRun(int exitCode, String out, String err) {

    static CommandRun of(String... args) {
        return withInput(new byte[0], args);
    }

    static CommandRun withInput(String input, String... args) {
        return withInput(input.getBytes(StandardCharsets.UTF_8), args);
    }

    static CommandRun withInput(byte[] input, String... args) {
        return withInput(new ByteArrayInputStream(input), args);
    }

    static CommandRun withInput(InputStream input, String... args) {
        return run(input, Colours.NONE, args);
    }

    static CommandRun coloured(String... args) {
        return run(InputStream.nullInputStream(), Colours.ANSI, args);
    }

    static CommandRun inEnvironment(Map<String, String> environment, String... args) {
        return run(InputStream.nullInputStream(), Colours.NONE, environment, args);
    }

    private static CommandRun run(InputStream input, Colours colours, String... args) {
        return run(input, colours, Map.of(), args);
    }

    private static CommandRun run(InputStream input, Colours colours, Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                input,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                colours,
                colours,
                false,
                Terminal.WIDTH,
                Terminal.WIDTH);
        int exitCode = new Kspec(terminal, environment).run(args);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** All commands, to parse with and not to run. */
    static CommandLine commandLine() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Terminal terminal = Terminal.plain(InputStream.nullInputStream(), nowhere, nowhere);
        return new Kspec(terminal, Map.of()).commandLine();
    }

    List<String> outLines() {
        return out.lines().toList();
    }
}
