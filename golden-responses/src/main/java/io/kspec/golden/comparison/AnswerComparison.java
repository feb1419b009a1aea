package io.kspec.golden.comparison;

import io.kspec.golden.Capture;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.ExchangeOutcome;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the responses of a broker with those of a capture, headers and bodies, field by field. */
public final class AnswerComparison {
    private final Capture capture;
    private final VolatileValues values;
    private final List<Difference> differences = new ArrayList<>();

    /**
     * A comparison without differences so far.
     *
     * @param capture the capture
     * @param values the values that the broker gave instead of captured ones
     */
    public AnswerComparison(Capture capture, VolatileValues values) {
        this.capture = capture;
        this.values = values;
    }

    /** The differences found so far. */
    public List<Difference> differences() {
        return List.copyOf(differences);
    }

    /**
     * Compares what happened after a request.
     *
     * @param exchange the captured exchange
     * @param outcome the kind of outcome this time
     * @param response the frame of the response, if one came
     */
    public void compare(CapturedExchange exchange, ExchangeOutcome outcome, @Nullable Bytes response) {
        if (exchange.outcome() != outcome) {
            add(exchange, "outcome", exchange.outcome(), outcome);
        } else if (response != null) {
            compare(exchange, response);
        }
    }

    private void compare(CapturedExchange exchange, Bytes response) {
        Bytes captured = exchange.requireResponse();
        DecodeAttempt expected = exchange.decodeResponse();
        DecodeAttempt found = exchange.decode(response);
        if (expected.body() == null && captured.equals(response)) {
            return;
        }
        if (expected.body() == null || found.body() == null) {
            add(exchange, "bytes", captured.toHex(), response.toHex());
            return;
        }
        compare(exchange, "header.", expected.header(), found.header());
        compare(exchange, "", expected.body(), found.body());
    }

    /**
     * Compares a request of a recapture with the captured one.
     *
     * @param exchange the captured exchange
     * @param request the frame of the request this time
     */
    void compareRequest(CapturedExchange exchange, Bytes request) {
        Bytes expected = values.adapted(exchange);
        if (expected.equals(request)) {
            return;
        }
        int before = differences.size();
        DecodeAttempt captured = exchange.decodeRequest();
        DecodeAttempt actual = Frames.attemptRequest(request);
        if (captured.body() != null && actual.body() != null) {
            compare(exchange, "request.header.", captured.header(), actual.header());
            compare(exchange, "request.", captured.body(), actual.body());
        }
        if (differences.size() == before) {
            add(exchange, "request", expected.toHex(), request.toHex());
        }
    }

    private void compare(
            CapturedExchange exchange, String prefix, @Nullable Message captured, @Nullable Message actual) {
        Map<String, Object> expected = Leaves.of(Objects.requireNonNull(captured), values::expected);
        Map<String, Object> found = Leaves.of(Objects.requireNonNull(actual), VolatileValues::found);
        Set<String> paths = new TreeSet<>(expected.keySet());
        paths.addAll(found.keySet());
        for (String path : paths) {
            Object mine = expected.getOrDefault(path, Difference.ABSENT);
            Object theirs = found.getOrDefault(path, Difference.ABSENT);
            if (!mine.equals(theirs)) {
                add(exchange, prefix + path, mine, theirs);
            }
        }
    }

    private void add(CapturedExchange exchange, String path, Object captured, Object actual) {
        differences.add(new Difference(capture, exchange, path, captured, actual));
    }
}
