package io.kspec.clients.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program that is on the path, and that installs brokers or clients from its registry. */
public record Tool(String name) {
    private static final long LIMIT_MINUTES = 15;

    /** Skips the test if the program is not on the path. */
    public Tool required() {
        Optional<Path> found = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), name + " is not on the path");
        return this;
    }

    /** Whether a command ends well within its limit. */
    public boolean can(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(folder, ProcessBuilder.Redirect.DISCARD, arguments) == 0;
    }

    /**
     * Runs a command, and fails with its output if it does not end well.
     *
     * @param folder its working directory
     * @param output the file that gets its output
     */
    public void run(Path folder, Path output, String... arguments) throws IOException, InterruptedException {
        int status = run(folder, ProcessBuilder.Redirect.to(output.toFile()), arguments);
        assertThat(status)
                .as(() -> name + " " + String.join(" ", arguments) + ": " + text(output))
                .isZero();
    }

    private int run(Path folder, ProcessBuilder.Redirect output, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of(name), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                    .as("%s ends", command)
                    .isTrue();
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
