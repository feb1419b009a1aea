package io.kspec.scenarios.expect;

import io.kspec.protocol.codec.Exchange;
import io.kspec.yaml.FilePosition;
import org.jspecify.annotations.Nullable;

/**
 * An expectation that a response does not meet.
 *
 * @param exchange the request and its response, or null if what was found is no response
 * @param path the path in the response
 * @param at the position of the expectation in its file
 * @param expected what was expected
 * @param found what was found
 */
public record Mismatch(@Nullable Exchange exchange, String path, FilePosition at, String expected, String found) {
    /** A mismatch of something that was not told yet where it stands. */
    public Mismatch(String path, FilePosition at, String expected, String found) {
        this(null, path, at, expected, found);
    }

    /** This mismatch, in the response of an exchange. */
    public Mismatch in(Exchange where) {
        return new Mismatch(where, path, at, expected, found);
    }

    /** {@code client, Heartbeat v4 response, ErrorCode: expected 0 NONE, found 16 NOT_COORDINATOR}. */
    @Override
    public String toString() {
        String where = exchange == null
                ? ""
                : exchange.connection() + ", " + exchange.api().name() + " v" + exchange.version() + " response, ";
        return where + path + ": expected " + expected + ", found " + found;
    }
}
