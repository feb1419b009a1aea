package io.kspec.clients.registry;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.clients.install.PythonPackages;
import io.kspec.clients.install.Tool;
import io.kspec.mock.MockBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Confluent's client of Schema Registries registers and finds schemas with a registry whose store is on the mock broker,
 * where Python is installed.
 */
@Tag("long")
@Timeout(1200)
class SchemaRegistryTest {
    private static final Path CLIENT = Path.of("schema-registry").toAbsolutePath();
    private static final Path PACKAGES = Path.of("target", "schema-registry").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** How long a store waits for what it cannot read. */
    private static final Duration IN_VAIN = Duration.ofSeconds(2);

    private final Path output;

    SchemaRegistryTest(@TempDir Path folder) {
        output = folder.resolve("client.log");
    }

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        PythonPackages.install(CLIENT, PACKAGES);
    }

    @Test
    void tenAreRegisteredAndTenAreFoundAgainAfterARestart() throws IOException, InterruptedException {
        try (MockBroker broker = MockBroker.start()) {
            try (SchemaStore store = new SchemaStore(broker.bootstrap(), LIMIT);
                    RestFront front = new RestFront(store)) {
                assertThat(client(front, "register")).endsWith("10 of 10 registered");
                assertThat(client(front, "find")).endsWith("10 of 10 found");
            }
            try (SchemaStore restarted = new SchemaStore(broker.bootstrap(), LIMIT);
                    RestFront front = new RestFront(restarted)) {
                assertThat(client(front, "find")).endsWith("10 of 10 found");
            }
        }
    }

    /** What {@code schema-registry.ten-registered-ten-found} explains, as the user of a registry sees it. */
    @Test
    void tenAreRegisteredAndNoneIsFoundWhereEveryFetchBeginsAtTheFirstRecordAgain()
            throws IOException, InterruptedException {
        try (MockBroker broker = MockBroker.start()) {
            try (SchemaStore store = new SchemaStore(broker.bootstrap(), LIMIT);
                    RestFront front = new RestFront(store)) {
                assertThat(client(front, "register")).endsWith("10 of 10 registered");
            }
            broker.stubFor(request("Fetch")
                    .willReturn(asKafka()
                            .asIfAsked("Topics[*].Partitions[*].FetchOffset", 0)
                            .asIfAsked("MaxBytes", 1)
                            .asIfAsked("Topics[*].Partitions[*].PartitionMaxBytes", 1)));
            try (SchemaStore restarted = new SchemaStore(broker.bootstrap(), IN_VAIN);
                    RestFront front = new RestFront(restarted)) {
                assertThat(client(front, "find"))
                        .contains("Subject 'orders-1-value' not found")
                        .endsWith("0 of 10 found");
            }
        }
    }

    /** What the client prints. */
    private String client(RestFront front, String task) throws IOException, InterruptedException {
        List<String> arguments =
                List.of(CLIENT.resolve("client.py").toString(), PACKAGES.toString(), front.url(), task, "10");
        new Tool("python3").run(CLIENT, output, arguments.toArray(String[]::new));
        return Files.readString(output, StandardCharsets.UTF_8).strip();
    }
}
