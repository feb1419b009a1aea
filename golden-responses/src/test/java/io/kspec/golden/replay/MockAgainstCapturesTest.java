package io.kspec.golden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.Capture;
import io.kspec.golden.CaptureFiles;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.comparison.Difference;
import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.api.Gaps;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Catalog;
import io.kspec.reference.ReferenceReleases;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mock that looks like a release answers what the release answered, field by field, except for declared differences. */
@Tag("long")
class MockAgainstCapturesTest {
    private static final Map<Capture, List<Difference>> DIFFERENCES = new ConcurrentHashMap<>();

    static List<Capture> captures() {
        return ReferenceReleases.all().stream()
                .flatMap(release -> CaptureFiles.of(release).all().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void theMockAnswersWhatKafkaAnswered(Capture capture) {
        assertThat(differences(capture))
                .filteredOn(difference -> DeclaredDifference.OF_IMITATIONS.stream()
                        .noneMatch(declared -> declared.covers().test(difference)))
                .isEmpty();
    }

    @Test
    void everyDeclaredDifferenceIsSeen() {
        List<Difference> all = captures().stream()
                .flatMap(capture -> differences(capture).stream())
                .toList();
        assertThat(DeclaredDifference.OF_IMITATIONS)
                .allSatisfy(declared -> assertThat(all).anyMatch(declared.covers()));
    }

    /** A mock that looks like no release in particular differs where the mock that does so must not. */
    @Test
    void everyDifferenceBetweenReleasesIsSeen() {
        List<Difference> all = captures().stream()
                .filter(capture -> DeclaredDifference.apisOfReleases()
                        .contains(capture.api().name()))
                .flatMap(capture -> replay(capture, MockBroker.builder()).stream())
                .toList();
        assertThat(DeclaredDifference.OF_RELEASES)
                .allSatisfy(declared -> assertThat(all).anyMatch(declared.covers()));
    }

    static Stream<Capture> advertisements() {
        return captures().stream().filter(capture -> capture.api().name().equals("ApiVersions"));
    }

    @ParameterizedTest
    @MethodSource("advertisements")
    void theMockAdvertisesTheSameBytes(Capture capture) throws IOException {
        CapturedExchange captured = capture.exchanges().get(0);
        try (MockBroker broker = looksLike(capture).start();
                Replay replay = new Replay(capture, new Target(broker.host(), broker.port()))) {
            assertThat(replay.differences()).isNotNull();

            assertThat(broker.journal().get(0).response()).isEqualTo(expected(captured));
        }
    }

    /** A captured response without what the mock does not answer, and with the epoch of features that have never changed. */
    private static Bytes expected(CapturedExchange captured) {
        Message body = captured.decodeResponse().requireBody();
        List<Message> answered = body.getStructs("ApiKeys").stream()
                .filter(entry -> Gaps.declared().all().stream()
                        .noneMatch(gap -> Catalog.standard().api(gap.api()).key() == entry.getInt("ApiKey")
                                && gap.versions().contains(entry.getInt("MaxVersion"))))
                .toList();
        MessageBuilder expected = body.toBuilder().set("ApiKeys", answered);
        expected.setIfPresent("FinalizedFeaturesEpoch", 0L);
        return Frames.encodeResponse(
                captured.api(), captured.version(), captured.requireResponse().getInt(0), expected.build());
    }

    private static List<Difference> differences(Capture capture) {
        return DIFFERENCES.computeIfAbsent(capture, each -> replay(each, looksLike(each)));
    }

    private static MockBrokerBuilder looksLike(Capture capture) {
        String broker = capture.provenance().broker();
        return MockBroker.builder().release(broker.substring(broker.lastIndexOf(' ') + 1));
    }

    private static List<Difference> replay(Capture capture, MockBrokerBuilder mock) {
        try (MockBroker broker = mock.start();
                Replay replay = new Replay(capture, new Target(broker.host(), broker.port()))) {
            return replay.differences();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
