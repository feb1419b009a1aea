package io.kspec.reports;

import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Failure;
import java.util.Locale;

/** A case that did not pass, as lines of plain text. */
final class FailureText {
    private FailureText() {}

    static String of(CaseResult result) {
        StringBuilder text = new StringBuilder("\n");
        line(text, "check", result.check().title() + " (" + result.check().id() + ")");
        line(text, "level", result.check().level().name().toLowerCase(Locale.ROOT));
        line(text, "requirement", result.check().requirement());
        line(text, "source", result.check().source());
        line(text, "why it matters", result.check().why());
        Failure failure = result.failure();
        if (failure != null) {
            line(text, "expected", failure.expected());
            line(text, "found", failure.found());
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
        return text.toString();
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
