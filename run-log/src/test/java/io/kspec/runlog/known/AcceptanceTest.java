package io.kspec.runlog.known;

import static io.kspec.runlog.known.Runs.blocked;
import static io.kspec.runlog.known.Runs.fail;
import static io.kspec.runlog.known.Runs.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Liveness;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.cause.Causes;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptanceTest {
    private static final String SURVIVES = "offset-fetch.survives";
    private static final String EVERY = "offset-fetch.every";
    private static final String API = "OffsetFetch";

    private final Path folder;

    AcceptanceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void withoutAFileNothingIsKnown() {
        RunLog log = Runs.whole(fail(SURVIVES, API, 1));

        Acceptance acceptance = Acceptance.of(log, Causes.of(log.results()).gravestFirst(), null, null);

        assertThat(acceptance.isAsked()).isFalse();
        assertThat(acceptance.knownReason(log.results().get(0))).isEmpty();
    }

    @Test
    void whatFailedInTheBaselineIsKnown() throws IOException {
        CaseResult old = fail(SURVIVES, API, 1);
        CaseResult fresh = fail(SURVIVES, API, 2);

        Acceptance acceptance = against(
                baseline(fail(SURVIVES, API, 1), pass(SURVIVES, API, 2), fail(EVERY, API, 1)),
                Runs.whole(old, fresh, pass(EVERY, API, 1)));

        assertThat(acceptance.news()).isEqualTo("1 known, 1 new, 1 fixed");
        assertThat(acceptance.knownReason(old)).contains("it failed in the baseline too");
        assertThat(acceptance.knownReason(fresh)).isEmpty();
        assertThat(acceptance.complaints()).isEmpty();
    }

    @Test
    void whatWasNotPlayedInTheBaselineIsKnownNotToBePlayed() throws IOException {
        Acceptance acceptance = against(
                baseline(blocked(SURVIVES, API, 1, "a topic"), fail(SURVIVES, API, 2), pass(SURVIVES, API, 3)),
                Runs.whole(
                        blocked(SURVIVES, API, 1, "a topic"),
                        blocked(SURVIVES, API, 2, "a topic"),
                        blocked(SURVIVES, API, 3, "a topic")));

        assertThat(acceptance.newlyUnplayed()).isEqualTo(1);
        assertThat(acceptance.newFailures()).isZero();
    }

    @Test
    void whatFailsAfterItWasBlockedIsNew() throws IOException {
        Acceptance acceptance =
                against(baseline(blocked(SURVIVES, API, 1, "a topic")), Runs.whole(fail(SURVIVES, API, 1)));

        assertThat(acceptance.news()).isEqualTo("0 known, 1 new, 0 fixed");
    }

    @Test
    void aTargetThatDiedInTheBaselineTooIsKnownToDie() throws IOException {
        Liveness dead = new Liveness(false, "nothing listens");
        Baseline died = Baseline.read(Runs.write(folder.resolve("died"), dead, fail(SURVIVES, API, 1)));

        assertThat(against(died, Runs.whole(fail(SURVIVES, API, 1))).isDeathKnown())
                .isTrue();
        assertThat(against(baseline(fail(SURVIVES, API, 1)), Runs.whole()).isDeathKnown())
                .isFalse();
    }

    @Test
    void whatTheFileListsIsKnownWithItsReason() throws KnownFailures.InvalidFile {
        CaseResult known = fail(SURVIVES, API, 1);

        Acceptance acceptance = of(
                "[{check: offset-fetch.survives, versions: 0-3, reason: r, link: l}]",
                Runs.whole(known, fail(SURVIVES, API, 4)));

        assertThat(acceptance.news()).isEqualTo("1 known, 1 new, 0 fixed");
        assertThat(acceptance.knownReason(known)).contains("r (l)");
        assertThat(acceptance.complaints()).isEmpty();
    }

    @Test
    void whatAKnownFailureBlocksIsKnown() throws KnownFailures.InvalidFile {
        RunLog log = Runs.whole(fail(SURVIVES, API, 1, "a topic"), blocked(EVERY, API, 1, "a topic"));

        assertThat(of("[{check: offset-fetch.survives, reason: r}]", log).newlyUnplayed())
                .isZero();
        assertThat(of("[]", log).newlyUnplayed()).isEqualTo(1);
    }

    @Test
    void anEntryThatPassesIsStale() throws KnownFailures.InvalidFile {
        Acceptance acceptance = of("[{check: offset-fetch.survives, reason: r}]", Runs.whole(pass(SURVIVES, API, 1)));

        assertThat(acceptance.complaints())
                .extracting(Complaint::toString)
                .containsExactly(
                        "known.yaml:1:18: expected offset-fetch.survives to fail, found that it passes; remove the"
                                + " entry");
        assertThat(acceptance.fixed()).isEqualTo(1);
    }

    @Test
    void anEntryThatPassesAtSomeVersionsIsStaleThere() throws KnownFailures.InvalidFile {
        Acceptance acceptance = of(
                "[{check: offset-fetch.survives, versions: 0-3, reason: r}]",
                Runs.whole(
                        fail(SURVIVES, API, 0),
                        pass(SURVIVES, API, 1),
                        pass(SURVIVES, API, 2),
                        fail(SURVIVES, API, 3)));

        assertThat(acceptance.complaints())
                .extracting(Complaint::message)
                .containsExactly(
                        "expected offset-fetch.survives, v0-3 to fail, found that it passes at OffsetFetch v1-2;"
                                + " narrow the entry to what fails");
    }

    @Test
    void anEntryThatMatchesNoCaseIsReportedIfTheRunWasWhole() throws KnownFailures.InvalidFile {
        String entries = "[{check: offset-fetch.survives, versions: 9, reason: r}]";
        CaseResult skipped = CaseResult.skipped(Runs.check(SURVIVES), Runs.api(API, null), "not advertised");

        assertThat(of(entries, Runs.whole(fail(SURVIVES, API, 1), skipped)).complaints())
                .extracting(Complaint::message)
                .containsExactly("expected a case of the run that fails, found none that offset-fetch.survives, v9 is"
                        + " about; remove the entry");
        assertThat(of(entries, Runs.narrowed(fail(EVERY, API, 1))).complaints()).isEmpty();
    }

    @Test
    void anEntryAboutWhatIsBlockedIsNeitherStaleNorUnmatched() throws KnownFailures.InvalidFile {
        Acceptance acceptance =
                of("[{check: offset-fetch.survives, reason: r}]", Runs.whole(blocked(SURVIVES, API, 1, "a topic")));

        assertThat(acceptance.complaints()).isEmpty();
        assertThat(acceptance.newlyUnplayed()).isZero();
    }

    @Test
    void aCauseIsKnownOnlyIfAllItsCasesAre() throws KnownFailures.InvalidFile {
        RunLog log = Runs.whole(fail(SURVIVES, API, 1), fail(SURVIVES, API, 2));
        Causes causes = Causes.of(log.results());
        KnownFailures one = file("[{check: offset-fetch.survives, versions: 1, reason: r}]");
        KnownFailures both = file("[{check: offset-fetch.survives, reason: r}]");

        assertThat(causes.gravestFirst()).hasSize(1);
        assertThat(Acceptance.of(log, causes.gravestFirst(), null, one)
                        .isKnown(causes.gravestFirst().get(0)))
                .isFalse();
        assertThat(Acceptance.of(log, causes.gravestFirst(), null, both)
                        .isKnown(causes.gravestFirst().get(0)))
                .isTrue();
    }

    private Baseline baseline(CaseResult... results) throws IOException {
        return Baseline.read(Runs.write(folder.resolve("baseline"), Runs.ALIVE, results));
    }

    private static Acceptance against(Baseline baseline, RunLog log) {
        return of(log, baseline, null);
    }

    private static Acceptance of(String entries, RunLog log) throws KnownFailures.InvalidFile {
        return of(log, null, file(entries));
    }

    private static KnownFailures file(String entries) throws KnownFailures.InvalidFile {
        return KnownFailures.read("known.yaml", "known-failures: " + entries, Runs.CHECKS, Runs.APIS);
    }

    private static Acceptance of(RunLog log, @Nullable Baseline baseline, @Nullable KnownFailures file) {
        return Acceptance.of(log, Causes.of(log.results()).gravestFirst(), baseline, file);
    }
}
