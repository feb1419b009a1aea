package io.kspec.golden.replay;

import io.kspec.golden.Capture;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.Outcome;
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

/** Compares the answers of a replay with those captured, headers and bodies, field by field. */
final class AnswerComparison {
    private final Capture capture;
    private final GivenIds ids;
    private final List<Difference> differences = new ArrayList<>();

    AnswerComparison(Capture capture, GivenIds ids) {
        this.capture = capture;
        this.ids = ids;
    }

    List<Difference> differences() {
        return differences;
    }

    void compare(CapturedExchange exchange, Replay.Answer answer) {
        if (exchange.outcome() != answer.outcome()) {
            differences.add(new Difference(capture, exchange, "outcome", exchange.outcome(), answer.outcome()));
        } else if (answer.outcome() == Outcome.ANSWERED) {
            compare(exchange, Objects.requireNonNull(answer.response()));
        }
    }

    private void compare(CapturedExchange exchange, Bytes response) {
        DecodeAttempt captured = exchange.decodeResponse();
        DecodeAttempt actual = Frames.attemptResponse(exchange.api(), exchange.version(), response);
        if (!actual.succeeded()) {
            differences.add(new Difference(capture, exchange, "bytes", "a decodable answer", actual.requireFailure()));
            return;
        }
        compare(exchange, "header.", captured.header(), actual.header());
        compare(exchange, "", captured.body(), actual.body());
    }

    private void compare(
            CapturedExchange exchange, String prefix, @Nullable Message captured, @Nullable Message actual) {
        Map<String, Object> expected = Leaves.of(Objects.requireNonNull(captured), ids::actual);
        Map<String, Object> found = Leaves.of(Objects.requireNonNull(actual), (field, value) -> value);
        Set<String> paths = new TreeSet<>(expected.keySet());
        paths.addAll(found.keySet());
        for (String path : paths) {
            Object mine = expected.getOrDefault(path, Difference.ABSENT);
            Object theirs = found.getOrDefault(path, Difference.ABSENT);
            if (!mine.equals(theirs)) {
                differences.add(new Difference(capture, exchange, prefix + path, mine, theirs));
            }
        }
    }
}
