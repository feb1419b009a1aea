package io.kspec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerDirectoryTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Path temporary;

    BrokerDirectoryTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @Test
    void anOldDirectoryWithoutALockIsRemoved() throws IOException {
        BrokerDirectory left = aged(Duration.ofHours(1));
        BrokerDirectory.sweep(temporary, NOW);
        assertThat(left.root()).doesNotExist();
    }

    @Test
    void aYoungDirectoryIsKept() throws IOException {
        BrokerDirectory starting = aged(Duration.ofMinutes(4));
        BrokerDirectory.sweep(temporary, NOW);
        assertThat(starting.root()).exists();
    }

    @Test
    void aDirectoryIsKeptWhileItIsLocked() throws IOException {
        BrokerDirectory running = aged(Duration.ofDays(30));
        try (FileChannel channel = FileChannel.open(running.root().resolve("held"), StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            BrokerDirectory.sweep(temporary, NOW);
            assertThat(held.isValid()).isTrue();
            assertThat(running.log()).exists();
        }
        BrokerDirectory.sweep(temporary, NOW);
        assertThat(running.root()).doesNotExist();
    }

    @Test
    void aDirectoryOfAnotherProgramIsKept() throws IOException {
        Path other = Files.createDirectory(temporary.resolve("another-program-123"));
        Files.setLastModifiedTime(other, FileTime.from(NOW.minus(Duration.ofDays(30))));
        BrokerDirectory.sweep(temporary, NOW);
        assertThat(other).exists();
    }

    private BrokerDirectory aged(Duration age) throws IOException {
        BrokerDirectory directory = BrokerDirectory.create(temporary);
        Files.createFile(directory.root().resolve("held"));
        Files.createFile(directory.log());
        Files.setLastModifiedTime(directory.root(), FileTime.from(NOW.minus(age)));
        return directory;
    }
}
