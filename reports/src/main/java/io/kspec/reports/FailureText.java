package io.kspec.reports;

import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Failure;
import java.util.Locale;

/** A case that did not pass, as lines of plain text. */
public final class FailureText {
    private FailureText() {}

    /** All that is known of a failure, a line each. */
    public static String of(CaseResult result) {
        StringBuilder text = new StringBuilder("\n");
        line(text, "check", result.check().title() + " (" + result.check().id() + ")");
        line(text, "level", result.check().level().name().toLowerCase(Locale.ROOT));
        line(text, "requirement", result.check().requirement());
        line(text, "source", result.check().source());
        line(text, "why it matters", result.check().why());
        Failure failure = result.failure();
        if (failure != null) {
            String expected = expectation(result);
            if (!expected.isEmpty()) {
                line(text, "expected", expected);
            }
            line(text, "found", failure.found());
            if (failure.need() != null) {
                line(text, "not tested", "the requirement itself, which needs " + failure.need() + " first");
            }
            failure.findings().forEach(finding -> line(text, "finding", finding));
        }
        Blame blame = result.blame();
        if (blame != null) {
            line(text, "blame", blame.sentence());
            line(text, "where", where(blame));
        }
        for (ClientReaction client : result.clients()) {
            line(text, client.client(), client.reaction());
        }
        DeathDigest death = DeathDigest.of(result);
        if (death != null) {
            write(text, death);
        }
        return text.toString();
    }

    private static void write(StringBuilder text, DeathDigest death) {
        line(text, "killed by", death.request().isEmpty() ? "an unknown request" : death.request());
        if (!death.status().isEmpty()) {
            line(text, "end", death.status());
        }
        death.output().forEach(output -> line(text, "output", output));
        line(text, "repeat", death.repeat());
        line(text, "after that", death.aftermath());
    }

    /** What was expected, or an empty text where that is only the requirement again. */
    static String expectation(CaseResult result) {
        Failure failure = result.failure();
        return failure == null || failure.expected().equals(result.check().requirement()) ? "" : failure.expected();
    }

    /** {@code expected 7, found 8}. */
    public static String contrast(CaseResult result) {
        Failure failure = result.failure();
        String expected = expectation(result);
        String found = failure == null ? "" : failure.found();
        return (expected.isEmpty() ? "" : "expected " + expected + ", ") + "found " + found;
    }

    /** {@code Topics[0].Name, response bytes 24 to 25}. */
    static String where(Blame blame) {
        String side = blame.side().name().toLowerCase(Locale.ROOT);
        String bytes = blame.start() == blame.end()
                ? "missing at byte " + blame.start()
                : blame.end() - blame.start() == 1
                        ? "byte " + blame.start()
                        : "bytes " + blame.start() + " to " + (blame.end() - 1);
        return (blame.path().isEmpty() ? "" : blame.path() + ", ") + side + " " + bytes;
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(label).append(": ").append(value).append('\n');
    }
}
