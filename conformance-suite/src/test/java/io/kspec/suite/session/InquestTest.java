package io.kspec.suite.session;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.runlog.Liveness;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.stage.requests.GroupRequests;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InquestTest {
    private static final ApiSpec DESCRIBE_GROUPS = Catalog.standard().api("DescribeGroups");
    private static final Liveness DEAD = new Liveness(false, "connection refused");

    private final VersionExperience experience = new VersionExperience(Duration.ofSeconds(1));

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

    /** It was hit while it waited for something else; what kills is what it sends later, when it is played alone. */
    @Test
    void whatCountsIsThePlayingThatTheTargetDiedOf() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            ReplayedPlaying fatal = new ReplayedPlaying("fatal", again -> {}).sending(GroupRequests.describe("group"));
            ReplayedPlaying hit = new ReplayedPlaying("hit", again -> answerNoProbe(broker))
                    .sending(GroupRequests.list())
                    .then(fatal);
            ReplayedPlaying other = new ReplayedPlaying("other", again -> {}).sending(GroupRequests.list());

            Map<Playing, Playing> counted = inquest(broker).hold(List.of(other, hit), List.of(), DEAD);

            assertThat(counted).containsEntry(hit, fatal);
            assertThat(fatal.demise()).isNotNull();
            assertThat(hit.demise()).isNull();
            experience.wellFormed(DESCRIBE_GROUPS, 0, false);
            assertThat(experience.killersOf(DESCRIBE_GROUPS, 0)).containsExactly("fatal");
        }
    }

    private static void answerNoProbe(MockBroker broker) {
        broker.stubFor(request("ApiVersions")
                .willReturn(asKafka().correlationIdOffBy(1))
                .onFirst(1));
    }

    private Inquest inquest(MockBroker broker) {
        TargetProbe probe = new TargetProbe(new Target(broker.host(), broker.port()), ConnectionSettings.DEFAULT);
        Revival revival = new Revival(probe, null, () -> false, () -> {});
        return new Inquest(probe, revival, experience, () -> false, reason -> {}, () -> {});
    }
}
