package io.kspec.clients.matrix;

import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every declared client on the newest Apache Kafka, the measure for the mock broker. */
@Tag("broker")
@Timeout(3600)
@EnabledIfSystemProperty(
        named = "kspec.clients",
        matches = "true",
        disabledReason = "the measure that the mock is held to takes minutes; mvn verify -Pclients takes it")
class ClientsOnKafkaTest {
    private static ReferenceBroker broker;
    private static ClientRuns runs;

    @BeforeAll
    static void start() throws IOException {
        Declarations declarations = Declarations.read();
        Set<String> all =
                declarations.jobs().stream().flatMap(job -> job.apis().stream()).collect(Collectors.toSet());
        broker = ReferenceBroker.start(ReferenceReleases.newest());
        runs = ClientRuns.start(declarations, PlayedBroker.KAFKA, broker.bootstrap(), all);
    }

    @AfterAll
    static void stop() {
        runs.close();
        broker.close();
    }

    static List<DeclaredClient> clients() throws IOException {
        return Declarations.read().clients();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void theClientDoesItsJobs(DeclaredClient client) throws InterruptedException {
        runs.verify(client);
    }
}
