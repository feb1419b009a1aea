package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Target;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.launch.ConformanceRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final List<ConformanceTest> CHECKS = ConformanceRun.checks();

    @Test
    void everythingAdmitsEveryCheck() {
        assertThat(CHECKS).hasSizeGreaterThan(60).allMatch(Selection.EVERYTHING::admits);
    }

    @Test
    void idsAreChosenByPattern() {
        assertThat(ids(include("fetch.*"))).isNotEmpty().allMatch(id -> id.startsWith("fetch."));
        assertThat(ids(include("fetch.end-is-empty"))).containsExactly("fetch.end-is-empty");
        assertThat(ids(include("fetch?end-is-empty"))).isEmpty();
    }

    @Test
    void excludedIdsAreLeftOut() {
        Selection selection = Selection.EVERYTHING.including("fetch.*").excluding(List.of("*empty"));
        assertThat(ids(selection)).contains("fetch.out-of-range").doesNotContain("fetch.end-is-empty");
    }

    @Test
    void anApiKeepsItsChecksAndThoseOfEveryApi() {
        Selection selection = Selection.EVERYTHING.withApis(Set.of("Fetch"));
        assertThat(ids(selection))
                .contains("fetch.end-is-empty", "wire.well-formed-answer")
                .noneMatch(id -> id.startsWith("metadata."));
    }

    @Test
    void anExcludedApiLosesItsChecks() {
        assertThat(ids(Selection.EVERYTHING.withoutApis(Set.of("Fetch"))))
                .contains("wire.well-formed-answer", "metadata.topic-is-shown")
                .noneMatch(id -> id.startsWith("fetch."));
    }

    @Test
    void namedCasesKeepTheirChecks() {
        Selection selection = Selection.EVERYTHING.withCases(
                List.of(CaseName.parse("fetch.out-of-range@7"), CaseName.parse("wire.well-formed-answer@Fetch:4")));
        assertThat(ids(selection)).containsExactly("fetch.out-of-range", "wire.well-formed-answer");
        assertThat(ids(selection.excluding(List.of("wire.*")))).containsExactly("fetch.out-of-range");
    }

    @Test
    void everyFilterIsShown() {
        Selection selection = Selection.EVERYTHING
                .withLevels(Set.of(Level.MUST))
                .including("fetch.*")
                .excluding(List.of("*empty"))
                .withApis(Set.of("Fetch", "Metadata"))
                .withoutApis(Set.of("Produce"))
                .withVersions(Map.of("Metadata", new Versions(1, 3), "Fetch", new Versions(4, 12)))
                .withCases(List.of(CaseName.parse("fetch.out-of-range@7")));
        assertThat(selection.filters())
                .containsExactly(
                        "level MUST",
                        "include fetch.*",
                        "exclude *empty",
                        "api Fetch",
                        "api Metadata",
                        "exclude API Produce",
                        "versions Fetch 4-12",
                        "versions Metadata 1-3",
                        "case fetch.out-of-range@7");
    }

    @Test
    void aSelectionOfNothingIsRefused() {
        RunSettings settings =
                RunSettings.of(new Target("127.0.0.1", 1), Path.of("unused")).withSelection(include("no.such-check"));
        assertThatThrownBy(() -> ConformanceRun.of(settings).execute())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no check is selected by profile all and [include no.such-check]");
    }

    private static Selection include(String pattern) {
        return Selection.EVERYTHING.including(pattern);
    }

    private static List<String> ids(Selection selection) {
        return CHECKS.stream()
                .filter(selection::admits)
                .map(ConformanceTest::id)
                .toList();
    }
}
