package io.kspec.clients.matrix;

import io.kspec.clients.broker.SecuredBroker;
import io.kspec.mock.MockBroker;
import io.kspec.mock.coverage.ApiUse;
import io.kspec.mock.coverage.UseFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Every declared client on a mock broker of its own. Which versions of which APIs it uses stands in {@code exercised.txt}. */
@Tag("long")
class ClientsOnMockTest extends ClientsOnBroker {
    private final Map<String, MockBroker> brokers = new HashMap<>();
    private final Map<String, ApiUse> uses = new HashMap<>();
    private final Map<String, JobUseRecorder> jobUses = new HashMap<>();
    private final UseFile exercised = new UseFile(Path.of("exercised.txt"));
    private final SecuredBroker secured;

    ClientsOnMockTest(@TempDir Path keys) throws IOException {
        secured = new SecuredBroker(keys);
    }

    @Override
    ClientRuns start(Declarations all) throws IOException {
        for (DeclaredClient client : all.clients()) {
            MockBroker broker = secured.mock();
            brokers.put(client.id(), broker);
            uses.put(client.id(), ApiUse.of(broker));
            jobUses.put(client.id(), JobUseRecorder.of(broker));
        }
        return ClientRuns.start(
                all,
                PlayedBroker.MOCK,
                client -> secured.target(brokerOf(client)),
                AnsweredApis.ofMock(),
                (client, result) -> recorderOf(client).ended(result.job()));
    }

    private MockBroker brokerOf(DeclaredClient client) {
        return Objects.requireNonNull(brokers.get(client.id()));
    }

    private JobUseRecorder recorderOf(DeclaredClient client) {
        return Objects.requireNonNull(jobUses.get(client.id()));
    }

    @Override
    void played(DeclaredClient client) throws IOException {
        // What an installed client uses depends on which release is installed.
        if (client.isPinned() || Boolean.getBoolean("kspec.coverage.write")) {
            exercised.verifyWithin(client.id(), Objects.requireNonNull(uses.get(client.id())));
            if (Boolean.getBoolean("kspec.coverage.write")) {
                JobUses.STANDARD.write(client, recorderOf(client).byJob());
            }
        }
    }

    @Override
    void end() {
        brokers.values().forEach(MockBroker::close);
    }
}
