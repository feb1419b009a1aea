package io.kspec.golden.replay;

import io.kspec.golden.Capture;
import io.kspec.golden.CapturedExchange;
import java.util.List;

/**
 * A field in which an answer is not as captured.
 *
 * @param capture the capture
 * @param exchange the exchange
 * @param path the field; {@code outcome} where one was answered and the other was not, and {@code bytes} where the answer
 *     cannot be decoded
 * @param captured the value that was captured, or {@code absent}
 * @param actual the value that came, or {@code absent}
 */
record Difference(Capture capture, CapturedExchange exchange, String path, Object captured, Object actual) {
    static final String ABSENT = "absent";
    static final String NULL = "null";

    /** Whether it is in an API's answer, at a path that a regular expression matches. */
    boolean isOf(String api, String pathPattern) {
        return exchange.api().name().equals(api) && path.matches(pathPattern);
    }

    /** Whether there is a text on both sides. */
    boolean hasBothTexts() {
        return !List.of(captured, actual).contains(NULL)
                && !List.of(captured, actual).contains(ABSENT);
    }

    @Override
    public String toString() {
        return capture + ", \"" + exchange.name() + "\" (" + exchange.api().name() + " v" + exchange.version() + "), "
                + path + ": expected " + captured + ", found " + actual;
    }
}
