package io.kspec.runlog.cause;

import io.kspec.runlog.Blame;
import io.kspec.runlog.Failure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong, in words that hold for more than one case. */
final class Sentences {
    /** What is expected in the words of a sentence whose subject is the field. */
    private static final Pattern PREDICATE = Pattern.compile("(?:is|are|has|have) ");

    /** Whose correlation id a response has that is not its own. */
    private static final Pattern WHOSE =
            Pattern.compile(", CorrelationId at byte 0: .*, (that of .+|which no request had)$");

    private static final Pattern VERSION = Pattern.compile(" v\\d+");

    private Sentences() {}

    /** For bytes that a slip explains. */
    static Told slip(Symptom symptom, Guess guess) {
        String sentence = Wording.ofSlip(guess.sentence());
        return new Told(symptom, sentence, guess.key());
    }

    /** For bytes that no slip explains; it may be known which request the response belongs to. */
    static Told unreadable(Symptom symptom) {
        Blame blame = symptom.result().blame();
        Matcher whose = WHOSE.matcher(blame == null ? "" : blame.sentence());
        if (whose.find()) {
            String sentence = "the correlation id is "
                    + VERSION.matcher(whose.group(1)).replaceAll("").replaceFirst("^which", "one that");
            return new Told(symptom, sentence, sentence);
        }
        String leaf = symptom.place().leaf();
        String sentence = "the response does not decode" + (leaf.isEmpty() ? "" : " at " + leaf)
                + ", and no single slip explains it";
        return new Told(symptom, sentence, sentence);
    }

    /** For a request without an answer. */
    static Told silence(Symptom symptom, boolean never) {
        boolean closed = symptom.failure().found().contains("closed by the target");
        String sentence = never
                ? closed ? "never answered: the connection is closed" : "never answered"
                : closed ? "the connection is closed instead of an answer" : "no answer in time";
        return new Told(symptom, sentence, sentence);
    }

    /** For requests of one check that are not answered, whatever their API. */
    static Told silence(Symptom ofItsCheck, Told ofOneApi) {
        return new Told(ofItsCheck, ofItsCheck.result().check().title() + ": " + ofOneApi.sentence(), ofOneApi.face());
    }

    /** For a request that killed the target. */
    static Told death(Symptom symptom) {
        return new Told(symptom, "the target dies or hangs", "death");
    }

    /** For a wrong value. */
    static Told value(Symptom symptom) {
        Failure failure = symptom.failure();
        String leaf = symptom.place().leaf();
        String found = Wording.readable(failure.found());
        if (symptom.lacksEntry()) {
            return found(symptom, found);
        }
        if (symptom.judgesValues()) {
            return found(symptom, of(leaf) + found);
        }
        if (symptom.isErrorCode()) {
            found = ofError(withoutPath(symptom, found));
        }
        String expected = withoutPath(symptom);
        if (expected.equals(Wording.readable(symptom.result().check().requirement()))) {
            return found(symptom, of(leaf) + found);
        }
        String face = symptom.isErrorCode()
                ? Wording.steady(expected + ' ' + found)
                : symptom.place().path() + ' ' + Wording.shape(Wording.shortened(Wording.steady(expected)));
        return new Told(symptom, Wording.shortened(expectation(leaf, expected, found, symptom.isErrorCode())), face);
    }

    /** What was found says enough without what was expected. */
    private static Told found(Symptom symptom, String sentence) {
        return new Told(symptom, Wording.shortened(sentence), Wording.shape(sentence));
    }

    /** The beginning of a sentence about a field; empty for a whole message. */
    private static String of(String leaf) {
        return leaf.isEmpty() ? "" : leaf + ": ";
    }

    private static String expectation(String leaf, String expected, String found, boolean error) {
        if (error && !expected.isEmpty() && Character.isDigit(expected.charAt(0))) {
            return leaf + " is " + found + " instead of " + expected;
        }
        if (!leaf.isEmpty() && PREDICATE.matcher(expected).lookingAt()) {
            return "expected that " + leaf + ' ' + expected + ", found " + found;
        }
        return of(leaf) + "expected " + expected + ", found " + found;
    }

    /** For what no single response shows. */
    static Told conduct(Symptom symptom) {
        String found = Wording.readable(symptom.failure().found());
        return new Told(
                symptom,
                Wording.shortened(symptom.result().check().title() + ": " + found),
                Wording.shape(Wording.shortened(Wording.steady(found))));
    }

    /** What was expected of the field, without its path before it. */
    static String withoutPath(Symptom symptom) {
        String expected = withoutPath(symptom, symptom.failure().expected());
        return Wording.readable(symptom.isErrorCode() ? ofError(expected) : expected);
    }

    private static String withoutPath(Symptom symptom, String text) {
        String path =
                symptom.result().blame() == null ? "" : symptom.result().blame().path();
        if (path.isEmpty()) {
            return text;
        }
        if (text.startsWith(path + " = ")) {
            return text.substring(path.length() + 3);
        }
        if (text.startsWith(path + " ")) {
            return text.substring(path.length() + 1);
        }
        return text.endsWith(" in " + path) || text.endsWith(" at " + path)
                ? text.substring(0, text.length() - path.length() - 4)
                : text;
    }

    /** An error without what was asked for: {@code 1 OFFSET_OUT_OF_RANGE for offset 9}. */
    private static String ofError(String text) {
        int asked = text.indexOf(" for ");
        return asked < 0 ? text : text.substring(0, asked);
    }
}
