package io.kspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts kspec in a process of its own, on the class path of this one. */
final class CommandProcess {
    private CommandProcess() {}

    /** A process whose progress goes nowhere. */
    static Process start(String... args) throws IOException {
        return builder(args).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** A process whose progress is among its output. */
    static Process startTalking(String... args) throws IOException {
        return builder(args).redirectErrorStream(true).start();
    }

    private static ProcessBuilder builder(String... args) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.kspec.cli.Kspec");
        builder.command().addAll(List.of(args));
        return builder;
    }
}
