package io.kspec.clients.matrix;

import io.kspec.mock.MockBroker;
import io.kspec.mock.coverage.ApiUse;
import io.kspec.mock.coverage.UseFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;

/** Every declared client on a mock broker of its own. Which versions of which APIs it uses stands in {@code exercised.txt}. */
@Tag("long")
class ClientsOnMockTest extends ClientsOnBroker {
    private final Map<String, MockBroker> brokers = new HashMap<>();
    private final Map<String, ApiUse> uses = new HashMap<>();
    private final UseFile exercised = new UseFile(Path.of("exercised.txt"));

    ClientsOnMockTest() throws IOException {}

    @Override
    ClientRuns start(Declarations all) throws IOException {
        for (DeclaredClient client : all.clients()) {
            MockBroker broker = MockBroker.start();
            brokers.put(client.id(), broker);
            uses.put(client.id(), ApiUse.of(broker));
        }
        return ClientRuns.start(
                all, PlayedBroker.MOCK, client -> brokerOf(client).bootstrap(), AnsweredApis.ofMock());
    }

    private MockBroker brokerOf(DeclaredClient client) {
        return Objects.requireNonNull(brokers.get(client.id()));
    }

    @Override
    void played(DeclaredClient client) throws IOException {
        // What an installed client uses depends on which release is installed.
        if (client.isPinned() || Boolean.getBoolean("kspec.coverage.write")) {
            exercised.verifyWithin(client.id(), Objects.requireNonNull(uses.get(client.id())));
        }
    }

    @Override
    void end() {
        brokers.values().forEach(MockBroker::close);
    }
}
