package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionRangesTest {
    @Test
    void neighboursAreOneRange() {
        assertThat(VersionRanges.of(List.of(5, 0, 1, 3, 2, 9, 10))).isEqualTo("v0–v3, v5, v9–v10");
    }

    @Test
    void noVersionsAreNoText() {
        assertThat(VersionRanges.of(List.of())).isEmpty();
    }
}
