package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class MockCommandTest {
    @Test
    void itPrintsWhereItListensAndEndsWellWhenItIsTerminated(@TempDir Path folder) throws Exception {
        Process mock = CommandProcess.start("mock", "--port", "0", "--topic", "orders:3");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(mock.getInputStream(), StandardCharsets.UTF_8))) {
            String address = out.readLine();
            assertThat(address).matches("127\\.0\\.0\\.1:\\d+");

            CommandRun run =
                    CommandRun.of("run", "--report", folder.toString(), "--target", address, "--api", "ApiVersions");
            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();

            mock.destroy();
            assertThat(mock.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(mock.exitValue()).isZero();
        } finally {
            mock.destroyForcibly();
        }
    }

    @Test
    void stubsHaveItMisbehave(@TempDir Path folder) throws Exception {
        Path stubs = Files.writeString(
                folder.resolve("stubs.yaml"),
                """
                stubs:
                  - request: {api: Heartbeat, versions: 1}
                    response: {bytes: [{omit: ThrottleTimeMs}]}
                """);
        Process mock = CommandProcess.start("mock", "--port", "0", "--stubs", stubs.toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(mock.getInputStream(), StandardCharsets.UTF_8))) {
            CommandRun run = CommandRun.of(
                    "run", "--report", folder.toString(), "--target", out.readLine(), "--check", "wire.well-formed-*");

            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
            assertThat(run.out())
                    .contains("Heartbeat v1")
                    .contains("ThrottleTimeMs")
                    .contains(" 1 failed");
        } finally {
            mock.destroyForcibly();
        }
    }

    @Test
    void aProgramInAnyLanguageFindsItAndSteersIt(@TempDir Path folder) throws Exception {
        Path stubs = Files.writeString(folder.resolve("stubs.yaml"), "stubs: []\n");
        Path journal = folder.resolve("journal.jsonl");
        Process mock = CommandProcess.startTalking(
                "mock",
                "--port",
                "0",
                "--node-ids",
                "9,1,5",
                "--racks",
                "a,b",
                "--config",
                "auto.create.topics.enable=false",
                "--admin-port",
                "0",
                "--json",
                "--verbose",
                "--journal",
                journal.toString(),
                "--stubs",
                stubs.toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(mock.getInputStream(), StandardCharsets.UTF_8))) {
            JsonNode addresses = new ObjectMapper().readTree(lineWith(out, "\"bootstrap\""));
            assertThat(addresses.get("brokers").findValuesAsText("id")).containsExactly("1", "5", "9");
            assertThat(addresses.get("bootstrap").asText().split(",")).hasSize(3);
            String admin = addresses.get("admin").asText();
            assertThat(get(admin + "/health")).contains("healthy");
            assertThat(new ObjectMapper()
                            .readTree(get(admin + "/brokers"))
                            .get("brokers")
                            .findValuesAsText("rack"))
                    .containsExactly("a", "b", "a");

            Files.writeString(
                    stubs,
                    """
                    stubs:
                      - name: never fetched
                        request: {api: Fetch}
                        response: {ending: silence}
                    """);
            assertThat(lineWith(out, "--stubs: ")).contains("reloaded 1 stub");
            assertThat(get(admin + "/mappings")).contains("never fetched");

            CommandRun.of(
                    "run",
                    "--report",
                    folder.toString(),
                    "--target",
                    addresses.get("bootstrap").asText().split(",")[0],
                    "--api",
                    "ApiVersions");
            assertThat(lineWith(out, "#1 ")).contains("ApiVersions");

            mock.toHandle().destroy(); // unlike Process.destroy, it leaves the output readable
            assertThat(lineWith(out, "never acted")).isEqualTo("never acted: stub never fetched");
            assertThat(mock.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            mock.destroyForcibly();
        }

        CommandRun explained = CommandRun.of("explain", "--api", "ApiVersions", journal.toString());
        assertThat(explained.out())
                .contains("ApiVersions (18) v")
                .contains("request")
                .contains("response");
        assertThat(Files.readAllLines(journal)).allMatch(line -> line.startsWith("{\"id\":"));
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url)).build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }

    private static String lineWith(BufferedReader out, String text) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("the output has no line with " + text);
    }

    @Test
    void aFileOfStubsThatIsNoneIsAnErrorOfUsageWithItsPlace(@TempDir Path folder) throws IOException {
        Path stubs = Files.writeString(folder.resolve("stubs.yaml"), "stubs: 3\n");

        assertUsage("stubs.yaml:1:8", "--port", "0", "--stubs", stubs.toString());
        assertUsage(
                "--stubs: expected a readable file",
                "--stubs",
                folder.resolve("none.yaml").toString());
    }

    @Test
    void aPortThatIsTakenIsAnErrorOfUsage() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of("mock", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void optionsThatMakeNoSenseAreErrorsOfUsage() {
        assertUsage("expected a number from 0 to 65535, found 70000", "--port", "70000");
        assertUsage("expected a topic such as orders or orders:3, found orders:x", "--topic", "orders:x");
        assertUsage("--topic: ", "--port", "0", "--topic", "no spaces allowed");
        assertUsage("found nowhere", "--advertise", "nowhere");
        assertUsage("--brokers: expected a number from 1 to 100, found 0", "--brokers", "0");
        assertUsage("--node-ids: expected 1 to 100 different node ids from 0, found [-1]", "--node-ids", "-1");
        assertUsage("found [4, 5, 4]", "--node-ids", "4,5,4");
        assertUsage("mutually exclusive", "--brokers", "3", "--node-ids", "4");
        assertUsage("--config: Kafka has no broker configuration no.such", "--port", "0", "--config", "no.such=1");
        assertUsage("--release: expected one of 3.3.2, 3.9.2, 4.3.1 of Apache Kafka, found 3.9", "--release", "3.9");
        assertUsage(
                "Fetch (1): expected versions within 0-17, found 18",
                "--port",
                "0",
                "--release",
                "3.9.2",
                "--versions",
                "OffsetFetch=0-5,Fetch=18");
        assertUsage("such as Fetch=4-12", "--versions", "Fetch");
        assertUsage("--admin-port: expected a number from 0 to 65535", "--port", "0", "--admin-port", "-1");
        assertUsage("--journal: expected a file", "--port", "0", "--journal", "/no/such/folder/journal");
    }

    private static void assertUsage(String message, String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "mock";
        System.arraycopy(options, 0, args, 1, options.length);
        CommandRun run = CommandRun.of(args);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
