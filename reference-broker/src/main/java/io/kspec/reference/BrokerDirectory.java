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
 * All files of one broker: its data, configuration, log, temporary files and the two classes that clean up after it.
 *
 * @param root the directory, which belongs to this broker alone
 */
record BrokerDirectory(Path root) {

    /** The folder of the classes that are copied; a compile-time constant, so {@link WatchedMain} does not load this class. */
    static final String LAUNCHER = "launcher";

    private static final String PREFIX = "kspec-reference-broker-";
    /** The process of a younger directory may not have locked it yet. */
    private static final Duration LOCKED_WITHIN = Duration.ofMinutes(5);

    static BrokerDirectory create(Path parent) throws IOException {
        BrokerDirectory directory = new BrokerDirectory(Files.createTempDirectory(parent, PREFIX));
        Files.createDirectory(directory.temporary());
        Path launcher = Files.createDirectories(directory.launcher().resolve("io/kspec/reference"));
        for (Class<?> copied : List.of(WatchedMain.class, DirectoryRemoval.class)) {
            copy(copied.getSimpleName() + ".class", launcher);
        }
        for (String logging : List.of("log4j.properties", "log4j2.properties")) {
            copy(logging, directory.launcher());
        }
        return directory;
    }

    private static void copy(String resource, Path folder) throws IOException {
        try (InputStream content = BrokerDirectory.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new FileNotFoundException("expected " + resource + " next to " + BrokerDirectory.class);
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
     * Removes the directories of earlier brokers that were killed together with the process that started them. Skips a
     * directory that is less than five minutes old, locked by a process, or owned by another user.
     */
    static void sweep(Path parent, Instant now) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : directories) {
                try {
                    FileTime modified = Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS);
                    if (modified.toInstant().isBefore(now.minus(LOCKED_WITHIN)) && !isHeld(directory.resolve("held"))) {
                        DirectoryRemoval.remove(directory);
                    }
                } catch (IOException notOurs) {
                    // Owned by another user, or being removed by another process: no reason to fail a start.
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
