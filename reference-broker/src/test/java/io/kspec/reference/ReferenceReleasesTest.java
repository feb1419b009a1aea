package io.kspec.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceReleasesTest {

    @Test
    void theListIsReadInItsOrder() {
        assertThat(ReferenceReleases.parse(" 3.3.2,3.9.2 , 4.3.1")).containsExactly("3.3.2", "3.9.2", "4.3.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.9.2,", "3.9.2;4.3.1", "3.9", "${kafka.brokers}"})
    void aListWithSomethingElseIsRefused(String text) {
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> ReferenceReleases.parse(text))
                .withMessageContaining("expected a release of Apache Kafka");
    }

    @Test
    void theBuildPassesTheReleasesOldestFirst() {
        assertThat(ReferenceReleases.all()).isNotEmpty().isSortedAccordingTo((one, other) -> {
            KafkaRelease later = KafkaRelease.of(other);
            return KafkaRelease.of(one).isAtLeast(later.major(), later.minor()) ? 1 : -1;
        });
        assertThat(ReferenceReleases.newest())
                .isEqualTo(ReferenceReleases.all().get(ReferenceReleases.all().size() - 1));
    }
}
