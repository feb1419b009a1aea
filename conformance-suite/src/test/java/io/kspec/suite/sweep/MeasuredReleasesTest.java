package io.kspec.suite.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.reference.ReferenceReleases;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredReleasesTest {

    @Test
    void theReleasesAreListed() {
        assertThat(MeasuredReleases.in("KIP-35; measured on Apache Kafka", List.of("3.3.2", "3.9.2", "4.3.1")))
                .isEqualTo("KIP-35; measured on Apache Kafka 3.3.2, 3.9.2 and 4.3.1");
        assertThat(MeasuredReleases.in("measured on Apache Kafka", List.of("4.3.1")))
                .isEqualTo("measured on Apache Kafka 4.3.1");
        assertThat(MeasuredReleases.in("KIP-35", List.of("4.3.1"))).isEqualTo("KIP-35");
    }

    @Test
    void theBuildFillsInTheReferenceReleases() {
        assertThat(MeasuredReleases.in("measured on Apache Kafka"))
                .isEqualTo(MeasuredReleases.in("measured on Apache Kafka", ReferenceReleases.all()));
    }
}
