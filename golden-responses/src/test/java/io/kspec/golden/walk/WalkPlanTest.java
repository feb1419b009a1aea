package io.kspec.golden.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WalkPlanTest {
    @Test
    void aWalkIsTheSameInEveryBuild() {
        WalkPlan plan = WalkPlan.of("w", 400, "", 400);

        assertThat(plan.isStandard()).isTrue();
        assertThat(plan.random().nextLong())
                .isEqualTo(WalkPlan.of("w", 400, "", 400).random().nextLong());
    }

    @Test
    void anotherSeedOrLengthIsToldSoThatItCanBeRepeated() {
        WalkPlan plan = WalkPlan.of("w", 400, "12", 30);

        assertThat(plan.isStandard()).isFalse();
        assertThat(plan).hasToString("w with -Dkspec.walk.seed=12 -Dkspec.walk.steps=30");
    }

    @Test
    void todayIsAnotherSeedEveryDay() {
        long before = LocalDate.now(ZoneOffset.UTC).toEpochDay();
        long seed = WalkPlan.of("w", 400, "today", 400).seed();

        assertThat(seed).isBetween(before, LocalDate.now(ZoneOffset.UTC).toEpochDay());
    }
}
