package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.stage.cluster.VersionRanking;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VersionExperienceTest {
    private static final ApiSpec JOIN_GROUP = Catalog.standard().api("JoinGroup");

    private final VersionExperience experience = new VersionExperience(Duration.ofSeconds(1));

    @Test
    void aVersionThatServesOneNeedIsBetterForAnotherThanOneThatIsAnsweredWrongly() {
        experience.wellFormed(JOIN_GROUP, 6, false);
        experience.wellFormed(JOIN_GROUP, 5, true);
        experience.served(JOIN_GROUP, 5);
        fail(5);

        assertThat(experience.rank(JOIN_GROUP, 5))
                .isEqualTo(VersionRanking.MIXED)
                .isGreaterThan(rank(6));
    }

    @Test
    void aVersionThatNeverServedIsWorseThanOneThatIsAnsweredWrongly() {
        experience.wellFormed(JOIN_GROUP, 6, false);
        fail(5);

        assertThat(rank(5)).isEqualTo(VersionRanking.USELESS).isLessThan(rank(6));
    }

    @Test
    void aVersionThatFailedWhenTheTargetWasDeadIsNotWorseForThat() {
        experience.wellFormed(JOIN_GROUP, 5, true);
        experience.wellFormed(JOIN_GROUP, 6, true);
        fail(5);
        long died = System.nanoTime();
        fail(6);

        experience.forgetFailuresSince(died);

        assertThat(rank(6)).isEqualTo(VersionRanking.WORKS);
        assertThat(rank(5)).isEqualTo(VersionRanking.USELESS);
    }

    @Test
    void aVersionKillsIfItsWellFormedRequestDoesOrTwoCasesDo() {
        experience.wellFormed(JOIN_GROUP, 5, true);
        experience.wellFormed(JOIN_GROUP, 6, false);
        for (int version : new int[] {5, 6}) {
            assertThat(experience.killersOf(JOIN_GROUP, version)).isEmpty();
            experience.deadly(exchange(version), "first");
        }
        assertThat(experience.killersOf(JOIN_GROUP, 5)).isEmpty();
        assertThat(experience.killersOf(JOIN_GROUP, 6)).containsExactly("first");

        experience.deadly(exchange(5), "second");
        assertThat(experience.killersOf(JOIN_GROUP, 5)).containsExactly("first", "second");
    }

    @Test
    void whatHasServedOthersIsNotKeptFromThoseThatOnlyNeedIt() {
        experience.deadly(exchange(5), "first");
        experience.deadly(exchange(5), "second");
        assertThat(experience.killersOfNeeded(JOIN_GROUP, 5)).containsExactly("first", "second");

        experience.served(JOIN_GROUP, 5);
        assertThat(experience.killersOfNeeded(JOIN_GROUP, 5)).isEmpty();
        assertThat(experience.killersOf(JOIN_GROUP, 5)).isNotEmpty();
    }

    private int rank(int version) {
        return experience.rank(JOIN_GROUP, version);
    }

    private void fail(int version) {
        experience.failed(exchange(version));
    }

    private static Exchange exchange(int version) {
        return new Exchange("client", JOIN_GROUP, version, Bytes.EMPTY, null, Duration.ZERO, Duration.ZERO);
    }
}
