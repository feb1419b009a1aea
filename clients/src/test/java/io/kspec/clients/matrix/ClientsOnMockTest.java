package io.kspec.clients.matrix;

import io.kspec.mock.MockBroker;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** Every declared client on the mock broker. */
@Tag("long")
class ClientsOnMockTest extends ClientsOnBroker {
    private final MockBroker broker;

    ClientsOnMockTest() throws IOException {
        broker = MockBroker.start();
    }

    @Override
    ClientRuns start(Declarations all) throws IOException {
        return ClientRuns.start(all, PlayedBroker.MOCK, broker.bootstrap(), AnsweredApis.of(broker));
    }

    @Override
    void end() {
        broker.close();
    }
}
