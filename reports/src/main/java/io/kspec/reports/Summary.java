package io.kspec.reports;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.VerdictCounts;
import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.cause.Causes;
import io.kspec.runlog.known.Acceptance;
import io.kspec.runlog.known.Baseline;
import io.kspec.runlog.known.KnownFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a run.
 *
 * @param outcome the verdict on the target
 * @param headline the outcome, in two or three words
 * @param sentence the reason for it
 * @param warnings what the reader must know first, a sentence or two each
 * @param causes the causes of the failures, gravest first
 * @param counts the readable results by verdict
 * @param mustFailures failed cases of level {@code must}
 * @param shouldFailures failed cases of level {@code should}
 * @param target {@code host:port}, or {@code an unknown target} if the header could not be read
 * @param duration from the header to the footer, or null if either is missing
 * @param acceptance what was known of the failures before
 */
public record Summary(
        Outcome outcome,
        String headline,
        String sentence,
        List<String> warnings,
        List<CauseDigest> causes,
        VerdictCounts counts,
        int mustFailures,
        int shouldFailures,
        String target,
        @Nullable Duration duration,
        Acceptance acceptance) {
    /** The summary of a run of which nothing is known. */
    public Summary(
            Outcome outcome,
            String headline,
            String sentence,
            List<String> warnings,
            List<CauseDigest> causes,
            VerdictCounts counts,
            int mustFailures,
            int shouldFailures,
            String target,
            @Nullable Duration duration) {
        this(
                outcome,
                headline,
                sentence,
                warnings,
                causes,
                counts,
                mustFailures,
                shouldFailures,
                target,
                duration,
                Acceptance.NOTHING);
    }

    public Summary {
        warnings = List.copyOf(warnings);
        causes = List.copyOf(causes);
    }

    /** Summarizes a log. */
    public static Summary of(RunLog log) {
        return of(log, Causes.of(log.results()).gravestFirst());
    }

    /** Summarizes a log of whose failures some are known, from an earlier run, from a file, or from both. */
    public static Summary of(RunLog log, @Nullable Baseline baseline, @Nullable KnownFailures file) {
        List<Cause> gravestFirst = Causes.of(log.results()).gravestFirst();
        return of(log, gravestFirst, Acceptance.of(log, gravestFirst, baseline, file));
    }

    /** The causes by the very results that failed for them. */
    public Map<CaseResult, CauseDigest> causesByCase() {
        Map<CaseResult, CauseDigest> byCase = new IdentityHashMap<>();
        causes.forEach(cause -> cause.cause().cases().forEach(result -> byCase.put(result, cause)));
        return byCase;
    }

    /** Summarizes a log whose causes, gravest first, are known. */
    static Summary of(RunLog log, List<Cause> gravestFirst) {
        return of(log, gravestFirst, Acceptance.NOTHING);
    }

    private static Summary of(RunLog log, List<Cause> gravestFirst, Acceptance acceptance) {
        VerdictCounts counts = VerdictCounts.of(log.results());
        int must = failures(log, Level.MUST);
        RunHeader header = log.header();
        RunFooter footer = log.footer();
        String target = header == null ? "an unknown target" : header.target().toString();
        List<CauseDigest> causes = CauseDigest.of(gravestFirst);
        AskedApis asked = AskedApis.of(log);
        Outcome outcome = outcome(log, counts, must, asked);
        SummaryText text = new SummaryText(log, counts, causes, target, asked);
        List<String> warnings = new ArrayList<>(text.warnings());
        acceptance.complaints().forEach(complaint -> warnings.add(complaint.toString()));
        return new Summary(
                outcome,
                SummaryText.headline(outcome),
                text.sentence(outcome),
                warnings,
                causes,
                counts,
                must,
                counts.fail() - must,
                target,
                header == null || footer == null ? null : Duration.between(header.startedAt(), footer.finishedAt()),
                acceptance);
    }

    private static int failures(RunLog log, Level level) {
        return (int) log.results().stream()
                .filter(result ->
                        result.verdict() == Verdict.FAIL && result.check().level() == level)
                .count();
    }

    private static Outcome outcome(RunLog log, VerdictCounts counts, int must, AskedApis asked) {
        if (log.broken()) {
            return Outcome.BROKEN;
        }
        if (must > 0 || died(log)) {
            return Outcome.NOT_CONFORMANT;
        }
        if (asked.allMissing()) {
            return Outcome.NOTHING_CHECKED;
        }
        if (counts.error() + counts.blocked() + counts.notPlayed() > 0 || incomplete(log)) {
            return Outcome.UNDECIDED;
        }
        if (counts.pass() + counts.fail() == 0) {
            return Outcome.NOTHING_CHECKED;
        }
        return counts.fail() > 0 ? Outcome.DEPARTS : Outcome.CONFORMANT;
    }

    private static boolean died(RunLog log) {
        return log.footer() != null && !log.footer().liveness().alive();
    }

    private static boolean incomplete(RunLog log) {
        return log.footer() != null && log.footer().incomplete() != null;
    }

    /** {@code 5,735 passed, 493 failed, 351 skipped, 0 errors, 0 blocked, 18 not played}. */
    public String figures() {
        VerdictCounts counts = counts();
        return Figures.count(counts.pass()) + " passed, " + Figures.count(counts.fail()) + " failed, "
                + Figures.count(counts.skipped()) + " skipped, " + Figures.count(counts.error()) + " errors, "
                + Figures.count(counts.blocked()) + " blocked, " + Figures.count(counts.notPlayed()) + " not played";
    }
}
