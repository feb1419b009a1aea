package io.kspec.runlog.cause;

import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.Death;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Failure;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a failed case shows of its cause.
 *
 * @param result the case
 * @param kind how the fault shows
 * @param place where it shows; the API is that of the exchange, which need not be the API of the case
 * @param version the version of that API, or null if it is not known
 * @param event the exchange in the timeline, or -1 if there is none
 * @param guesses the explanations of bytes that do not decode, the likeliest first
 * @param value the wrong value as the frame has it, or what the check found
 */
record Symptom(
        CaseResult result,
        Kind kind,
        Place place,
        @Nullable Integer version,
        int event,
        List<Guess> guesses,
        String value) {
    /** What is found where an array has no entry that could have the value: {@code Topics[0].Partitions is empty: …}. */
    private static final Pattern LACKING =
            Pattern.compile("([A-Z][\\w.\\[\\]]*) (?:is empty|is null|has [0-9]+ entr(?:y|ies))(?:: .*)?");

    /** How a log calls the number of entries of an array, compact or not. */
    private static final String COUNT = "count";

    /** How a fault shows. */
    enum Kind {
        /** The target died or hung. */
        DEATH,
        /** A request was not answered: silence, or a closed connection. */
        SILENCE,
        /** The bytes of a response do not decode, or decode only by chance: a slip explains them. */
        SLIP,
        /** The bytes of a response do not decode, and no slip explains them. */
        UNREADABLE,
        /** A response decodes, and a value is wrong. */
        VALUE,
        /** Anything else: no single response shows it. */
        CONDUCT
    }

    Symptom {
        guesses = List.copyOf(guesses);
    }

    /** What it shows of its check, whatever the API. */
    Symptom ofItsCheck() {
        return new Symptom(result, Kind.CONDUCT, new Place("", ""), null, event, guesses, value);
    }

    Failure failure() {
        return Objects.requireNonNull(result.failure());
    }

    /** What other cases are blocked for lack of, if they need it; null if none can be. */
    @Nullable String lack() {
        return kind == Kind.DEATH
                ? Death.survivalOf(place.api(), version)
                : failure().need();
    }

    /** Whether the check judges values that all other checks received. */
    boolean judgesValues() {
        return result.check().id().startsWith("plausible.");
    }

    /** Whether the check plays what a real client sends. */
    boolean isOfClientFlow() {
        return result.check().id().startsWith(Check.CLIENT_FLOWS);
    }

    /** The code of a wrong error, as text. */
    String errorFound() {
        int end = value.indexOf(' ');
        return end < 0 ? value : value.substring(0, end);
    }

    boolean isErrorCode() {
        return kind == Kind.VALUE && place.leaf().endsWith("ErrorCode");
    }

    /** The array that has no entry that could have the expected value; null if what was found is a value. */
    static @Nullable String lackingArray(String found) {
        Matcher lacking = LACKING.matcher(found);
        return lacking.matches() ? lacking.group(1) : null;
    }

    /** Whether an array has no entry that could have the expected value. */
    boolean lacksEntry() {
        return kind == Kind.VALUE && lackingArray(failure().found()) != null;
    }

    /** Whether the number of entries of an array is what is wrong. */
    boolean countsEntries() {
        return lacksEntry() || blamesTheCount();
    }

    private boolean blamesTheCount() {
        Blame blame = result.blame();
        return blame != null
                && event >= 0
                && result.timeline().get(event) instanceof ExchangeEvent exchange
                && exchange.response() != null
                && exchange.response().fields().stream()
                        .anyMatch(field -> field.path().equals(blame.path())
                                && field.type().endsWith(COUNT));
    }
}
