package io.kspec.cli;

import io.kspec.cli.console.NearbyFile;
import io.kspec.cli.console.UsageException;
import io.kspec.inspection.dump.DumpFormat;
import io.kspec.inspection.dump.DumpInput;
import io.kspec.inspection.dump.DumpReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the bytes that a command is given: in the argument itself, in a file, or on standard input. */
final class ByteSource {
    static final String STANDARD_INPUT = "-";

    /** The largest input accepted, in bytes. */
    private static final int MOST = 128 << 20;

    private final InputStream standardInput;

    ByteSource(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /**
     * Reads the dump in an argument, or in the file that it names.
     *
     * @param from the form of the dump, or null to recognize it
     * @throws UsageException if the argument names a file that does not exist, cannot be read or is too large
     */
    DumpInput read(String argument, @Nullable DumpFormat from) throws IOException {
        if (argument.equals(STANDARD_INPUT)) {
            return DumpReader.read(bounded(standardInput, "standard input"), from);
        }
        Optional<Path> file = file(argument);
        return file.isPresent() ? DumpReader.read(read(file.get()), from) : DumpReader.read(argument, from);
    }

    private static Optional<Path> file(String argument) {
        try {
            Path path = Path.of(argument);
            if (!argument.isBlank() && Files.exists(path)) {
                return Optional.of(path);
            }
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        if (argument.matches("[\\w./~-]*(/|\\.[A-Za-z]+$)[\\w./~-]*")) {
            throw new UsageException("expected bytes or the name of a file, found no file " + argument
                    + NearbyFile.suggestion(Path.of(argument)));
        }
        return Optional.empty();
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UsageException("expected a file, found the folder " + file);
        }
        if (!Files.isReadable(file)) {
            throw new UsageException("expected a readable file, found " + file + ", which is not readable");
        }
        try (InputStream content = Files.newInputStream(file)) {
            return bounded(content, file.toString());
        }
    }

    private static byte[] bounded(InputStream content, String name) throws IOException {
        byte[] bytes = content.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw new UsageException(name + ": expected at most " + MOST + " bytes, found more");
        }
        return bytes;
    }
}
