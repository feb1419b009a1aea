package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientsCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void withoutACheckoutItSaysThatTheDriversAreThere() {
        assertUsage(
                "because the drivers of the clients are in its folder clients and not in an installed kspec",
                "--target",
                "localhost:9092");
    }

    @Test
    void driversThatWereNotCompiledAreNamedWithTheCommandThatCompilesThem() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("clients")).resolve("clients.yaml"), "jobs: []");

        assertUsage("with: mvn -pl clients -am -DskipTests process-test-classes", "--target", "localhost:9092");
    }

    @Test
    void aTargetIsRequired() {
        assertUsage("Missing required option: '--target=HOST:PORT'");
    }

    private void assertUsage(String message, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "clients";
        all[1] = "--checkout";
        all[2] = folder.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        CommandRun run = CommandRun.of(all);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }
}
