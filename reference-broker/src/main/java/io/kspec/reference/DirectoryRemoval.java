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
 * Removes a broker's directory. Run as a program, it first waits until the broker's process has ended. A broker cannot
 * remove its own data, because it keeps writing and halts as soon as a file is missing.
 *
 * <p>This class and {@link WatchedMain} are copied and run on their own, so they use no library and have no nested types.
 */
final class DirectoryRemoval {

    private DirectoryRemoval() {}

    /** Takes the id of the process to wait for, up to 30 seconds, and the directory. */
    public static void main(String[] arguments) throws Exception {
        Optional<CompletableFuture<ProcessHandle>> end =
                ProcessHandle.of(Long.parseLong(arguments[0])).map(ProcessHandle::onExit);
        if (end.isPresent()) {
            end.get().get(30, TimeUnit.SECONDS);
        }
        remove(Path.of(arguments[1]));
    }

    /** Removes a directory with its content. Files that another process removes at the same time are no error. */
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
