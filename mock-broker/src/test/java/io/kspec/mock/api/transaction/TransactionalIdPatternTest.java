package io.kspec.mock.api.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class TransactionalIdPatternTest {
    /** An id on which a hostile pattern takes more steps than one id may. */
    private static final String COSTLY = "a".repeat(100);

    private final TransactionalIdPattern hostile =
            Objects.requireNonNull(TransactionalIdPattern.parse("a*a*a*a*a*a*b"));

    @Test
    void anIdThatTakesTooManyStepsDoesNotMatchAndOthersDo() {
        assertThat(hostile.matches(COSTLY)).isFalse();
        assertThat(hostile.matches("ab")).isTrue();
    }

    @Test
    void theStepsForAllIdsTogetherAreBounded() {
        for (int i = 0; i < 1000; i++) {
            assertThat(hostile.matches(COSTLY)).isFalse();
        }

        assertThat(hostile.matches("ab")).isFalse();
    }

    @Test
    void ordinaryPatternsCanBeMatchedWithManyIds() {
        TransactionalIdPattern ordinary = Objects.requireNonNull(TransactionalIdPattern.parse("payments-.*-[0-9]+"));

        for (int i = 0; i < 10_000; i++) {
            assertThat(ordinary.matches("payments-europe-" + i)).isTrue();
        }
    }
}
