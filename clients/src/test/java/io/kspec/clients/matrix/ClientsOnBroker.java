package io.kspec.clients.matrix;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every declared client on a broker: it does what {@code clients.yaml} says, no less and no more. */
@Timeout(3600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientsOnBroker {
    private final Declarations declarations;
    private ClientRuns runs;

    ClientsOnBroker() throws IOException {
        declarations = Declarations.read();
    }

    /** Starts the broker, and all clients on it. */
    abstract ClientRuns start(Declarations all) throws IOException;

    /** Looks at what the broker remembers of a client that has done its jobs. */
    void played(DeclaredClient client) throws IOException {}

    /** Ends the broker. */
    abstract void end();

    @BeforeAll
    void start() throws IOException {
        runs = start(declarations);
    }

    @AfterAll
    void stop() {
        runs.close();
        end();
    }

    List<DeclaredClient> clients() {
        return declarations.clients();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void theClientDoesItsJobs(DeclaredClient client) throws IOException, InterruptedException {
        runs.verify(client);
        played(client);
    }
}
