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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mock that looks like a release answers what the release answered, field by field, except for declared differences. */
@Tag("long")
class MockAgainstCapturesTest {
    private static final Map<Capture, List<Difference>> DIFFERENCES = new ConcurrentHashMap<>();
    private static final Map<String, PlayedMock> MOCKS = new TreeMap<>();

    @AfterAll
    static void stopMocks() {
        MOCKS.values().forEach(PlayedMock::close);
        MOCKS.clear();
    }

    static List<Capture> captures() {
        return ReferenceReleases.all().stream()
                .flatMap(release -> CaptureFiles.read(release).stream())
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
                .flatMap(capture -> mock(
                        "newest beside " + release(capture),
                        PlayedMock.setUp(MockBroker.builder(), ReferenceReleases.newest()))
                        .differences(capture)
                        .stream())
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
        return DIFFERENCES.computeIfAbsent(capture, each -> mock("imitating " + release(each), looksLike(each))
                .differences(each));
    }

    private static String release(Capture capture) {
        String broker = capture.provenance().broker();
        return broker.substring(broker.lastIndexOf(' ') + 1);
    }

    private static MockBrokerBuilder looksLike(Capture capture) {
        return PlayedMock.setUp(MockBroker.builder().release(release(capture)), release(capture));
    }

    /** The captures of a release are played on one mock, as they were taken from one broker. */
    private static PlayedMock mock(String name, MockBrokerBuilder builder) {
        return MOCKS.computeIfAbsent(name, absent -> new PlayedMock(builder));
    }
}
