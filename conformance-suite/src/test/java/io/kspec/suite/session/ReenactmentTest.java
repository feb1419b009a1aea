package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.Liveness;
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

    private final class Replayed extends FailedPlaying {
        private @Nullable Demise demise;

        Replayed(String name) {
            super(name, false);
        }

        @Override
        public Playing again() {
            played.add(name());
            return this;
        }

        @Override
        public void killed(Demise how) {
            demise = how;
        }
    }
}
