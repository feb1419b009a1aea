package io.kspec.golden.comparison;

import io.kspec.golden.Capture;
import io.kspec.golden.CapturedExchange;
import java.util.List;

/**
 * A field in which a response, or the request of a recapture, differs from the captured one.
 *
 * @param capture the capture
 * @param exchange the exchange
 * @param path the field; {@code outcome} where only one of the two was answered, {@code bytes} where the frame cannot be
 *     compared by fields
 * @param captured the captured value, or {@link #ABSENT}
 * @param actual the value found, or {@link #ABSENT}
 */
public record Difference(Capture capture, CapturedExchange exchange, String path, Object captured, Object actual) {
    public static final String ABSENT = "absent";
    static final String NULL = "null";

    /** Whether it is in an exchange of an API, at a path, both of which match regular expressions. */
    public boolean isOf(String apiPattern, String pathPattern) {
        return exchange.api().name().matches(apiPattern) && path.matches(pathPattern);
    }

    /** Whether both values are present and not null. */
    public boolean hasBothTexts() {
        return !List.of(captured, actual).contains(NULL)
                && !List.of(captured, actual).contains(ABSENT);
    }

    @Override
    public String toString() {
        return capture + ", " + inExchange();
    }

    /** The difference without the name of the capture. */
    public String inExchange() {
        return "\"" + exchange.name() + "\" (" + exchange.api().name() + " v" + exchange.version() + "), " + path
                + ": expected " + captured + ", found " + actual;
    }
}
