package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import io.kspec.inspection.dump.Dump;
import io.kspec.inspection.dump.DumpReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the bytes come from that a command is to read: the argument itself, a file, or the standard input. */
final class ByteSource {
    static final String STANDARD_INPUT = "-";

    /** The largest input, in bytes. */
    private static final int MOST = 128 << 20;

    private final InputStream standardInput;

    ByteSource(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /**
     * The dump that an argument is, or names.
     *
     * @throws UsageException if it is none, or names a file that is not there or too large
     */
    Dump read(String argument) throws IOException {
        if (argument.equals(STANDARD_INPUT)) {
            return DumpReader.read(bounded(standardInput, "the standard input"));
        }
        Optional<Path> file = file(argument);
        return file.isPresent() ? DumpReader.read(read(file.get())) : DumpReader.read(argument);
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
            throw new UsageException("expected bytes or a file, found no file " + argument);
        }
        return Optional.empty();
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UsageException("expected a file, found the folder " + file);
        }
        if (!Files.isReadable(file)) {
            throw new UsageException("expected a file that may be read, found " + file + ", which may not");
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
