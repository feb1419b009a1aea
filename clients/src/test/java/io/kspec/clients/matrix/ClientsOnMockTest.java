package io.kspec.clients.matrix;

import io.kspec.mock.MockBroker;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every declared client on the mock broker: it does what {@code clients.yaml} says, no less and no more. */
@Tag("long")
@Timeout(3600)
class ClientsOnMockTest {
    private static MockBroker broker;
    private static ClientRuns runs;

    @BeforeAll
    static void start() throws IOException {
        Declarations declarations = Declarations.read();
        broker = MockBroker.start();
        runs = ClientRuns.start(declarations, PlayedBroker.MOCK, broker.bootstrap(), AnsweredApis.of(broker));
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
