package io.kspec.reference;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Removes a broker's directory; as a program, after the broker's process has ended. A broker cannot remove its own data:
 * it keeps writing, and halts as soon as it misses a file.
 *
 * <p>This file and {@link WatchedMain} run outside this room, without any library, and have no nested types.
 */
final class DirectoryRemoval {

    private DirectoryRemoval() {}

    /** The process to wait for, for 30 seconds at most, and the directory. */
    public static void main(String[] arguments) throws Exception {
        Optional<CompletableFuture<ProcessHandle>> end =
                ProcessHandle.of(Long.parseLong(arguments[0])).map(ProcessHandle::onExit);
        if (end.isPresent()) {
            end.get().get(30, TimeUnit.SECONDS);
        }
        remove(Path.of(arguments[1]));
    }

    /** Removes a directory and all below it. What another removes at the same time is not missed. */
    static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    remove(child);
                }
            } catch (NoSuchFileException gone) {
                return;
            }
        }
        Files.deleteIfExists(path);
    }
}
