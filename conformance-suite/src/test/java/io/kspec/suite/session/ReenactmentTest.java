package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.Liveness;
import io.kspec.stage.requests.GroupRequests;
import java.io.IOException;
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

    private final List<ReplayedPlaying> cases =
            IntStream.range(0, 20).mapToObj(i -> replayed("case " + i)).toList();
    private Set<String> deadly = Set.of();
    private boolean comesBack = true;
    private int deaths;

    private final Reenactment reenactment =
            new Reenactment(() -> new Liveness(!played.containsAll(deadly), "found"), unused -> DEATH, this::revive);

    private ReplayedPlaying replayed(String name) {
        return new ReplayedPlaying(name, played::add);
    }

    private boolean revive() {
        played.clear();
        deaths++;
        return comesBack;
    }

    /** The first half of the cases was not answered, the other half was. */
    private @Nullable Culprit culprit() {
        return reenactment.culprit(
                cases.stream()
                        .map(each -> new Suspect(each, cases.indexOf(each) >= 10, false, 0))
                        .toList(),
                List.copyOf(cases));
    }

    private Demise demise(int number) {
        return Objects.requireNonNull(cases.get(number).demise());
    }

    @Test
    void aCaseThatKillsTheTargetAloneIsTheCulprit() {
        deadly = Set.of("case 13");

        assertThat(culprit()).isEqualTo(Culprit.of(cases.get(13)));
        assertThat(demise(13).doubt()).isNull();
        assertThat(demise(13).restarted()).isTrue();
        assertThat(reenactment.repeated()).containsKey(cases.get(0)).doesNotContainKey(cases.get(13));
    }

    @Test
    void ofTwoCasesThatKillTheTargetOnlyTogetherTheLikelierIsTheCulprit() {
        deadly = Set.of("case 5", "case 16");

        assertThat(culprit()).isEqualTo(Culprit.of(cases.get(5)));
        assertThat(demise(5).doubt()).isEqualTo("the target dies only when this case is played together with case 16");
        assertThat(cases).filteredOn(each -> each.demise() != null).hasSize(1);
    }

    @Test
    void threeCasesThatKillTheTargetOnlyTogetherAreNamed() {
        deadly = Set.of("case 2", "case 11", "case 19");

        assertThat(culprit()).isEqualTo(Culprit.of(cases.get(2)));
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
        for (int i = 4; i < 10; i++) {
            ReplayedPlaying again = replayed("case " + i + " again");
            cases.get(i).sending(GroupRequests.describe("group")).then(again);
            again.sending(i == 7 ? GroupRequests.describe("group") : GroupRequests.list());
        }
        deadly = Set.of("case 7");

        assertThat(Objects.requireNonNull(culprit()).playing()).isSameAs(cases.get(7));
        assertThat(cases.subList(4, 10)).extracting(each -> each.replays()).containsExactly(1, 1, 1, 2, 1, 1);
    }
}
