package io.kspec.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of the same Java, with the same class path. */
public final class OwnProcess {
    private OwnProcess() {}

    /** The command that runs a main class. */
    public static ProcessBuilder of(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
