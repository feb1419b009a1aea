package io.kspec.reports;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.VerdictCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a run.
 *
 * @param outcome the verdict on the target
 * @param headline the outcome, in two or three words
 * @param sentence the reason for it
 * @param warnings what the reader must know first, one sentence each
 * @param counts the readable results by verdict
 * @param mustFailures failed cases of level {@code must}
 * @param shouldFailures failed cases of level {@code should}
 * @param target {@code host:port}, or {@code an unknown target} if the header could not be read
 * @param duration from the header to the footer, or null if either is missing
 */
public record Summary(
        Outcome outcome,
        String headline,
        String sentence,
        List<String> warnings,
        VerdictCounts counts,
        int mustFailures,
        int shouldFailures,
        String target,
        @Nullable Duration duration) {

    public Summary {
        warnings = List.copyOf(warnings);
    }

    /** Summarizes a log. */
    public static Summary of(RunLog log) {
        VerdictCounts counts = VerdictCounts.of(log.results());
        int must = failures(log, Level.MUST);
        RunHeader header = log.header();
        RunFooter footer = log.footer();
        String target = header == null ? "an unknown target" : header.target().toString();
        Outcome outcome = outcome(log, counts, must);
        return new Summary(
                outcome,
                headline(outcome),
                sentence(outcome, log, counts, must, target),
                warnings(log),
                counts,
                must,
                counts.fail() - must,
                target,
                header == null || footer == null ? null : Duration.between(header.startedAt(), footer.finishedAt()));
    }

    private static int failures(RunLog log, Level level) {
        return (int) log.results().stream()
                .filter(result ->
                        result.verdict() == Verdict.FAIL && result.check().level() == level)
                .count();
    }

    private static Outcome outcome(RunLog log, VerdictCounts counts, int must) {
        if (log.broken()) {
            return Outcome.BROKEN;
        }
        if (must > 0 || died(log)) {
            return Outcome.NOT_CONFORMANT;
        }
        if (counts.error() > 0 || incomplete(log) || counts.pass() + counts.fail() == 0) {
            return Outcome.UNDECIDED;
        }
        return counts.fail() > 0 ? Outcome.DEPARTS : Outcome.CONFORMANT;
    }

    private static boolean died(RunLog log) {
        return log.footer() != null && !log.footer().liveness().alive();
    }

    private static boolean incomplete(RunLog log) {
        return log.footer() != null && log.footer().incomplete() != null;
    }

    private static String headline(Outcome outcome) {
        return switch (outcome) {
            case CONFORMANT -> "Conformant";
            case DEPARTS -> "Conformant, with departures";
            case NOT_CONFORMANT -> "Not conformant";
            case UNDECIDED -> "Undecided";
            case BROKEN -> "Broken run";
        };
    }

    private static String sentence(Outcome outcome, RunLog log, VerdictCounts counts, int must, String target) {
        int tried = counts.pass() + counts.fail();
        return switch (outcome) {
            case CONFORMANT ->
                target + " did what Apache Kafka does in "
                        + (tried == 1 ? "the one case" : "all " + Figures.count(tried) + " cases") + " that applied.";
            case DEPARTS ->
                target + " departs from Apache Kafka in " + cases(counts.fail(), tried)
                        + ", none of which is known to break a client.";
            case NOT_CONFORMANT ->
                must > 0
                        ? target + " fails " + Figures.count(failedChecks(log), "check") + ", in "
                                + cases(counts.fail(), tried)
                                + (counts.fail() == must ? "; " : "; in " + must + " of them ")
                                + "real clients break."
                        : target + " no longer answered when the run ended.";
            case UNDECIDED ->
                tried == 0 && counts.error() == 0
                        ? "No case applied to " + target + ", so nothing can be said about it."
                        : "The run on " + target + " is incomplete: "
                                + (counts.error() > 0
                                        ? "kspec itself failed in " + Figures.count(counts.error(), "case") + "."
                                        : "it stopped early.");
            case BROKEN ->
                "The log of this run is cut off or damaged. What could be read: "
                        + Figures.count(counts.total(), "case") + " on " + target + ", "
                        + (counts.fail() == 0 ? "none failed." : Figures.count(counts.fail()) + " failed.");
        };
    }

    private static String cases(int some, int all) {
        return Figures.count(some) + " of " + Figures.count(all, "case");
    }

    private static int failedChecks(RunLog log) {
        Set<String> ids = new HashSet<>();
        for (CaseResult result : log.results()) {
            if (result.verdict() == Verdict.FAIL) {
                ids.add(result.check().id());
            }
        }
        return ids.size();
    }

    private static List<String> warnings(RunLog log) {
        List<String> warnings = new ArrayList<>();
        log.faults().forEach(fault -> warnings.add("Run log, " + fault + "."));
        RunFooter footer = log.footer();
        if (footer != null && footer.incomplete() != null) {
            warnings.add("The run is incomplete: " + footer.incomplete());
        }
        if (footer != null && !footer.liveness().alive()) {
            warnings.add(
                    "The target did not answer at the end: " + footer.liveness().finding());
        }
        return warnings;
    }
}
