package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.http.HttpFault;
import io.kspec.mock.admin.http.HttpReply;
import io.kspec.mock.script.RequestPattern;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Waits until the journal has a number of requests, without holding up other calls. */
final class Verification {
    static final Set<String> KEYS = Set.of("request", "count", "atLeast", "atMost", "within");

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Executor SOON = CompletableFuture.delayedExecutor(25, TimeUnit.MILLISECONDS);
    private static final Executor LATER = CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS);
    private static final int QUICK_LOOKS = 40;

    private final MockBroker broker;
    private final Terms terms;
    private final long endNanos;
    private int looks;

    /**
     * What is to be verified.
     *
     * @param lowest the lowest number of matching requests that is right
     * @param highest the highest one
     * @param mayStillExceed whether the number is right only once the time is over, because a further request would exceed
     *     it
     * @param within how long to wait for the requests
     */
    record Terms(RequestPattern pattern, long lowest, long highest, boolean mayStillExceed, Duration within) {
        static Terms read(RequestPattern pattern, MappingReader body, Problems problems) {
            Long count = body.wholeNumber("count", 0);
            Long atLeast = body.wholeNumber("atLeast", 0);
            Long atMost = body.wholeNumber("atMost", 0);
            if (count != null && (atLeast != null || atMost != null)) {
                problems.add(body.at(), "expected count, or atLeast and atMost, found both");
            }
            Duration within = body.duration("within", Duration.ZERO, LONGEST);
            boolean unlimited = count == null && atMost == null;
            return new Terms(
                    pattern,
                    count != null ? count : atLeast != null ? atLeast : unlimited ? 1 : 0,
                    count != null ? count : atMost != null ? atMost : Long.MAX_VALUE,
                    atMost != null || (count != null && count == 0),
                    within == null ? Duration.ZERO : within);
        }

        String expected() {
            String number = lowest == highest
                    ? Long.toString(lowest)
                    : highest == Long.MAX_VALUE ? "at least " + lowest : lowest + " to " + highest;
            return number + (number.equals("1") ? " request that matches " : " requests that match ") + pattern;
        }
    }

    Verification(MockBroker broker, Terms terms) {
        this.broker = broker;
        this.terms = terms;
        this.endNanos = System.nanoTime() + terms.within().toNanos();
    }

    /** The response: 200 once the number is right, 422 if it is not in time. */
    CompletionStage<HttpReply> reply() {
        int found = broker.journal(terms.pattern()).size();
        boolean over = System.nanoTime() - endNanos >= 0;
        if (found > terms.highest() || (found < terms.lowest() && over)) {
            return CompletableFuture.completedFuture(failed(found));
        }
        if (over || (found >= terms.lowest() && !terms.mayStillExceed())) {
            return CompletableFuture.completedFuture(HttpReply.json(200, Map.of("count", found)));
        }
        // Looking takes the broker's time, so a long wait looks less often.
        looks++;
        return CompletableFuture.supplyAsync(this::reply, looks < QUICK_LOOKS ? SOON : LATER)
                .thenCompose(later -> later);
    }

    private HttpReply failed(int found) {
        List<HttpFault> faults = new ArrayList<>();
        faults.add(HttpFault.mismatch("journal", terms.expected(), Integer.toString(found)));
        if (found < terms.lowest()) {
            broker.nearMisses(terms.pattern())
                    .forEach(miss -> faults.add(HttpFault.of("journal, near miss", miss.toString())));
        }
        return HttpReply.faults(422, faults);
    }
}
