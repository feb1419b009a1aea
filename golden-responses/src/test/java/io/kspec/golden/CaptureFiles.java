package io.kspec.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The captures as they lie in the repository. */
final class CaptureFiles {
    static final Path FOLDER = Path.of("captures");

    private CaptureFiles() {}

    static List<Path> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Capture read(Path file) {
        try {
            return CaptureReader.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
