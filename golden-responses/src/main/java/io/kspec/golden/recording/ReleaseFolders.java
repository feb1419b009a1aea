package io.kspec.golden.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.golden.Capture;
import io.kspec.golden.CaptureFormatException;
import io.kspec.golden.CaptureReader;
import io.kspec.golden.Captures;
import io.kspec.golden.SharedCapture;
import io.kspec.golden.comparison.CaptureComparison;
import io.kspec.protocol.spec.ApiSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The folders of other releases next to that of one, in the order of their names; a capture may only be shared from an earlier one. */
final class ReleaseFolders {
    private final Path own;

    ReleaseFolders(Path own) {
        this.own = own.toAbsolutePath().normalize();
    }

    /**
     * The first earlier release whose broker answered as a capture says, apart from volatile values.
     *
     * @throws IOException if a file cannot be read
     */
    Optional<String> sameAs(Capture capture) throws IOException {
        for (Path release : others(name -> name.compareTo(name(own)) < 0)) {
            Path file = release.resolve(Captures.path(capture.api(), capture.version()));
            if (Files.isRegularFile(file) && isSame(file, capture)) {
                return Optional.of(name(release));
            }
        }
        return Optional.empty();
    }

    private static boolean isSame(Path file, Capture capture) throws IOException {
        try {
            String text = Files.readString(file, UTF_8);
            return SharedCapture.release(file.toString(), text).isEmpty()
                    && CaptureComparison.differences(CaptureReader.read(file), capture)
                            .isEmpty();
        } catch (CaptureFormatException broken) {
            return false;
        }
    }

    /** Gives a file's text to the releases that share it, before the file changes. */
    void keep(ApiSpec api, int version, String text) throws IOException {
        keep(Captures.path(api, version), text);
    }

    /** As {@link #keep(ApiSpec, int, String)}, with the path of the file in its folder. */
    void keep(Path path, String text) throws IOException {
        for (Path release : others(name -> name.compareTo(name(own)) > 0)) {
            Path file = release.resolve(path);
            if (Files.isRegularFile(file) && Files.readString(file, UTF_8).equals(SharedCapture.text(name(own)))) {
                Files.writeString(file, text);
            }
        }
    }

    private List<Path> others(Predicate<String> wanted) throws IOException {
        Path parent = Objects.requireNonNull(own.getParent());
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> wanted.test(name(folder)))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path folder) {
        return Objects.requireNonNull(folder.getFileName()).toString();
    }
}
