package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RevivalTest {
    private final AtomicInteger returns = new AtomicInteger();
    private volatile boolean interrupted;

    @Test
    void whoeverKnowsTheFormerTargetIsToldThatItIsBack() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            assertThat(revival(broker).revive()).isTrue();
        }
        assertThat(returns).hasValue(1);
    }

    @Test
    void nobodyIsToldOfATargetThatStaysAway() throws IOException {
        Revival revival;
        try (MockBroker broker = MockBroker.start()) {
            revival = revival(broker);
        }
        interrupted = true;
        assertThat(revival.revive()).isFalse();
        assertThat(returns).hasValue(0);
    }

    private Revival revival(MockBroker broker) {
        Target target = new Target(broker.host(), broker.port());
        TargetProbe probe = new TargetProbe(target, ConnectionSettings.DEFAULT);
        return new Revival(probe, null, () -> interrupted, returns::incrementAndGet);
    }
}
