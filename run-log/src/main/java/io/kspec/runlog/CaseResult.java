package io.kspec.runlog;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of one case: a check, at one version of an API if it is about an API.
 *
 * @param check the requirement
 * @param api the API of the case, or null if it is not about a single API
 * @param verdict the verdict
 * @param reason why it was skipped, blocked or not played, or what failed in the harness; null for pass and fail
 * @param failure what was wrong; null unless the verdict is {@link Verdict#FAIL}
 * @param durationMs how long it took, in milliseconds, 0 or more
 * @param exchanges the number of requests sent
 * @param timeline what happened, in order; always empty if the verdict is {@link Verdict#PASS}
 * @param blame the bytes that explain the failure, or null if none do
 * @param clients what real clients do with such a response; only for failures
 * @param need what the case needs first and could not be had, as in {@link Failure#need()}; only for blocked cases
 * @param measurements what the check measured, in the order in which it did
 */
public record CaseResult(
        Check check,
        @Nullable ApiVersion api,
        Verdict verdict,
        @Nullable String reason,
        @Nullable Failure failure,
        double durationMs,
        int exchanges,
        List<Event> timeline,
        @Nullable Blame blame,
        List<ClientReaction> clients,
        @Nullable String need,
        List<Measurement> measurements)
        implements LogLine {

    public CaseResult {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(verdict, "verdict");
        timeline = List.copyOf(timeline);
        clients = List.copyOf(clients);
        measurements = List.copyOf(measurements);
        require(
                check,
                verdict.hasReason() == (reason != null && !reason.isBlank()),
                "a reason unless the verdict is pass or fail",
                reason);
        require(check, (verdict == Verdict.FAIL) == (failure != null), "a failure if the verdict is fail", failure);
        require(check, verdict == Verdict.FAIL || blame == null, "blame only for a failure", blame);
        require(check, verdict == Verdict.FAIL || clients.isEmpty(), "clients only for a failure", clients);
        require(check, (verdict == Verdict.BLOCKED) == (need != null), "a need if the verdict is blocked", need);
        require(check, verdict != Verdict.PASS || timeline.isEmpty(), "no timeline of a pass", timeline.size());
        require(check, Double.isFinite(durationMs) && durationMs >= 0, "a duration of 0 ms or more", durationMs);
        require(check, exchanges >= 0, "0 exchanges or more", exchanges);
        if (blame != null) {
            blame.requireWithin(timeline);
        }
        if (failure != null && failure.death() != null) {
            failure.death().requireWithin(timeline);
        }
    }

    /** How the target died of it; null if it survived. */
    public @Nullable Death death() {
        return failure == null ? null : failure.death();
    }

    /** A case that the target passed. */
    public static CaseResult passed(Check check, @Nullable ApiVersion api, double durationMs, int exchanges) {
        return new CaseResult(
                check,
                api,
                Verdict.PASS,
                null,
                null,
                durationMs,
                exchanges,
                List.of(),
                null,
                List.of(),
                null,
                List.of());
    }

    /** A case where the target violated the requirement. */
    public static CaseResult failed(
            Check check,
            @Nullable ApiVersion api,
            Failure failure,
            double durationMs,
            int exchanges,
            List<Event> timeline,
            @Nullable Blame blame,
            List<ClientReaction> clients) {
        return new CaseResult(
                check,
                api,
                Verdict.FAIL,
                null,
                failure,
                durationMs,
                exchanges,
                timeline,
                blame,
                clients,
                null,
                List.of());
    }

    /** A case that did not apply. */
    public static CaseResult skipped(Check check, @Nullable ApiVersion api, String reason) {
        return unplayed(check, api, Verdict.SKIPPED, reason, null);
    }

    /**
     * A case that could not be played because something that it needs first failed.
     *
     * @param need what it needs, as in {@link Failure#need()} of the cases that tried
     */
    public static CaseResult blocked(Check check, @Nullable ApiVersion api, String reason, String need) {
        return unplayed(check, api, Verdict.BLOCKED, reason, need);
    }

    /** A case before which the run ended. */
    public static CaseResult notPlayed(Check check, @Nullable ApiVersion api, String reason) {
        return unplayed(check, api, Verdict.NOT_PLAYED, reason, null);
    }

    private static CaseResult unplayed(
            Check check, @Nullable ApiVersion api, Verdict verdict, String reason, @Nullable String need) {
        return new CaseResult(check, api, verdict, reason, null, 0, 0, List.of(), null, List.of(), need, List.of());
    }

    /** A case that the harness could not run. */
    public static CaseResult error(
            Check check,
            @Nullable ApiVersion api,
            String reason,
            double durationMs,
            int exchanges,
            List<Event> timeline) {
        return new CaseResult(
                check,
                api,
                Verdict.ERROR,
                reason,
                null,
                durationMs,
                exchanges,
                timeline,
                null,
                List.of(),
                null,
                List.of());
    }

    /** This result with what the check measured. */
    public CaseResult with(List<Measurement> measured) {
        return new CaseResult(
                check, api, verdict, reason, failure, durationMs, exchanges, timeline, blame, clients, need, measured);
    }

    /** The position of the request that killed the target; null if none did, or if it is not known which. */
    @Nullable Integer killer() {
        Death death = failure == null ? null : failure.death();
        return death == null ? null : death.event();
    }

    /**
     * This result with what repeats in its timeline folded: of equal exchanges in a row, or equal sequences of up to eight
     * events, the first and the last stay, with a note of kind {@link NoteEvent.Kind#REPEAT} between them.
     */
    public CaseResult folded() {
        return Repeats.fold(this);
    }

    private static void require(Check check, boolean holds, String expected, @Nullable Object found) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "result of " + check.id() + ": expected " + expected + ", found " + found);
        }
    }
}
