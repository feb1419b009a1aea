package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.kspec.reference.ReferenceReleases;
import io.kspec.reference.ReleaseFacts;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.launch.ConformanceRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReleasePageTest {
    private static final Path PAGE = Path.of("..", "docs", "releases.md");

    @Test
    void thePageIsWhatCapturesDeclarationsAndChecksSay() throws IOException {
        String text = new ReleasePage(ReferenceReleases.all(), ReleaseFacts.declared()).text();
        if (Boolean.getBoolean("kspec.releases.write")) {
            Files.writeString(PAGE, text);
        } else if (!Files.exists(PAGE) || !Files.readString(PAGE).equals(text)) {
            fail("docs/releases.md is out of date; run this test with -Dkspec.releases.write=true to rewrite it");
        }
    }

    @Test
    void aCheckThatSomeReleasesFailSaysFromWhichOnItHolds() {
        Map<String, ConformanceTest> checks =
                ConformanceRun.checks().stream().collect(Collectors.toMap(ConformanceTest::id, check -> check));

        assertThat(ReferenceReleases.all().stream()
                        .flatMap(release -> ReleaseFacts.declared().departures(release).stream()))
                .isNotEmpty()
                .allSatisfy(departure -> assertThat(checks.get(departure.check()))
                        .as(departure.check())
                        .isNotNull()
                        .satisfies(check -> assertThat(check.source()).containsPattern("since Apache Kafka \\d")));
    }
}
