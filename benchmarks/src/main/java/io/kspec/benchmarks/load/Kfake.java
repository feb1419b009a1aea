package io.kspec.benchmarks.load;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** franz-go's kfake, built by Go into a temporary folder. */
final class Kfake {
    private static final int MINUTES_TO_BUILD = 10;

    private Kfake() {}

    /**
     * Builds and starts kfake.
     *
     * @param module the folder of its Go module
     * @throws IOException if there is no Go, or it cannot build the module
     */
    static Contestant start(Path module) throws IOException {
        Path folder = Files.createTempDirectory("kfake");
        try {
            Path binary = folder.resolve("kfake");
            build(module, binary);
            Contestant started = Contestant.child("kfake", new ProcessBuilder(binary.toString()));
            return new Contestant(started.name(), started.target(), started.process(), () -> {
                started.close();
                remove(folder);
            });
        } catch (IOException e) {
            remove(folder);
            throw e;
        }
    }

    private static void build(Path module, Path binary) throws IOException {
        Path log = binary.resolveSibling("build.log");
        Process go = new ProcessBuilder(List.of("go", "build", "-o", binary.toString(), "."))
                .directory(module.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        try {
            if (!go.waitFor(MINUTES_TO_BUILD, TimeUnit.MINUTES) || go.exitValue() != 0) {
                go.destroy();
                throw new IOException("go build in " + module + " failed:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            go.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while building kfake", e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            System.err.println(folder + " is left behind: " + e.getMessage());
        }
    }
}
