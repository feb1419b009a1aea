package io.kspec.runlog.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseKey;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
    private static final CaseResult PASSED = CaseResult.passed(check("a"), api(1), 1, 1);
    private static final CaseResult FAILED = failed("a", 1);
    private static final CaseResult SKIPPED = CaseResult.skipped(check("a"), api(1), "not advertised");
    private static final CaseResult BLOCKED = CaseResult.blocked(check("a"), api(1), "no topic", "a topic");
    private static final CaseResult NOT_PLAYED = CaseResult.notPlayed(check("a"), api(1), "interrupted");
    private static final CaseResult ERROR = CaseResult.error(check("a"), api(1), "port in use", 1, 0, List.of());

    @Test
    void whatFailsAndDidNotFailIsNew() {
        for (CaseResult before : List.of(PASSED, SKIPPED, BLOCKED, NOT_PLAYED, ERROR)) {
            assertChange(List.of(before), List.of(FAILED), Change.NEW);
        }
        assertChange(List.of(), List.of(FAILED), Change.NEW);
    }

    @Test
    void onlyWhatPassesIsFixed() {
        assertChange(List.of(FAILED), List.of(PASSED), Change.FIXED);
        assertChange(List.of(FAILED), List.of(FAILED), Change.STILL_FAILING);
    }

    @Test
    void aFailureThatIsNotPlayedAgainIsNotFixed() {
        for (CaseResult after : List.of(SKIPPED, BLOCKED, NOT_PLAYED, ERROR)) {
            assertChange(List.of(FAILED), List.of(after), Change.NO_LONGER_PLAYED);
            assertChange(List.of(PASSED), List.of(after), Change.NO_LONGER_PLAYED);
            assertChange(List.of(after), List.of(after), Change.UNCHANGED);
        }
        assertChange(List.of(FAILED), List.of(), Change.NO_LONGER_PLAYED);
        assertChange(List.of(PASSED), List.of(), Change.NO_LONGER_PLAYED);
        assertChange(List.of(SKIPPED), List.of(), Change.UNCHANGED);
    }

    @Test
    void whatPassesForTheFirstTimeIsTold() {
        assertChange(List.of(), List.of(PASSED), Change.FIRST_PLAYED);
        assertChange(List.of(BLOCKED), List.of(PASSED), Change.FIRST_PLAYED);
        assertChange(List.of(PASSED), List.of(PASSED), Change.UNCHANGED);
    }

    @Test
    void casesOfOtherVersionsAndApisAreOtherCases() {
        CaseResult otherVersion = failed("a", 2);
        CaseResult otherApi = CaseResult.passed(check("a"), new ApiVersion(1, "Fetch", 1), 1, 1);

        RunComparison comparison = RunComparison.of(List.of(FAILED, otherApi), List.of(otherVersion, otherApi));

        assertThat(comparison.of(Change.NEW)).extracting(CaseChange::key).containsExactly(CaseKey.of(otherVersion));
        assertThat(comparison.of(Change.NO_LONGER_PLAYED))
                .extracting(CaseChange::key)
                .containsExactly(CaseKey.of(FAILED));
        assertThat(comparison.of(Change.UNCHANGED)).extracting(CaseChange::key).containsExactly(CaseKey.of(otherApi));
    }

    @Test
    void ofSeveralResultsOfOneCaseTheFailureCounts() {
        assertThat(RunComparison.byKey(List.of(PASSED, FAILED, PASSED))).isEqualTo(Map.of(CaseKey.of(FAILED), FAILED));
    }

    private static void assertChange(List<CaseResult> before, List<CaseResult> after, Change expected) {
        RunComparison comparison = RunComparison.of(before, after);

        for (Change change : Change.values()) {
            assertThat(comparison.of(change)).as(change.name()).hasSize(change == expected ? 1 : 0);
        }
    }

    private static Check check(String id) {
        return new Check(id, id, Level.MUST, "It holds.", "Kafka", "Clients.", "core");
    }

    private static ApiVersion api(int version) {
        return new ApiVersion(9, "OffsetFetch", version);
    }

    private static CaseResult failed(String check, int version) {
        return CaseResult.failed(
                check(check), api(version), new Failure("1", "2", List.of()), 1, 1, List.of(), null, List.of());
    }
}
