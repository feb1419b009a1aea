package io.kspec.scenarios.expect;

import io.kspec.yaml.Position;

/**
 * An expectation that a response does not meet.
 *
 * @param path the place in the response
 * @param at the expectation's place in its file
 * @param expected what was expected
 * @param found what was found
 */
public record Mismatch(String path, Position at, String expected, String found) {
    /** {@code ErrorCode: expected 0 NONE, found 16 NOT_COORDINATOR}. */
    @Override
    public String toString() {
        return path + ": expected " + expected + ", found " + found;
    }
}
