package io.kspec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseRangeTest {

    @ParameterizedTest
    @CsvSource({
        "from 4.0, 4.0.0, true",
        "from 4.0, 3.10.1, false",
        "before 4.0, 3.9.2, true",
        "before 4.0, 4.0.0, false",
        "from 3.3 before 4.0, 3.2.3, false",
        "from 3.3 before 4.0, 3.3.2, true",
        "from 3.3 before 4.0, 4.0.1, false"
    })
    void aRangeIncludesItsStartAndExcludesItsEnd(String range, String release, boolean contained) {
        assertThat(ReleaseRange.of(range).contains(release)).isEqualTo(contained);
    }
}
