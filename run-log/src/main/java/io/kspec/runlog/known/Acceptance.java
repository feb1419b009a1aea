package io.kspec.runlog.known;

import io.kspec.runlog.CaseKey;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.compare.RunComparison;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run's failures, from the log of an earlier run, from a file of known failures, or from both.
 *
 * <p>A failed case is known if it failed in the earlier run, or if an entry of the file is about it. A case that was not
 * played is known if it was not played or failed in the earlier run, if an entry is about it, or if all failures that
 * block it are known.
 */
public final class Acceptance {
    /** Nothing is known: every failure counts. */
    public static final Acceptance NOTHING = new Acceptance(false, new IdentityHashMap<>(), 0, 0, 0, false, List.of());

    private final boolean asked;
    private final IdentityHashMap<CaseResult, String> known;
    private final int newFailures;
    private final int newlyUnplayed;
    private final int fixed;
    private final boolean deathIsKnown;
    private final List<Complaint> complaints;

    private Acceptance(
            boolean asked,
            IdentityHashMap<CaseResult, String> known,
            int newFailures,
            int newlyUnplayed,
            int fixed,
            boolean deathIsKnown,
            List<Complaint> complaints) {
        this.asked = asked;
        this.known = known;
        this.newFailures = newFailures;
        this.newlyUnplayed = newlyUnplayed;
        this.fixed = fixed;
        this.deathIsKnown = deathIsKnown;
        this.complaints = List.copyOf(complaints);
    }

    /**
     * Finds what is known.
     *
     * @param causes all causes of the run's failures
     * @param baseline the earlier run, or null
     * @param file the known failures, or null
     */
    public static Acceptance of(
            RunLog log, List<Cause> causes, @Nullable Baseline baseline, @Nullable KnownFailures file) {
        if (baseline == null && file == null) {
            return NOTHING;
        }
        IdentityHashMap<CaseResult, String> known = new IdentityHashMap<>();
        for (CaseResult result : log.results()) {
            if (result.verdict() == Verdict.FAIL || isUnplayed(result.verdict())) {
                reason(result, baseline, file).ifPresent(reason -> known.put(result, reason));
            }
        }
        causes.forEach(cause -> addBlocked(cause, known));
        int fresh = 0;
        int unplayed = 0;
        int fixed = 0;
        for (CaseResult result : log.results()) {
            boolean isNew = !known.containsKey(result);
            fresh += isNew && result.verdict() == Verdict.FAIL ? 1 : 0;
            unplayed += isNew && isUnplayed(result.verdict()) ? 1 : 0;
            fixed += result.verdict() == Verdict.PASS
                            && reason(result, baseline, file).isPresent()
                    ? 1
                    : 0;
        }
        return new Acceptance(
                true,
                known,
                fresh,
                unplayed,
                fixed,
                baseline != null && baseline.died(),
                file == null ? List.of() : complaints(log, file));
    }

    private static boolean isUnplayed(@Nullable Verdict verdict) {
        return verdict == Verdict.BLOCKED || verdict == Verdict.NOT_PLAYED;
    }

    /**
     * Why a case could be expected not to pass; empty if it is expected to.
     *
     * @param baseline the earlier run, or null
     * @param file the known failures, or null
     */
    public static Optional<String> reason(
            CaseResult result, @Nullable Baseline baseline, @Nullable KnownFailures file) {
        CaseKey key = CaseKey.of(result);
        if (file != null) {
            Optional<KnownFailure> entry = file.covering(key);
            if (entry.isPresent()) {
                return entry.map(KnownFailure::why);
            }
        }
        Verdict before = baseline == null ? null : baseline.verdict(key).orElse(null);
        if (before == Verdict.FAIL) {
            return Optional.of("it failed in the baseline too");
        }
        return isUnplayed(result.verdict()) && isUnplayed(before)
                ? Optional.of("it was not played in the baseline either")
                : Optional.empty();
    }

    private static void addBlocked(Cause cause, IdentityHashMap<CaseResult, String> known) {
        if (known.keySet().containsAll(cause.cases())) {
            cause.blocked().forEach(blocked -> known.putIfAbsent(blocked, "what blocks it is known: " + cause.title()));
        }
    }

    private static List<Complaint> complaints(RunLog log, KnownFailures file) {
        Map<CaseKey, CaseResult> results = RunComparison.byKey(log.results());
        List<Complaint> complaints = new ArrayList<>();
        for (KnownFailure entry : file.entries()) {
            List<CaseKey> covered = new ArrayList<>();
            List<Integer> passed = new ArrayList<>();
            List<CaseKey> passing = new ArrayList<>();
            results.forEach((key, result) -> {
                if (entry.covers(key) && result.verdict() != Verdict.SKIPPED) {
                    covered.add(key);
                    if (result.verdict() == Verdict.PASS) {
                        passing.add(key);
                        if (key.version() != null) {
                            passed.add(key.version());
                        }
                    }
                }
            });
            String where = file.file() + ":" + entry.at();
            if (!passing.isEmpty()) {
                complaints.add(new Complaint(where, stale(entry, covered, passing, passed)));
            } else if (covered.isEmpty() && log.playsAll()) {
                complaints.add(new Complaint(
                        where,
                        "expected a case of the run that fails, found none that " + entry.name()
                                + " is about; remove the entry"));
            }
        }
        return complaints;
    }

    private static String stale(
            KnownFailure entry, List<CaseKey> covered, List<CaseKey> passing, List<Integer> passed) {
        String expected = "expected " + entry.name() + " to fail, found that ";
        if (passing.size() == covered.size()) {
            return expected + "it passes; remove the entry";
        }
        boolean oneApi = passing.stream().map(CaseKey::api).distinct().count() == 1;
        return expected + "it passes at "
                + (oneApi && passed.size() == passing.size()
                        ? passing.get(0).api() + " v" + VersionList.of(passed)
                        : passing.size() + " of " + covered.size() + " cases, such as " + passing.get(0))
                + "; narrow the entry to what fails";
    }

    /** Whether anything was to be compared with what is known. */
    public boolean isAsked() {
        return asked;
    }

    /** Why a case that failed or was not played was expected to; empty if it was not expected to. */
    public Optional<String> knownReason(CaseResult result) {
        return Optional.ofNullable(known.get(result));
    }

    /** Whether all failures of a cause are known. */
    public boolean isKnown(Cause cause) {
        return asked && known.keySet().containsAll(cause.cases());
    }

    /** The number of failed cases that are known. */
    public int knownFailures() {
        return (int) known.keySet().stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .count();
    }

    /** The number of failed cases that are not known. */
    public int newFailures() {
        return newFailures;
    }

    /** The number of cases that were not played, without a known reason. */
    public int newlyUnplayed() {
        return newlyUnplayed;
    }

    /** The number of cases that were expected to fail, and pass. */
    public int fixed() {
        return fixed;
    }

    /** Whether the target did not survive the earlier run either. */
    public boolean isDeathKnown() {
        return deathIsKnown;
    }

    /** {@code 12 known, 0 new, 3 fixed}: the failures of the run, and those that it has no more. */
    public String news() {
        return knownFailures() + " known, " + newFailures + " new, " + fixed + " fixed";
    }

    /** The entries of the file that the run contradicts, in the order of the file. */
    public List<Complaint> complaints() {
        return complaints;
    }
}
