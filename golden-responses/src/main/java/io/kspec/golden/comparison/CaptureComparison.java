package io.kspec.golden.comparison;

import io.kspec.golden.Capture;
import io.kspec.golden.CapturedExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares a recapture with the existing capture of the same API, version and release, apart from volatile values. */
public final class CaptureComparison {
    private final Capture existing;
    private final Capture recaptured;
    private final List<Difference> differences = new ArrayList<>();

    private CaptureComparison(Capture existing, Capture recaptured) {
        this.existing = existing;
        this.recaptured = recaptured;
    }

    /**
     * Every difference in the requests and in what happened after them; none if the broker answers as before.
     *
     * @param existing the existing capture
     * @param recaptured the same capture, taken again
     */
    public static List<Difference> differences(Capture existing, Capture recaptured) {
        CaptureComparison comparison = new CaptureComparison(existing, recaptured);
        comparison.compareOrder();
        comparison.compareExchanges();
        return comparison.differences;
    }

    /** Compares which exchanges there are, and in which order. */
    private void compareOrder() {
        List<String> before = names(existing);
        List<String> after = names(recaptured);
        for (CapturedExchange exchange : existing.exchanges()) {
            if (!after.contains(exchange.name())) {
                add(exchange, "exchange", "present", Difference.ABSENT);
            }
        }
        for (CapturedExchange exchange : recaptured.exchanges()) {
            if (!before.contains(exchange.name())) {
                add(exchange, "exchange", Difference.ABSENT, "present");
            } else if (before.size() == after.size()) {
                compare(exchange, "position", before.indexOf(exchange.name()), after.indexOf(exchange.name()));
            }
        }
    }

    private static List<String> names(Capture capture) {
        return capture.exchanges().stream().map(CapturedExchange::name).toList();
    }

    private void compareExchanges() {
        VolatileValues values = new VolatileValues();
        AnswerComparison answers = new AnswerComparison(existing, values);
        for (CapturedExchange before : existing.exchanges()) {
            recaptured.find(before.name()).ifPresent(after -> learn(values, before, after));
        }
        for (CapturedExchange before : existing.exchanges()) {
            recaptured.find(before.name()).ifPresent(after -> {
                compare(before, "connection", before.connection(), after.connection());
                compare(before, "answered after", answeredAfter(before), answeredAfter(after));
                answers.compareRequest(before, after.request());
                answers.compare(before, after.outcome(), after.response());
            });
        }
        differences.addAll(answers.differences());
    }

    private static void learn(VolatileValues values, CapturedExchange before, CapturedExchange after) {
        if (before.response() != null && after.response() != null) {
            values.learn(before.decodeResponse(), after.decodeResponse());
        }
    }

    private static String answeredAfter(CapturedExchange exchange) {
        return Objects.requireNonNullElse(exchange.answeredAfter(), "no other");
    }

    private void compare(CapturedExchange exchange, String what, Object before, Object after) {
        if (!before.equals(after)) {
            add(exchange, what, before, after);
        }
    }

    private void add(CapturedExchange exchange, String path, Object before, Object after) {
        differences.add(new Difference(existing, exchange, path, before, after));
    }
}
