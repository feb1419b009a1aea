package io.kspec.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the last lines of a file that may still be growing. */
final class LogTail {

    private static final int BYTES = 256 * 1024;

    private LogTail() {}

    /** Returns up to the given number of lines from the last 256 KiB; none if there is no such file. */
    static List<String> of(Path file, int lines) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long size = log.length();
            byte[] end = new byte[(int) Math.min(size, BYTES)];
            log.seek(size - end.length);
            log.readFully(end);
            List<String> all = new String(end, UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        }
    }
}
