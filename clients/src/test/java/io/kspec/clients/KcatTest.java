package io.kspec.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.RequestPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kcat, and so librdkafka, where it is installed: produces, lists, consumes, joins a group and commits. */
@Timeout(120)
class KcatTest {
    private final Path directory;

    KcatTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void isInstalled() {
        boolean found = Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "kcat"))
                .anyMatch(Files::isExecutable);
        Assumptions.assumeTrue(found, "kcat is not on the path");
    }

    /** Runs kcat, and gives what it printed. */
    private String kcat(MockBroker broker, String input, String... arguments) throws IOException, InterruptedException {
        Path in = Files.writeString(directory.resolve("in"), input);
        Path out = directory.resolve("out");
        List<String> command = new ArrayList<>(List.of("kcat", "-b", broker.bootstrap()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("%s ends", command)
                    .isTrue();
            assertThat(process.exitValue())
                    .as("%s: %s", command, Files.readString(directory.resolve("err")))
                    .isZero();
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatIsProducedIsConsumedInAGroupThatCommits() throws IOException, InterruptedException {
        try (MockBroker broker = MockBroker.builder().topic("t", 1).start()) {
            kcat(broker, "one\ntwo\nthree\n", "-P", "-t", "t", "-X", "enable.idempotence=true", "-z", "gzip");

            assertThat(kcat(broker, "", "-L")).contains("topic \"t\" with 1 partitions");
            assertThat(kcat(broker, "", "-C", "-t", "t", "-o", "beginning", "-e", "-q"))
                    .isEqualTo("one\ntwo\nthree\n");
            assertThat(kcat(broker, "", "-X", "auto.offset.reset=earliest", "-c", "2", "-q", "-G", "g", "t"))
                    .isEqualTo("one\ntwo\n");
            assertThat(broker.journal(RequestPattern.request("OffsetCommit").where("GroupId", "g")))
                    .isNotEmpty();
            assertThat(kcat(broker, "", "-X", "auto.offset.reset=earliest", "-e", "-q", "-G", "g", "t"))
                    .isEqualTo("three\n");
        }
    }
}
