package io.kspec.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerFolderTest {
    @TempDir
    private Path temporary = Path.of("");

    @Test
    void aFolderOnDiskOrThatDoesNotExistIsNotInMemory() throws IOException {
        assumeThat(Files.getFileStore(temporary).type())
                .as("the file system of temporary files")
                .isNotEqualTo("tmpfs");
        assertThat(BrokerFolder.hasRoomInMemory(temporary)).isFalse();
        assertThat(BrokerFolder.hasRoomInMemory(temporary.resolve("absent"))).isFalse();
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        assertThat(BrokerFolder.hasRoomInMemory(Files.createFile(temporary.resolve("file"))))
                .isFalse();
    }

    @Test
    void theFastestFolderTakesFiles() throws IOException {
        Path file = Files.createTempFile(BrokerFolder.fastest(), "kspec-", null);
        assertThat(file).exists();
        Files.delete(file);
    }
}
