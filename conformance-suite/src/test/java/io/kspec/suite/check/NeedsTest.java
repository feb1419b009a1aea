package io.kspec.suite.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NeedsTest {
    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final Needs.Needy CASE = new Needs.Needy() {
        @Override
        public String name() {
            return "a check";
        }

        @Override
        public boolean countsAsLack(Throwable failure) {
            return true;
        }
    };

    private final AtomicLong nanoTime = new AtomicLong();
    private final Needs needs = new Needs(SLOW, SLOW, VersionUse.FORGOTTEN, nanoTime::get);

    @Test
    void whatTookTooLongTwiceIsNotTriedAgainAtOnce() {
        meet(Duration.ofSeconds(11));
        meet(Duration.ofSeconds(11));

        assertThatThrownBy(() -> meet(Duration.ZERO))
                .isInstanceOf(NeedUnmet.class)
                .hasMessage("a topic by CreateTopics v7 takes longer than 10000 ms, as 2 earlier attempts did");
    }

    @Test
    void aQuickAttemptMakesUpForASlowOne() {
        meet(Duration.ofSeconds(11));
        meet(Duration.ofSeconds(1));
        meet(Duration.ofSeconds(11));

        assertThat(meet(Duration.ZERO)).isEqualTo("met");
    }

    /** A target that was quick before is busy, or its machine is. */
    @Test
    void whatWasHadQuicklyBeforeIsAwaitedThreeTimesAsLong() {
        meet(Duration.ofSeconds(1));
        assertThat(needs.patience("a topic", SLOW)).isEqualTo(Duration.ofSeconds(30));
        meet(Duration.ofSeconds(29));
        meet(Duration.ofSeconds(29));
        assertThat(meet(Duration.ZERO)).isEqualTo("met");

        meet(Duration.ofSeconds(31));
        meet(Duration.ofSeconds(31));
        assertThatThrownBy(() -> meet(Duration.ZERO))
                .isInstanceOf(NeedUnmet.class)
                .hasMessage("a topic by CreateTopics v7 takes longer than 30000 ms, as 2 earlier attempts did");
    }

    @Test
    void whatWasNeverHadQuicklyIsAwaitedAsLongAsUsual() {
        meet(Duration.ofSeconds(11));

        assertThat(needs.patience("a topic", SLOW)).isEqualTo(SLOW);
    }

    @Test
    void aSlowWayIsTriedAgainLaterByOneCase() {
        meet(Duration.ofSeconds(11));
        meet(Duration.ofSeconds(11));
        nanoTime.addAndGet(Duration.ofSeconds(20).toNanos());

        meet(Duration.ofSeconds(12));
        assertThatThrownBy(() -> meet(Duration.ZERO)).isInstanceOf(NeedUnmet.class);

        nanoTime.addAndGet(Duration.ofSeconds(20).toNanos());
        meet(Duration.ofSeconds(1));
        assertThat(meet(Duration.ZERO)).isEqualTo("met");
    }

    @Test
    void whatWasAwaitedInVainTwiceIsAwaitedOnlyBriefly() {
        needs.awaitedInVain("the end of a transaction");
        assertThat(needs.patience("the end of a transaction", SLOW)).isEqualTo(SLOW);

        needs.awaitedInVain("the end of a transaction");
        assertThat(needs.patience("the end of a transaction", SLOW)).isEqualTo(Duration.ofSeconds(1));
        assertThat(needs.patience("a topic", SLOW)).isEqualTo(SLOW);
    }

    @Test
    void whatTookTooLongWhileTheTargetLivedIsKnownAfterItsDeath() {
        meet(Duration.ofSeconds(11));
        meet(Duration.ofSeconds(11));
        needs.targetLives();
        needs.forget();

        assertThatThrownBy(() -> meet(Duration.ZERO)).isInstanceOf(NeedUnmet.class);
    }

    @Test
    void whatTookTooLongSinceTheTargetWasSeenAliveIsForgotten() {
        meet(Duration.ofSeconds(11));
        needs.targetLives();
        meet(Duration.ofSeconds(11));
        needs.forget();

        assertThat(meet(Duration.ZERO)).isEqualTo("met");
    }

    @Test
    void whyANeedCannotBeMetIsLearnedAnewAfterADeath() {
        fail("a closed connection", Duration.ofSeconds(11));
        needs.targetLives();
        needs.forget();

        fail("none", Duration.ZERO);
        fail("none", Duration.ZERO);
        assertThatThrownBy(() -> meet(Duration.ZERO))
                .isInstanceOf(NeedUnmet.class)
                .hasMessage("a topic could not be had: expected a leader, found none (a check)");
    }

    private void fail(String found, Duration takes) {
        assertThatThrownBy(() -> needs.meet("a topic", "CreateTopics v7", false, true, CASE, () -> {
                    nanoTime.addAndGet(takes.toNanos());
                    throw new CheckFailure("a leader", found, null);
                }))
                .isInstanceOf(CheckFailure.class);
    }

    private String meet(Duration takes) {
        return needs.meet("a topic", "CreateTopics v7", false, true, CASE, () -> {
            nanoTime.addAndGet(takes.toNanos());
            return "met";
        });
    }
}
