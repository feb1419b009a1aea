package io.kspec.mock.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokerReleaseTest {
    private static final Catalog CATALOG = Catalog.standard();

    @Test
    void aReleaseAdvertisesItsApisAndVersions() throws IOException {
        try (MockBroker broker = MockBroker.builder().release("3.9.2").start()) {
            assertThat(broker.advertisedVersions().of(CATALOG.api("Fetch"))).isEqualTo(new Versions(0, 17));
            assertThat(broker.advertisedVersions().of(CATALOG.api("Produce"))).isEqualTo(new Versions(0, 11));
        }
        try (MockBroker broker = MockBroker.builder().release("3.3.2").start()) {
            assertThat(broker.advertisedVersions().of(CATALOG.api("DescribeTopicPartitions")))
                    .isEqualTo(Versions.NONE);
        }
    }

    @Test
    void itsVersionsCanBeNarrowed() throws IOException {
        try (MockBroker broker = MockBroker.builder()
                .release("4.3.1")
                .versions("Fetch", new Versions(12, Short.MAX_VALUE))
                .versions("DescribeCluster", Versions.NONE)
                .start()) {
            assertThat(broker.advertisedVersions().of(CATALOG.api("Fetch"))).isEqualTo(new Versions(12, 18));
            assertThat(broker.advertisedVersions().of(CATALOG.api("DescribeCluster")))
                    .isEqualTo(Versions.NONE);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MockBroker.builder()
                        .release("4.3.1")
                        .versions("Fetch", new Versions(0, 4))
                        .start())
                .withMessage("Fetch (1): expected versions within 4-18, found 0-4");
    }

    @Test
    void aReleaseHasItsFeatures() {
        assertThat(BrokerRelease.of("3.9.2").features())
                .containsExactly(
                        new SupportedFeature("kraft.version", 0, 1, 0),
                        new SupportedFeature("metadata.version", 1, 21, 21));
        assertThat(BrokerRelease.unrestricted().feature("transaction.version"))
                .hasValue(new SupportedFeature("transaction.version", 0, 2, 2));
    }

    @Test
    void onlySomeReleasesAreKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MockBroker.builder().release("3.9"))
                .withMessage("release: expected one of " + String.join(", ", BrokerRelease.known())
                        + " of Apache Kafka, found 3.9");
    }

    @Test
    void releasesAreOrderedByTheirNumbers() {
        BrokerRelease release = BrokerRelease.of("3.9.2");

        assertThat(release.isAtLeast(3, 9)).isTrue();
        assertThat(release.isAtLeast(3, 10)).isFalse();
        assertThat(release.isAtLeast(2, 99)).isTrue();
        assertThat(release.isAtLeast(4, 0)).isFalse();
    }

    @Test
    void onlyTheMockThatLooksLikeItRefusesVersionsThatANewReleaseAdvertises() {
        assertThat(BrokerRelease.of("4.3.1").refusesAdvertised("Produce", 2)).isTrue();
        assertThat(BrokerRelease.of("4.3.1").refusesAdvertised("Produce", 3)).isFalse();
        assertThat(BrokerRelease.of("3.9.2").refusesAdvertised("Produce", 2)).isFalse();
        assertThat(BrokerRelease.unrestricted().refusesAdvertised("Produce", 2)).isFalse();
    }

    @Test
    void aFileWithAnotherLineIsRefused() {
        List<String> wrong = List.of("api Fetch 4-18", "release 4.3.1\napi Fetch", "release 4.3.1\nsupports x 1");

        assertThat(wrong).allSatisfy(text -> assertThatIllegalArgumentException()
                .isThrownBy(() -> AdvertisedFile.parse(text))
                .withMessageStartingWith("advertised.txt line "));
    }
}
