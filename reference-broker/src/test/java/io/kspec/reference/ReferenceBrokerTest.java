package io.kspec.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Starts real brokers. The first run on a machine downloads them; later runs need no network. */
@Tag("broker")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ReferenceBrokerTest {

    private final Path temporary;

    ReferenceBrokerTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    private static String newest() {
        return ReferenceReleases.newest();
    }

    @ParameterizedTest
    @MethodSource("io.kspec.reference.ReferenceReleases#all")
    void aReleaseAdvertisesItsApisAndLeavesNothingBehind(String release) throws Exception {
        ReferenceBroker broker = ReferenceBroker.of(release).in(temporary).start();
        try (broker) {
            AdvertisedCount found = Advertisement.of(broker);
            assertThat(found.pairs()).isGreaterThan(found.keys());
            assertThat(found)
                    .isEqualTo(ReleaseFacts.declared().advertised(release).orElse(found));
            assertThat(broker.log(2_000)).anyMatch(line -> line.contains("Kafka Server started"));
            assertThat(temporary).isNotEmptyDirectory();
            assertThat(broker.isRunning()).isTrue();
        }
        assertThat(broker.ended()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(ProcessHandle.of(broker.pid())).isEmpty();
        assertThat(temporary).isEmptyDirectory();
        assertThat(broker.log(10)).isEmpty();
    }

    @Test
    void propertiesAndFeaturesReachTheBrokerWhichIsNotMistakenForAnother() throws IOException {
        try (ReferenceBroker broker = ReferenceBroker.of(newest())
                .in(temporary)
                .properties(Map.of("unstable.api.versions.enable", "true"))
                .feature("share.version", 0)
                .start()) {
            assertThat(Advertisement.of(broker).pairs())
                    .isGreaterThan(ReleaseFacts.declared()
                            .advertised(newest())
                            .orElseThrow()
                            .pairs());
            assertThat(broker.log(2_000))
                    .filteredOn(line -> line.contains("Loaded new metadata FinalizedFeatures"))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("share.version"));
            assertThat(new BrokerProbe(broker.port(), broker.clusterId()).missing())
                    .isEmpty();
            assertThat(new BrokerProbe(broker.port(), "another").missing())
                    .hasValue("Metadata v4 response, ClusterId: expected another, found " + broker.clusterId());
        }
    }

    @Test
    void aPortThatIsTakenAfterItWasChosenIsReplaced() throws IOException {
        List<ServerSocket> thieves = new ArrayList<>();
        try (ReferenceBroker broker = ReferenceBroker.of(newest())
                .in(temporary)
                .progress(line -> {
                    if (thieves.isEmpty() && line.contains("starting at ")) {
                        thieves.add(steal(Integer.parseInt(line.substring(line.lastIndexOf(':') + 1))));
                    }
                })
                .start()) {
            assertThat(thieves).hasSize(1);
            assertThat(broker.port()).isNotEqualTo(thieves.get(0).getLocalPort());
        } finally {
            for (ServerSocket thief : thieves) {
                thief.close();
            }
        }
    }

    @Test
    void theMessageNamesAFixedPortThatIsTaken() throws IOException {
        try (ServerSocket thief = steal(0)) {
            int port = thief.getLocalPort();
            assertThatExceptionOfType(ReferenceBrokerException.class)
                    .isThrownBy(() -> ReferenceBroker.of(newest())
                            .in(temporary)
                            .port(port)
                            .start())
                    .withMessageContaining("expected port " + port + " of 127.0.0.1 to be free");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void theMessageContainsTheLogOfABrokerThatEndsDuringItsStart() {
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> ReferenceBroker.of(newest())
                        .in(temporary)
                        .property("authorizer.class.name", "no.such.Authorizer")
                        .start())
                .withMessageContaining("Apache Kafka " + newest())
                .satisfies(e -> assertThat(e.log()).contains("no.such.Authorizer"));
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aBrokerThatIsNotReadyInTimeIsRemoved() {
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> ReferenceBroker.of(newest())
                        .in(temporary)
                        .readyWithin(Duration.ofMillis(200))
                        .start())
                .withMessageContaining("within 0.2 s");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void propertiesThatTheStartDependsOnAreRefused() {
        ReferenceBrokerBuilder builder = ReferenceBroker.of(newest());
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> builder.property("listeners", "PLAINTEXT://:9092"))
                .withMessageStartingWith("listeners: ");
    }

    private static ServerSocket steal(int port) {
        try {
            ServerSocket thief = new ServerSocket();
            thief.bind(LoopbackPorts.address(port));
            return thief;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
