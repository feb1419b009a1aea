package io.kspec.clients.driver;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A kcat process. */
final class KcatRun implements AutoCloseable {
    private static final long LIMIT_SECONDS = 40;

    private final Process process;
    private final Path output;
    private final Path errors;

    KcatRun(List<String> arguments, String input) throws IOException {
        output = Files.createTempFile("kcat", ".out");
        errors = Files.createTempFile("kcat", ".err");
        process = new ProcessBuilder(
                        Stream.concat(Stream.of("kcat"), arguments.stream()).toList())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Waits until it ends, and gives its output. */
    String output() throws IOException, InterruptedException {
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        JobFailure.unless(ended, "kcat did not end within " + LIMIT_SECONDS + " s: " + errors());
        JobFailure.unlessEqual("exit status of kcat, which said: " + errors(), 0, process.exitValue());
        return soFar();
    }

    /** The output so far. */
    String soFar() throws IOException {
        return Files.readString(output);
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Asks it to end, as Ctrl-C does, so that it leaves its group. */
    void end() throws InterruptedException {
        process.destroy();
        process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
    }
}
