package io.kspec.protocol.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0-9", "3+", "5", "none"})
    void aRangeIsPrintedAsItWasParsed(String text) {
        assertThat(Versions.parse(text)).hasToString(text);
    }

    @Test
    void aRangeIncludesBothEnds() {
        Versions range = Versions.parse("2-4");
        assertThat(range.contains(1)).isFalse();
        assertThat(range.contains(2)).isTrue();
        assertThat(range.contains(4)).isTrue();
        assertThat(range.contains(5)).isFalse();
    }

    @Test
    void noneContainsNoVersion() {
        assertThat(Versions.NONE.isEmpty()).isTrue();
        assertThat(Versions.NONE.contains(0)).isFalse();
        assertThat(Versions.parse("")).isEqualTo(Versions.NONE);
    }

    @Test
    void anIntersectionHasTheVersionsOfBothRanges() {
        assertThat(Versions.parse("0-4").intersect(Versions.parse("3+"))).isEqualTo(new Versions(3, 4));
        assertThat(Versions.parse("0-2").intersect(Versions.parse("3+"))).isEqualTo(Versions.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-", "-", "+", "1-2-3"})
    void anythingElseIsRejected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Versions.parse(text))
                .withMessage("expected a range of versions such as 0-9, 3+, 5 or none, found " + text);
    }
}
