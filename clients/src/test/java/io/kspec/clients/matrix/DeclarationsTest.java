package io.kspec.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.spec.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclarationsTest {
    private static final String FILE =
            """
            jobs:
              - job: connect
                does: names the brokers
            clients:
              - client: c
                library: lib
                version: "1"
                language: Java
                known:
                  - jobs: [connect]
                    on: [mock]
                    reason: slow
            """;

    private final Path file;

    DeclarationsTest(@TempDir Path folder) {
        file = folder.resolve("clients.yaml");
    }

    @Test
    void whatIsDeclaredIsRead() throws IOException {
        Declarations declarations = Declarations.read(Files.writeString(file, FILE));

        DeclaredClient client = declarations.clients().get(0);
        DeclaredJob job = declarations.jobs().get(0);
        assertThat(client.failsOn(PlayedBroker.MOCK, job)).isTrue();
        assertThat(client.failsOn(PlayedBroker.KAFKA, job)).isFalse();
        assertThat(client.does(job)).isTrue();
    }

    @Test
    void unknownJobsBrokersAndKeysAreRefusedWithTheirLines() throws IOException {
        Files.writeString(
                file,
                FILE.replace("[connect]", "[conect]").replace("[mock]", "[mok]").replace("library", "libary"));

        assertThatThrownBy(() -> Declarations.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("conect")
                .hasMessageContaining("mock or kafka")
                .hasMessageContaining("libary");
    }

    @Test
    void jobsNeedApisThatKafkaHas() throws IOException {
        assertThat(Declarations.read().jobs()).allSatisfy(job -> assertThat(job.apis())
                .allSatisfy(api -> assertThat(Catalog.standard().find(api)).isPresent()));
    }
}
