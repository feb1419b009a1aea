package io.kspec.reference;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Everything that one broker leaves on the disk: its data, configuration, log, temporary files and the two classes that
 * watch over it.
 *
 * @param root the directory, of its own under the temporary directory
 */
record BrokerDirectory(Path root) {

    /** The folder of the classes that run outside this room; a constant, so that they need no third class. */
    static final String LAUNCHER = "launcher";

    private static final String PREFIX = "kspec-reference-broker-";
    /** Before a directory is this old, its broker's process may not have taken hold of it yet. */
    private static final Duration TAKEN_WITHIN = Duration.ofMinutes(5);

    static BrokerDirectory create(Path parent) throws IOException {
        BrokerDirectory directory = new BrokerDirectory(Files.createTempDirectory(parent, PREFIX));
        Files.createDirectory(directory.temporary());
        Path launcher = Files.createDirectories(directory.launcher().resolve("io/kspec/reference"));
        for (Class<?> outside : List.of(WatchedMain.class, DirectoryRemoval.class)) {
            copy(outside.getSimpleName() + ".class", launcher);
        }
        for (String logging : List.of("log4j.properties", "log4j2.properties")) {
            copy(logging, directory.launcher());
        }
        return directory;
    }

    private static void copy(String resource, Path folder) throws IOException {
        try (InputStream content = BrokerDirectory.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new FileNotFoundException("expected " + resource + " beside " + BrokerDirectory.class);
            }
            Files.copy(content, folder.resolve(resource));
        }
    }

    Path launcher() {
        return root.resolve(LAUNCHER);
    }

    Path data() {
        return root.resolve("data");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path properties() {
        return root.resolve("server.properties");
    }

    Path log() {
        return root.resolve("broker.log");
    }

    void remove() throws IOException {
        DirectoryRemoval.remove(root);
    }

    /**
     * Removes what brokers of the past have left under a temporary directory: those which were killed together with their
     * starter and all its descendants. A directory is left alone if it is young, if a process holds it, or if it is
     * another person's.
     */
    static void sweep(Path parent, Instant now) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : directories) {
                try {
                    FileTime made = Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS);
                    if (made.toInstant().isBefore(now.minus(TAKEN_WITHIN)) && !isHeld(directory.resolve("held"))) {
                        DirectoryRemoval.remove(directory);
                    }
                } catch (IOException notOurs) {
                    // Another person's, or being removed by another process; it never stands in the way of a start.
                }
            }
        }
    }

    private static boolean isHeld(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException heldHere) {
            return true;
        }
    }
}
