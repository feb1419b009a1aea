package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.runlog.Liveness;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InquestTest {
    private static final Liveness DEAD = new Liveness(false, "connection refused");

    /** A case that passed does not need to be played again; one that the death may have disturbed does. */
    @Test
    void onlyWhatADeathMayHaveDisturbedIsPlayedAgain() throws IOException {
        Playing passed = new FailedPlaying("passed", false) {
            @Override
            public boolean disturbed() {
                return false;
            }
        };
        Playing disturbed = new FailedPlaying("failed, or lacked what it needs", false);
        try (MockBroker broker = MockBroker.start()) {
            Map<Playing, Playing> counted = inquest(broker).hold(List.of(passed, disturbed), List.of(), DEAD);

            assertThat(counted).containsOnly(Map.entry(passed, passed));
        }
    }

    private static Inquest inquest(MockBroker broker) {
        TargetProbe probe = new TargetProbe(new Target(broker.host(), broker.port()), ConnectionSettings.DEFAULT);
        Revival revival = new Revival(probe, null, () -> false, () -> {});
        return new Inquest(
                probe, revival, new VersionExperience(Duration.ofSeconds(1)), () -> false, reason -> {}, () -> {});
    }
}
