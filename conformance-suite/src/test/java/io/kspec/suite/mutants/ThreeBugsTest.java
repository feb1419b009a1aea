package io.kspec.suite.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.cause.Causes;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker with three bugs has three causes, however many checks notice them; half of all cases are enough to see that. */
@Tag("long")
class ThreeBugsTest {
    @TempDir
    private Path logs = Path.of("");

    @Test
    void threeBugsAreThreeCauses() {
        Mutant[] bugs = Stream.of("Q6", "Q5", "Q23").map(ThreeBugsTest::mutant).toArray(Mutant[]::new);

        List<CaseResult> results = new MutantRun(logs).playHalf(bugs);
        List<Cause> causes = Causes.of(results).gravestFirst();

        assertThat(causes)
                .extracting(Cause::title)
                .containsExactlyInAnyOrder(
                        "Fetch: ErrorCode is -1 UNKNOWN_SERVER_ERROR instead of 1 OFFSET_OUT_OF_RANGE",
                        "OffsetFetch: CommittedOffset is written as int16 instead of int64",
                        "Heartbeat: the body has the layout of v0: ThrottleTimeMs is missing before ErrorCode");
        assertThat(causes.get(0).title()).startsWith("Fetch"); // consumers hang, which is worse than an error
        long failed = results.stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .count();
        assertThat(causes.stream().mapToInt(cause -> cause.cases().size()).sum())
                .as("every failed case has its cause")
                .isEqualTo((int) failed)
                .isGreaterThan(20);
    }

    private static Mutant mutant(String id) {
        return MutantSearch.all().stream()
                .filter(mutant -> mutant.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
