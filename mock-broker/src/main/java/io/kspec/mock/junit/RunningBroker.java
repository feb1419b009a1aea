package io.kspec.mock.junit;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.script.Stub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** A broker that JUnit closes together with the context that it was started for. */
final class RunningBroker implements AutoCloseable {
    private final MockBroker broker;
    private final Set<MockBroker> running;

    private RunningBroker(MockBroker broker, Set<MockBroker> running) {
        this.broker = broker;
        this.running = running;
    }

    /**
     * Starts a broker.
     *
     * @param running contains the broker until it is closed
     */
    static RunningBroker start(MockBrokerBuilder builder, List<Stub> stubs, Set<MockBroker> running) {
        try {
            MockBroker broker = builder.start();
            stubs.forEach(broker::stubFor);
            running.add(broker);
            return new RunningBroker(broker, running);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MockBroker broker() {
        return broker;
    }

    @Override
    public void close() {
        running.remove(broker);
        broker.close();
    }
}
