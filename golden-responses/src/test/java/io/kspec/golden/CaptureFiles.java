package io.kspec.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The captures in the repository. */
public final class CaptureFiles {
    public static final Path FOLDER = Path.of("captures");

    private static final String KAFKA = "apache-kafka-";
    private static final Map<Path, Capture> READ = new ConcurrentHashMap<>();

    private static final Map<String, List<Capture>> READ_RELEASES = new ConcurrentHashMap<>();

    private CaptureFiles() {}

    /** The captures of a release. */
    public static Captures of(String release) {
        return Captures.of(KAFKA + release);
    }

    /** The captures of a release, read once for all tests. */
    public static List<Capture> read(String release) {
        return READ_RELEASES.computeIfAbsent(release, absent -> of(absent).all());
    }

    /** The folder of the release that has what a release answered; empty if the release has no such capture. */
    static String stored(String release, Capture capture) {
        Path folder = folder(release);
        Path file = folder.resolve(Captures.path(capture.api(), capture.version()));
        return Files.exists(file) ? owner(file).orElse(String.valueOf(folder.getFileName())) : "";
    }

    /** The folder of a release's captures. */
    public static Path folder(String release) {
        return FOLDER.resolve(KAFKA + release);
    }

    /** Every file in the folders of the releases that holds a capture. */
    static List<Path> all() {
        return files().filter(file -> owner(file).isEmpty()).toList();
    }

    /** Every file that names the release that has the capture. */
    static List<Path> shared() {
        return files().filter(file -> owner(file).isPresent()).toList();
    }

    /** The release that a file names. */
    static Optional<String> owner(Path file) {
        try {
            return SharedCapture.release(file.toString(), Files.readString(file, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(ProvenanceText.FILE))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file, once for all tests. */
    static Capture read(Path file) {
        return READ.computeIfAbsent(file, each -> {
            try {
                return CaptureReader.read(each);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
