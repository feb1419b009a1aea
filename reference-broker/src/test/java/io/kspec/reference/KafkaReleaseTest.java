package io.kspec.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaReleaseTest {

    @Test
    void releasesAreOrderedByTheirNumbers() {
        assertThat(KafkaRelease.of("3.10.0").isAtLeast(3, 9)).isTrue();
        assertThat(KafkaRelease.of("3.9.2").isAtLeast(3, 9)).isTrue();
        assertThat(KafkaRelease.of("3.9.2").isAtLeast(4, 0)).isFalse();
        assertThat(KafkaRelease.of("4.0.0-rc1").isAtLeast(3, 9)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7.2", "0.8.2", "1.1.1"})
    void releasesThatNeedZooKeeperAreRefused(String old) {
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> KafkaRelease.of(old))
                .withMessage(
                        "Apache Kafka " + old + " needs ZooKeeper; expected 2.8.0 or newer, which can run without it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "4.3", "latest", "4.3.1/../..", "4.3.1</version>", "4.3.99999"})
    void aTextThatIsNotAReleaseIsRefused(String text) {
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> KafkaRelease.of(text))
                .withMessageContaining("found \"" + text + "\"");
    }
}
