package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.runlog.Liveness;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.GroupRequests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReenactmentTest {
    private static final Demise DEATH = new Demise("exit status 139", 139, List.of(), false, null);

    /** What was played since the target was started. */
    private final Set<String> played = ConcurrentHashMap.newKeySet();

    private final List<Replayed> cases =
            IntStream.range(0, 20).mapToObj(i -> new Replayed("case " + i)).toList();
    private Set<String> deadly = Set.of();
    private boolean comesBack = true;
    private int deaths;

    private final Reenactment reenactment =
            new Reenactment(() -> new Liveness(!played.containsAll(deadly), "found"), unused -> DEATH, this::revive);

    private boolean revive() {
        played.clear();
        deaths++;
        return comesBack;
    }

    /** The first half of the cases was not answered, the other half was. */
    private @Nullable Playing culprit() {
        return reenactment.culprit(
                cases.stream()
                        .map(each -> new Suspect(each, cases.indexOf(each) >= 10, false, 0))
                        .toList(),
                List.copyOf(cases));
    }

    private Demise demise(int number) {
        return Objects.requireNonNull(cases.get(number).demise);
    }

    @Test
    void aCaseThatKillsTheTargetAloneIsTheCulprit() {
        deadly = Set.of("case 13");

        assertThat(culprit()).isSameAs(cases.get(13));
        assertThat(demise(13).doubt()).isNull();
        assertThat(demise(13).restarted()).isTrue();
        assertThat(reenactment.repeated()).containsKey(cases.get(0)).doesNotContainKey(cases.get(13));
    }

    @Test
    void ofTwoCasesThatKillTheTargetOnlyTogetherTheLikelierIsTheCulprit() {
        deadly = Set.of("case 5", "case 16");

        assertThat(culprit()).isSameAs(cases.get(5));
        assertThat(demise(5).doubt()).isEqualTo("the target dies only when this case is played together with case 16");
        assertThat(cases).filteredOn(each -> each.demise != null).hasSize(1);
    }

    @Test
    void threeCasesThatKillTheTargetOnlyTogetherAreNamed() {
        deadly = Set.of("case 2", "case 11", "case 19");

        assertThat(culprit()).isSameAs(cases.get(2));
        assertThat(demise(2).doubt()).endsWith("together with case 11 and case 19");
    }

    @Test
    void thereIsNoCulpritIfTheTargetDoesNotDieAgain() {
        deadly = Set.of("something else");

        assertThat(culprit()).isNull();
        assertThat(reenactment.isBack()).isTrue();
        assertThat(reenactment.repeated()).hasSize(20);
    }

    @Test
    void nothingIsPlayedOnATargetThatDoesNotComeBack() {
        deadly = Set.of("case 5", "case 6");
        comesBack = false;

        assertThat(culprit()).isNull();
        assertThat(reenactment.isBack()).isFalse();
        assertThat(deaths).isEqualTo(1);
    }

    /** Of the cases that die with the target, only the killer is stopped at the same request again. */
    @Test
    void whoWasStoppedElsewhereThanBeforeIsNotPlayedOnceMore() throws IOException {
        Transcript list = unanswered(GroupRequests.list());
        Transcript describe = unanswered(GroupRequests.describe("group"));
        for (int i = 4; i < 10; i++) {
            Replayed again = new Replayed("again");
            again.transcript = i == 7 ? describe : list;
            cases.get(i).transcript = describe;
            cases.get(i).next = again;
        }
        deadly = Set.of("case 7");

        assertThat(culprit()).isSameAs(cases.get(7));
        assertThat(cases.subList(4, 10)).extracting(each -> each.replays).containsExactly(1, 1, 1, 2, 1, 1);
    }

    private static Transcript unanswered(ClientRequest request) throws IOException {
        Transcript transcript = new Transcript();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Connection connection = Connection.open(
                        "role",
                        new Target("127.0.0.1", silent.getLocalPort()),
                        "client",
                        ConnectionSettings.DEFAULT.withReadTimeout(Duration.ofMillis(50)),
                        transcript)) {
            assertThatThrownBy(() -> connection.exchange(request, 0)).isInstanceOf(ResponseTimeout.class);
        }
        return transcript;
    }

    private final class Replayed extends FailedPlaying {
        private @Nullable Demise demise;
        private Transcript transcript = new Transcript();
        private @Nullable Replayed next;
        private int replays;

        Replayed(String name) {
            super(name, false);
        }

        @Override
        public Playing again() {
            played.add(name());
            replays++;
            return next == null ? this : next;
        }

        @Override
        public Transcript transcript() {
            return transcript;
        }

        @Override
        public void killed(Demise how) {
            demise = how;
        }
    }
}
