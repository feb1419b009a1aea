package io.kspec.golden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.Capture;
import io.kspec.golden.CaptureFiles;
import io.kspec.golden.comparison.Difference;
import io.kspec.mock.MockBroker;
import io.kspec.reference.ReferenceReleases;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mock answers what Apache Kafka answered, field by field, except for declared differences. */
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
                .filteredOn(difference -> DeclaredDifference.ALL.stream()
                        .noneMatch(declared -> declared.covers().test(difference)))
                .isEmpty();
    }

    @Test
    void everyDeclaredDifferenceIsSeen() {
        List<Difference> all = captures().stream()
                .flatMap(capture -> differences(capture).stream())
                .toList();
        assertThat(DeclaredDifference.ALL)
                .allSatisfy(declared -> assertThat(all).anyMatch(declared.covers()));
    }

    private static List<Difference> differences(Capture capture) {
        return DIFFERENCES.computeIfAbsent(capture, MockAgainstCapturesTest::replay);
    }

    private static List<Difference> replay(Capture capture) {
        try (MockBroker broker = MockBroker.start();
                Replay replay = new Replay(capture, new Target(broker.host(), broker.port()))) {
            return replay.differences();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
