package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.runlog.Level;
import io.kspec.stage.net.Target;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.launch.ConformanceRun;
import java.nio.file.Path;
import java.util.List;
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
        Selection selection = new Selection(
                Selection.ALL_PROFILES, Set.of(Level.values()), List.of("fetch.*"), List.of("*empty"), Set.of());
        assertThat(ids(selection)).contains("fetch.out-of-range").doesNotContain("fetch.end-is-empty");
    }

    @Test
    void anApiKeepsItsChecksAndThoseOfEveryApi() {
        Selection selection =
                new Selection(Selection.ALL_PROFILES, Set.of(Level.values()), List.of(), List.of(), Set.of("Fetch"));
        assertThat(ids(selection))
                .contains("fetch.end-is-empty", "wire.well-formed-answer")
                .noneMatch(id -> id.startsWith("metadata."));
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
        return new Selection(Selection.ALL_PROFILES, Set.of(Level.values()), List.of(pattern), List.of(), Set.of());
    }

    private static List<String> ids(Selection selection) {
        return CHECKS.stream()
                .filter(selection::admits)
                .map(ConformanceTest::id)
                .toList();
    }
}
