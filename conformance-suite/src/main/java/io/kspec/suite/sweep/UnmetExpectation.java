package io.kspec.suite.sweep;

import io.kspec.protocol.codec.Exchange;
import io.kspec.stage.net.ForeignResponse;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.StageFailure;
import io.kspec.suite.check.RequestSummary;

/**
 * What a client needed of the target, and what it got: {@code expected an answer to Fetch v4 (topic "orders", partition
 * 0, offset 12), found nothing within 2 s (client, Fetch v4)}.
 */
record UnmetExpectation(String expected, String found) {
    private static final String ANSWER = "a response";
    private static final String WITHIN = " within ";

    static UnmetExpectation of(StageFailure failure) {
        String expected = failure.expectation().orElse("");
        String found = failure.finding().orElse("");
        String where = failure.where().orElse("");
        if (expected.isEmpty()) {
            return new UnmetExpectation("a target that clients can use", String.valueOf(failure.getMessage()));
        }
        Exchange exchange = failure.exchange().orElse(null);
        if (exchange == null || failure instanceof RequestRefused) {
            return new UnmetExpectation(expected, where + ": " + found);
        }
        int limit = expected.lastIndexOf(WITHIN);
        String what = limit < 0 ? expected : expected.substring(0, limit);
        String within = limit < 0 ? "" : expected.substring(limit);
        return new UnmetExpectation(
                demanded(failure, what, RequestSummary.of(exchange)), found + within + " (" + where + ")");
    }

    private static String demanded(StageFailure failure, String what, RequestSummary request) {
        if (what.equals(ANSWER)) {
            return "an answer to " + request;
        }
        return what + (failure instanceof ForeignResponse ? " in the answer to " : ", for ") + request;
    }
}
